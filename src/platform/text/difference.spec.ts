import { difference, isSame } from './difference.js';

test('what changed stands between what did not', () => {
  expect(difference('We pay in June.', 'We pay in December.')).toEqual([
    { kind: 'same', text: 'We pay in ' },
    { kind: 'removed', text: 'June' },
    { kind: 'added', text: 'December' },
    { kind: 'same', text: '.' },
  ]);
});

test('a long text is shown around its changes only', () => {
  const long = 'word '.repeat(2000);
  const pieces = difference(`${long}June`, `${long}December`);
  expect(pieces.map(({ text }) => text).join('').length).toBeLessThan(300);
  expect(pieces.at(-1)).toEqual({ kind: 'added', text: 'December' });
});

test('the same text has no difference, and the empty one is all added', () => {
  expect(isSame(difference('a', 'a'))).toBe(true);
  expect(difference('', 'a')).toEqual([{ kind: 'added', text: 'a' }]);
});

test('two long texts that share nothing are not searched for what they share', () => {
  const noise = (seed: number) => Array.from({ length: 30_000 }, (_, at) => (at * seed) % 99_991).join(' ');
  const [before, after] = [noise(7919), noise(6007)];
  expect(difference(before, after)).toEqual([
    { kind: 'removed', text: before },
    { kind: 'added', text: after },
  ]);
});

test('a sentence written anew is read as one', () => {
  const pieces = difference('We pay in June, as before.', 'They asked in April, not before.');
  expect(pieces.map(({ kind }) => kind)).toEqual(['removed', 'added', 'same']);
  expect(pieces.at(-1)?.text).toBe(' before.');
});
