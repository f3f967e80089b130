import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const files = ['src', 'test', 'docs', 'scripts', '.ci']
  .flatMap((folder) =>
    readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' }).map((path) => `/${folder}/${path}`),
  )
  .concat(readdirSync(root).map((path) => `/${path}`));
const documents = files.filter((path) => path.endsWith('.md'));

const namedIn = (text: string) =>
  [...text.matchAll(/(?:`|\]\()((?:[\w.-]+\/)*[\w.-]+\.(?:tsx?|mjs|md|yml))[`)]/g)].map(([, name]) => name ?? '');

test('documents name only files that are there', () => {
  const named = documents.flatMap((path) => namedIn(readFileSync(root + path, 'utf8')).map((name) => ({ path, name })));
  expect(named.length).toBeGreaterThan(50);
  const missing = named.filter(
    ({ name }) => !files.some((path) => path.endsWith(`/${name.replace(/^(\.\.?\/)+/, '')}`)),
  );
  expect(missing).toEqual([]);
});
