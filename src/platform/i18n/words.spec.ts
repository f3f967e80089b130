import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

test('every language has every word, with the same arguments, and none is left over', () => {
  const said = execFileSync(process.execPath, ['scripts/words.mjs'], { encoding: 'utf8' });
  expect(said).toMatch(/^\d+ keys in 4 languages, all in order/);
});

// Who speaks to the machine says what they see (WCAG 2.5.3, label in name).
test('a button that names its object to those who hear it begins with what the others read', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' });
  const pairs = files
    .filter((file) => /messages\/\w+\.json$/.test(file))
    .flatMap((file) => {
      const words = JSON.parse(readFileSync(`src/${file}`, 'utf8')) as Record<string, string>;
      const shown = (key: string) => words[key.replace(/Named$/, '')];
      return Object.keys(words).flatMap((key) => (key.endsWith('Named') ? [[shown(key), words[key], file]] : []));
    });
  expect(pairs.length).toBeGreaterThan(20);
  for (const [shown = '', named = '', file] of pairs) expect([file, named.startsWith(shown)]).toEqual([file, true]);
});
