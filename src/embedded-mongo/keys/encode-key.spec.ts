import fc from 'fast-check';
import { compare } from '../bson/compare.js';
import { Decimal128, Doc, Double, FarDate, ObjectId, Timestamp, type Value } from '../bson/values.js';
import { encodeKey } from './encode-key.js';

const interestingNumbers: Value[] = [
  0,
  new Double(-0),
  1,
  -1,
  0.1,
  -0.1,
  Number.NaN,
  Infinity,
  -Infinity,
  Number.MAX_VALUE,
  Number.MIN_VALUE,
  2 ** 53,
  2n ** 53n + 1n,
  -(2n ** 53n) - 1n,
  2n ** 63n - 1n,
  -(2n ** 63n),
  2 ** 63,
  ...['0.1', '-0.1', '0.10', '1E400', '-1E400', '1E-400', '-1E-400', '9007199254740993', '9007199254740993.5'].map(
    (text) => Decimal128.fromString(text),
  ),
];

const leaf = fc.oneof(
  fc.constantFrom(...interestingNumbers),
  fc.integer(),
  fc.double().map((value) => (Number.isInteger(value) ? new Double(value) : value)),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', 'a', 'a\0', 'a\0b', 'ab', '\uffee', '🌍'),
  fc.boolean(),
  fc.constant(null),
  fc.date({ noInvalidDate: true }),
  fc.constant(new FarDate(9_000_000_000_000_000n)),
  fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => new ObjectId(bytes)),
  fc.nat().map((t) => new Timestamp({ t, i: 1 })),
);

const { value } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { weight: 5, arbitrary: leaf },
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(fc.tuple(fc.constantFrom('a', 'b', 'a\u0001'), tie('value')), { maxLength: 3 }).map((e) => new Doc(e)),
  ),
}));

const signOf = (n: number) => Math.sign(n) || 0;

test('the bytes of keys are in the order of their values', () => {
  fc.assert(
    fc.property(value, value, (a, b) => {
      const bytes = Buffer.compare(encodeKey([a], [false]), encodeKey([b], [false]));
      expect(signOf(bytes)).toBe(signOf(compare(a, b)));
    }),
    { numRuns: 5000 },
  );
});

test('numbers of different types are equal as keys exactly when they are equal', () => {
  for (const a of interestingNumbers) {
    for (const b of interestingNumbers) {
      const bytes = Buffer.compare(encodeKey([a], [false]), encodeKey([b], [false]));
      expect(signOf(bytes)).toBe(signOf(compare(a, b)));
    }
  }
});

test('a compound key orders by its first part, then by the second, each in its direction', () => {
  fc.assert(
    fc.property(value, value, value, value, (a1, a2, b1, b2) => {
      const bytes = Buffer.compare(encodeKey([a1, a2], [false, true]), encodeKey([b1, b2], [false, true]));
      expect(signOf(bytes)).toBe(signOf(compare(a1, b1) || -compare(a2, b2)));
    }),
    { numRuns: 3000 },
  );
});

test('a key too long for the store is cut, and two such keys still differ', () => {
  const long = (end: string) => encodeKey(['x'.repeat(5000) + end], [false]);
  expect(long('a').length).toBe(1024);
  expect(long('a').equals(long('b'))).toBe(false);
});
