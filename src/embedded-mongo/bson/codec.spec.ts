import * as library from 'bson';
import { MongoError } from '../errors.js';
import { decode, encode, RawDoc, typeOf } from './codec.js';
import { compare } from './compare.js';
import { Decimal128, Doc, Double, doc, FarDate, type Value } from './values.js';

const everyType = {
  int: 5,
  one: new library.Double(1),
  minusZero: new library.Double(-0),
  half: 0.5,
  nan: Number.NaN,
  long: library.Long.fromString('9223372036854775807'),
  decimal: library.Decimal128.fromString('1.10'),
  text: 'Grüße, 世界 🌍',
  id: new library.ObjectId('65a000000000000000000001'),
  yes: true,
  nothing: null,
  when: new Date('2024-02-29T12:00:00Z'),
  bytes: new library.Binary(Buffer.from([1, 2, 3]), 0),
  oldBytes: new library.Binary(Buffer.from([1, 2, 3]), 2),
  pattern: new library.BSONRegExp('^a', 'im'),
  code: new library.Code('return x', { x: 1 }),
  symbol: new library.BSONSymbol('sym'),
  stamp: new library.Timestamp({ t: 4000000000, i: 7 }),
  low: new library.MinKey(),
  high: new library.MaxKey(),
  10: 'second',
  2: 'first',
  list: [1, 'two', [3], { four: 4 }],
  nested: { deeper: { deepest: [{ x: null }] } },
};

describe('the BSON codec', () => {
  const bytes = library.serialize(everyType);

  test('gives back the bytes it has read, whatever their types', () => {
    expect(encode(decode(bytes)).equals(bytes)).toBe(true);
  });

  test('keeps the order of fields whose names look like numbers', () => {
    const names = ['b', '10', '2', 'a'];
    const read = decode(encode(new Doc(names.map((name) => [name, null]))));
    expect([...read.keys()]).toEqual(names);
  });

  test('tells a double from an int32', () => {
    const read = decode(bytes);
    expect(read.get('int')).toBe(5);
    expect(read.get('one')).toEqual(new Double(1));
    expect(typeOf(read.get('minusZero') ?? null)).toBe(1);
    expect(read.get('long')).toBe(9223372036854775807n);
  });

  test('keeps dates that JavaScript cannot hold', () => {
    const far = encode(doc({ at: new FarDate(9_000_000_000_000_000n) }));
    expect(decode(far).get('at')).toEqual(new FarDate(9_000_000_000_000_000n));
  });

  test('does not keep the memory it has read from', () => {
    const changing = Buffer.from(bytes);
    const read = decode(changing);
    changing.fill(0);
    expect(encode(read).equals(bytes)).toBe(true);
  });

  test('reads single fields of raw bytes', () => {
    const raw = new RawDoc(bytes);
    expect(raw.get('text')).toBe(everyType.text);
    expect(raw.get('absent')).toBeUndefined();
    const nested = raw.peek('nested');
    expect(nested).toBeInstanceOf(RawDoc);
    expect(nested instanceof RawDoc && nested.has('deeper')).toBe(true);
    expect([...raw.keys()]).toEqual([...decode(bytes).keys()]);
  });

  test('refuses every truncation with a typed error', () => {
    for (let length = 0; length < bytes.length; length++) {
      expect(() => decode(bytes.subarray(0, length))).toThrow(MongoError);
    }
  });
});

describe('the BSON order', () => {
  const ascending: (Value | undefined)[][] = [
    [new library.MinKey()],
    [undefined],
    [null],
    [Number.NaN, Decimal128.fromString('NaN')],
    [-Infinity, Decimal128.fromString('-Infinity')],
    [-1n, -1, new Double(-1), Decimal128.fromString('-1.0')],
    [0, new Double(-0), 0n, Decimal128.fromString('0E+3')],
    [Decimal128.fromString('0.1')],
    [0.1],
    [9007199254740992, 9007199254740992n],
    [9007199254740993n, Decimal128.fromString('9007199254740993')],
    [9223372036854775807n],
    [2 ** 63],
    [Decimal128.fromString('1E400')],
    [Infinity],
    [''],
    ['a'],
    ['a\u{0}'],
    ['\uffee'],
    ['🌍'],
    [doc({})],
    [doc({ a: 1 })],
    [doc({ a: 1, b: 1 })],
    [doc({ b: 1 })],
    [doc({ a: 'x' })],
    [[]],
    [[1]],
    [[1, 2]],
    [[2]],
    [new library.Binary(Buffer.from([9]), 5)],
    [new library.Binary(Buffer.from([1, 1]), 0)],
    [new library.ObjectId('65a000000000000000000001')],
    [false],
    [true],
    [new Date(-5)],
    [new Date(5)],
    [new FarDate(9_000_000_000_000_000n)],
    [new library.Timestamp({ t: 1, i: 1 })],
    [new library.Timestamp({ t: 4000000000, i: 1 })],
    [new library.BSONRegExp('a', '')],
    [new library.MaxKey()],
  ];

  test('follows the comparison order of the manual', () => {
    const values = ascending.flatMap((group, place) => group.map((value) => ({ value, place })));
    for (const x of values) {
      for (const y of values) {
        expect(Math.sign(compare(x.value, y.value))).toBe(Math.sign(x.place - y.place));
      }
    }
  });
});
