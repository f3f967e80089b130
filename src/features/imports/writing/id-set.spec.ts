import fc from 'fast-check';
import { IdSet } from './id-set.js';

test('holds what was put into it, and nothing else', () => {
  const hexes = fc.uniqueArray(
    fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 24, maxLength: 24 }),
    {
      minLength: 2,
      maxLength: 3000,
      selector: (hex) => hex.slice(-13),
    },
  );
  fc.assert(
    fc.property(hexes, (all) => {
      const half = Math.floor(all.length / 2);
      const set = new IdSet();
      for (const hex of all.slice(0, half)) set.add(hex);
      expect(all.map((hex) => set.has(hex))).toEqual(all.map((_, at) => at < half));
    }),
    { numRuns: 30 },
  );
});
