import { sourcesOf } from './sources.js';

const sources = sourcesOf('src');
const offenders = (pattern: RegExp, allowed: RegExp) =>
  sources.filter(({ path, text }) => !allowed.test(path) && pattern.test(text)).map(({ path }) => path);

test('raw HTML goes out through one component only', () => {
  expect(offenders(/dangerouslySetInnerHTML/, /^$/)).toEqual(['src/ui/content/prose.tsx']);
});

test('nobody but the doors reads the environment', () => {
  expect(
    offenders(/process\.env/, /^src\/(door|cli|commands\/[\w-]+|dev\/[\w-]+|embedded-mongo\/test\/[\w-]+)\.ts$/),
  ).toEqual([]);
});

test('nobody speaks to the console', () => {
  expect(offenders(/\bconsole\.(log|error|warn|info)/, /^src\/embedded-mongo\//)).toEqual([]);
});

test('no any', () => {
  expect(offenders(/[:<(,]\s*any\b(?!\s*[a-z])|\bas any\b/, /^$/)).toEqual([]);
});

test('no file is longer than 400 lines', () => {
  const long = sources
    .filter(({ path, text }) => text.split('\n').length > 401 && !/i18n\/keys\.ts$/.test(path))
    .map(({ path }) => path);
  expect(long).toEqual([]);
});

/** One of each feature that imports write to: a list, not a class of many matters. No other may be added. */
const CROWDED = ['src/features/imports/writing/features.ts'];

test('no injected collaborators beyond six: a second noun would be hiding', () => {
  const crowded = sources.filter(({ text }) =>
    [...text.matchAll(/constructor\(([^{]*?)\)\s*\{/gs)].some(
      ([, parameters = '']) => (parameters.match(/@Inject/g) ?? []).length > 6,
    ),
  );
  expect(crowded.map(({ path }) => path).filter((path) => !CROWDED.includes(path))).toEqual([]);
});

test('what is not finished is not in the source', () => {
  expect(
    offenders(
      /\b(TODO|FIXME|XXX|HACK)\b|not implemented|coming soon|lorem ipsum/i,
      /^src\/embedded-mongo\/errors\.ts$/,
    ),
  ).toEqual([]);
});
