import fc from 'fast-check';
import { compare } from '../bson/compare.js';
import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  DbPointer,
  Decimal128,
  Doc,
  Double,
  FarDate,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
  UNDEFINED,
  type Value,
} from '../bson/values.js';
import { cutPrefix, encodeKey, encodeWholeKey, isCut } from './encode-key.js';

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

const shortText = fc.constantFrom('', 'a', 'ab', 'b', 'a\u0001');
const someBytes = fc.uint8Array({ maxLength: 3 });
const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: -40, max: 40 }))
  .map(([digits, exponent]) => Decimal128.fromString(`${digits}E${exponent}`));
const rare = fc.oneof(
  decimal,
  fc.tuple(someBytes, fc.constantFrom(0, 2, 4, 5, 128)).map(([bytes, kind]) => new Binary(Buffer.from(bytes), kind)),
  fc.tuple(shortText, fc.constantFrom('', 'i', 'im')).map(([pattern, options]) => new BSONRegExp(pattern, options)),
  shortText.map((text) => new BSONSymbol(text)),
  shortText.map((text) => new Code(text)),
  fc.tuple(shortText, fc.integer()).map(([text, x]) => new Code(text, new Doc([['x', x]]))),
  shortText.map((text) => new DbPointer(text, new ObjectId('65a000000000000000000001'))),
  fc.constantFrom(new MinKey(), new MaxKey(), UNDEFINED),
);

const leaf = fc.oneof(
  rare,
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

test('long keys are equal exactly when their values are, and in order as far as they are kept', () => {
  const end = fc.string({ unit: 'binary', maxLength: 4 });
  const long = fc
    .tuple(fc.constantFrom(300, 1000, 1500), end, fc.integer({ min: 0, max: 3 }))
    .map(([length, text, last]): Value[] => ['é'.repeat(length) + text, last]);
  fc.assert(
    fc.property(long, long, fc.boolean(), (a, b, descending) => {
      const directions = [descending, false];
      const [keyA, keyB] = [encodeKey(a, directions), encodeKey(b, directions)];
      const order = (descending ? -1 : 1) * compare(a[0], b[0]) || compare(a[1], b[1]);
      expect(keyA.equals(keyB)).toBe(order === 0);
      const [wholeA, wholeB] = [encodeWholeKey(a, directions), encodeWholeKey(b, directions)];
      expect(signOf(Buffer.compare(wholeA, wholeB))).toBe(signOf(order));
      const kept = (whole: Buffer) => (isCut(whole) ? cutPrefix(whole) : whole);
      if (isCut(wholeA) && isCut(wholeB))
        expect([0, signOf(order)]).toContain(signOf(Buffer.compare(kept(wholeA), kept(wholeB))));
    }),
    { numRuns: 500 },
  );
});

test('a key too long for the store is cut, and two such keys still differ', () => {
  const long = (end: string) => encodeKey(['x'.repeat(5000) + end], [false]);
  expect(long('a').length).toBe(1024);
  expect(long('a').equals(long('b'))).toBe(false);
});
