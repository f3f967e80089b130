import { execFileSync } from 'node:child_process';

test('every language has every word, with the same arguments, and none is left over', () => {
  const said = execFileSync(process.execPath, ['scripts/words.mjs'], { encoding: 'utf8' });
  expect(said).toMatch(/^\d+ keys in 4 languages, all in order/);
});
