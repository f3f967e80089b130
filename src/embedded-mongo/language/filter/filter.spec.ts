import { Binary, BSONRegExp, Decimal128, Double, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import { encode, RawDoc } from '../../bson/codec.js';
import { compileFilter } from '../index.js';
import { failure, given, matches, withTwins } from '../language.fixture.js';

const refusal = (filter: Record<string, unknown>) => failure(() => matches(filter, {}));
const indexOf = (filter: Record<string, unknown>, document: Record<string, unknown>) =>
  compileFilter(given(filter)).matchArrayIndex(given(document));

describe('equality (manual: $eq, Query for Null or Missing Fields)', () => {
  test('numbers are equal by value, whatever their type', () => {
    for (const one of [1, new Double(1), Long.fromNumber(1), Decimal128.fromString('1.00')]) {
      expect(matches({ a: 1 }, { a: one })).toBe(true);
      expect(matches({ a: one }, { a: 1 })).toBe(true);
      expect(matches({ a: { $ne: one } }, { a: 1 })).toBe(false);
    }
    expect(matches({ a: 0 }, { a: new Double(-0) })).toBe(true);
    expect(matches({ a: Number.NaN }, { a: Number.NaN })).toBe(true);
    expect(matches({ a: Number.NaN }, { a: 1 })).toBe(false);
    expect(matches({ a: Long.fromString('9007199254740993') }, { a: new Double(9007199254740992) })).toBe(false);
  });

  test('null matches null and missing fields, nothing else', () => {
    expect(matches({ a: null }, {})).toBe(true);
    expect(matches({ a: null }, { a: null })).toBe(true);
    expect(matches({ a: null }, { a: 0 })).toBe(false);
    expect(matches({ a: null }, { a: [1, null] })).toBe(true);
    expect(matches({ a: null }, { a: [] })).toBe(false);
    expect(matches({ 'a.b': null }, { a: [{ b: 1 }, {}] })).toBe(true);
    expect(matches({ 'a.b': null }, { a: [] })).toBe(false);
    expect(matches({ 'a.b': null }, { a: 1 })).toBe(true);
    expect(matches({ a: { $ne: null } }, {})).toBe(false);
  });

  test('documents are equal in the same order of fields; arrays as a whole or by an element', () => {
    expect(matches({ a: { x: 1, y: 2 } }, { a: { x: 1, y: 2 } })).toBe(true);
    expect(matches({ a: { x: 1, y: 2 } }, { a: { y: 2, x: 1 } })).toBe(false);
    expect(matches({ a: [1, 2] }, { a: [1, 2] })).toBe(true);
    expect(matches({ a: [1, 2] }, { a: [[1, 2], 3] })).toBe(true);
    expect(matches({ a: [1, 2] }, { a: [2, 1] })).toBe(false);
    expect(matches({ a: 1 }, { a: [[1]] })).toBe(false);
    const id = new ObjectId();
    expect(matches({ a: id }, { a: new ObjectId(id.toHexString()) })).toBe(true);
    expect(matches({ a: new Binary(Buffer.from('x'), 0) }, { a: new Binary(Buffer.from('x'), 4) })).toBe(false);
  });
});

describe('ranges (manual: Comparison/Sort Order)', () => {
  test('only values of one kind are compared', () => {
    expect(matches({ a: { $gt: 1 } }, { a: '2' })).toBe(false);
    expect(matches({ a: { $lt: 'b' } }, { a: 'a' })).toBe(true);
    expect(matches({ a: { $gte: null } }, {})).toBe(true);
    expect(matches({ a: { $gt: null } }, { a: 1 })).toBe(false);
    expect(matches({ a: { $lt: Number.NaN } }, { a: 1 })).toBe(false);
    expect(matches({ a: { $lte: Number.NaN } }, { a: Number.NaN })).toBe(true);
    expect(matches({ a: { $gte: 0 } }, { a: Number.NaN })).toBe(false);
    expect(matches({ a: { $gt: new MinKey() } }, { a: 1 })).toBe(true);
    expect(matches({ a: { $lt: new MaxKey() } }, { a: 'x' })).toBe(true);
    expect(matches({ a: { $gt: [1] } }, { a: [2] })).toBe(true);
    expect(matches({ a: { $gt: { x: 1 } } }, { a: { x: 2 } })).toBe(true);
    expect(matches({ a: { $gt: new Timestamp({ t: 1, i: 1 }) } }, { a: new Timestamp({ t: 1, i: 2 }) })).toBe(true);
  });

  test('each bound may be met by another element of an array', () => {
    expect(matches({ a: { $gt: 5, $lt: 2 } }, { a: [1, 9] })).toBe(true);
    expect(matches({ a: { $elemMatch: { $gt: 5, $lt: 2 } } }, { a: [1, 9] })).toBe(false);
  });
});

describe('paths (manual: Query an Array of Embedded Documents)', () => {
  test('a path goes through arrays, and a number is an index or a field name', () => {
    expect(matches({ 'a.b': 2 }, { a: [{ b: 1 }, { b: 2 }] })).toBe(true);
    expect(matches({ 'a.1.b': 2 }, { a: [{ b: 1 }, { b: 2 }] })).toBe(true);
    expect(matches({ 'a.0.b': 2 }, { a: [{ b: 1 }, { b: 2 }] })).toBe(false);
    expect(matches({ 'a.0': 1 }, { a: { '0': 1 } })).toBe(true);
    expect(matches({ 'a.0': 1 }, { a: [1] })).toBe(true);
    expect(matches({ 'a.0': 1 }, { a: [{ '0': 1 }] })).toBe(true);
    expect(matches({ 'a.00': 1 }, { a: [1] })).toBe(false);
    expect(matches({ 'a.0.0': 1 }, { a: [[1]] })).toBe(true);
    expect(matches({ 'a.b.c': 1 }, { a: [{ b: [{ c: 1 }] }] })).toBe(true);
    expect(matches({ 'a.b': 1 }, { a: [[{ b: 1 }]] })).toBe(false);
    expect(matches({ 'a.0.b': 1 }, { a: [[{ b: 1 }]] })).toBe(true);
    expect(matches({ '': 1 }, { '': 1 })).toBe(true);
  });

  test('a document still in its bytes matches as a decoded one does', () => {
    const raw = new RawDoc(encode(given({ a: { b: [{ c: 1 }, { c: 'x' }] }, n: 5 })));
    expect(compileFilter(given({ 'a.b.c': 'x', n: { $gt: 4 } })).matches(raw)).toBe(true);
    expect(compileFilter(given({ 'a.b.c': 'y' })).matches(raw)).toBe(false);
    expect(compileFilter(given({ $expr: { $eq: ['$n', 5] } })).matches(raw)).toBe(true);
  });
});

describe('logical operators', () => {
  test('and, or, nor, not', () => {
    expect(matches({ $and: [{ a: 1 }, { b: 2 }] }, { a: 1, b: 2 })).toBe(true);
    expect(matches({ $nor: [{ a: 1 }, { b: 3 }] }, { a: 1, b: 2 })).toBe(false);
    expect(matches({ a: { $not: { $gt: 1 } } }, {})).toBe(true);
    expect(matches({ a: { $not: /^x/ } }, { a: 'y' })).toBe(true);
    expect(matches({ a: { $nin: [1, null] } }, {})).toBe(false);
    expect(matches({ a: { $in: [/^x/, 3] } }, { a: ['xy'] })).toBe(true);
    expect(matches({ a: { $in: [] } }, { a: 1 })).toBe(false);
  });

  test('of a condition that is there twice, both hold', () => {
    const { matches: hold } = compileFilter(withTwins({ a: { $gt: 1 }, b: { $lt: 5 } }, 'b', 'a'));
    expect([0, 3, 7].map((a) => hold(given({ a })))).toEqual([false, true, false]);
  });

  test('malformed ones are refused in the server’s words', () => {
    expect(refusal({ $and: 1 })).toEqual({ code: 2, message: '$and must be an array' });
    expect(refusal({ $or: [] })).toEqual({ code: 2, message: '$and/$or/$nor must be a nonempty array' });
    expect(refusal({ $or: [1] })).toEqual({ code: 2, message: '$or/$and/$nor entries need to be full objects' });
    expect(refusal({ a: { $in: 1 } })).toEqual({ code: 2, message: '$in needs an array' });
    expect(refusal({ a: { $in: [{ $gt: 1 }] } })).toEqual({ code: 2, message: 'cannot nest $ under $in' });
    expect(refusal({ a: { $not: 1 } })).toEqual({ code: 2, message: '$not needs a regex or a document' });
    expect(refusal({ a: { $not: {} } })).toEqual({ code: 2, message: '$not cannot be empty' });
    expect(refusal({ a: { $gt: /x/ } })).toEqual({
      code: 2,
      message: "Can't have RegEx as arg to predicate over field 'a'.",
    });
    expect(refusal({ a: { $ne: /x/ } })).toEqual({ code: 2, message: "Can't have regex as arg to $ne." });
    expect(refusal({ a: { $nope: 1 } })).toEqual({ code: 2, message: 'unknown operator: $nope' });
    expect(refusal({ $nope: 1 }).message).toContain('unknown top level operator: $nope.');
    expect(refusal({ a: { $gt: 1, b: 2 } })).toEqual({ code: 2, message: 'unknown operator: b' });
  });

  test('what the engine does not have is an error, never ignored', () => {
    expect(refusal({ $text: { $search: 'x' } }).code).toBe(27);
    expect(refusal({ $where: 'true' }).code).toBe(2);
    expect(refusal({ $jsonSchema: {} }).code).toBe(224);
    expect(refusal({ a: { $near: [1, 2] } }).code).toBe(291);
    expect(refusal({ a: { $geoWithin: {} } }).code).toBe(115);
  });
});

describe('element operators', () => {
  test('$exists and $type', () => {
    expect(matches({ a: { $exists: true } }, { a: null })).toBe(true);
    expect(matches({ a: { $exists: 0 } }, {})).toBe(true);
    expect(matches({ 'a.b': { $exists: false } }, { a: [] })).toBe(true);
    expect(matches({ a: { $type: 'number' } }, { a: Long.fromNumber(1) })).toBe(true);
    expect(matches({ a: { $type: ['string', 8] } }, { a: true })).toBe(true);
    expect(matches({ a: { $type: 'array' } }, { a: [] })).toBe(true);
    expect(matches({ a: { $type: 'int' } }, { a: ['x', 1] })).toBe(true);
    expect(matches({ a: { $type: 'null' } }, {})).toBe(false);
    expect(matches({ a: { $type: 'double' } }, { a: new Double(1) })).toBe(true);
    expect(refusal({ a: { $type: 'nope' } })).toEqual({ code: 2, message: 'Unknown type name alias: nope' });
    expect(refusal({ a: { $type: [] } })).toEqual({ code: 9, message: 'a must match at least one type' });
    expect(refusal({ a: { $type: 16.5 } })).toEqual({ code: 2, message: 'Invalid numerical type code: 16.5' });
    expect(refusal({ a: { $type: 0 } })).toEqual({
      code: 2,
      message: 'Invalid numerical type code: 0. Instead use {$exists:false}.',
    });
    expect(refusal({ a: { $type: {} } })).toEqual({
      code: 14,
      message: 'type must be represented as a number or a string',
    });
  });
});

describe('array operators', () => {
  test('$all, $size and $elemMatch', () => {
    expect(matches({ a: { $all: [1, 2] } }, { a: [2, 1, 3] })).toBe(true);
    expect(matches({ a: { $all: [] } }, { a: [] })).toBe(false);
    expect(matches({ a: { $all: [[1]] } }, { a: [[1]] })).toBe(true);
    expect(
      matches({ a: { $all: [{ $elemMatch: { x: 1 } }, { $elemMatch: { y: 2 } }] } }, { a: [{ x: 1 }, { y: 2 }] }),
    ).toBe(true);
    expect(matches({ a: { $size: 2 } }, { a: [1, [2]] })).toBe(true);
    expect(matches({ 'a.b': { $size: 1 } }, { a: [{ b: [] }, { b: [1] }] })).toBe(true);
    expect(matches({ a: { $elemMatch: { b: 1, c: 2 } } }, { a: [{ b: 1 }, { c: 2 }] })).toBe(false);
    expect(matches({ a: { $elemMatch: { $elemMatch: { $gt: 2 } } } }, { a: [[1], [3]] })).toBe(true);
    expect(matches({ a: { $elemMatch: { '0': 3 } } }, { a: [[3]] })).toBe(true);
    expect(matches({ a: { $elemMatch: { $or: [{ b: 1 }, { b: 2 }] } } }, { a: [{ b: 2 }] })).toBe(true);
    expect(matches({ a: { $elemMatch: { $not: { $gt: 2 } } } }, { a: [5, 1] })).toBe(true);
  });

  test('malformed ones are refused in the server’s words', () => {
    expect(refusal({ a: { $size: 'x' } })).toEqual({
      code: 2,
      message: 'Failed to parse $size. Expected a number in: $size: "x"',
    });
    expect(refusal({ a: { $size: -1 } }).message).toBe(
      'Failed to parse $size. Expected a non-negative number in: $size: -1',
    );
    expect(refusal({ a: { $size: 2.5 } }).message).toBe('Failed to parse $size. Expected an integer: $size: 2.5');
    expect(refusal({ a: { $size: Number.NaN } }).message).toBe(
      'Failed to parse $size. Expected an integer, but found NaN in: $size: nan.0',
    );
    expect(refusal({ a: { $size: Infinity } }).message).toBe(
      'Failed to parse $size. Cannot represent as a 64-bit integer: $size: inf.0',
    );
    expect(refusal({ a: { $size: Long.fromNumber(4e9) } }).message).toBe(
      'Failed to parse $size. Cannot represent in an int: $size: 4000000000',
    );
    expect(refusal({ a: { $all: 1 } })).toEqual({ code: 2, message: '$all needs an array' });
    expect(refusal({ a: { $all: [{ $gt: 1 }] } })).toEqual({ code: 2, message: 'no $ expressions in $all' });
    expect(refusal({ a: { $elemMatch: 1 } })).toEqual({ code: 2, message: '$elemMatch needs an Object' });
    expect(refusal({ a: { $elemMatch: { $expr: true } } }).code).toBe(2);
  });

  test('the index that matched is known, for the positional operator', () => {
    expect(indexOf({ a: { $gt: 1 } }, { a: [1, 2, 3] })).toBe(1);
    expect(indexOf({ 'a.b': 2 }, { a: [{ b: 1 }, { b: [0, 2] }] })).toBe(1);
    expect(indexOf({ a: { $elemMatch: { b: 2 } } }, { a: [{ b: 1 }, { b: 2 }] })).toBe(1);
    expect(indexOf({ $or: [{ a: 9 }, { b: 2 }] }, { a: [1], b: [1, 2] })).toBe(1);
    expect(indexOf({ a: [1, 2] }, { a: [1, 2] })).toBeUndefined();
    expect(indexOf({ a: { $ne: 5 } }, { a: [1, 2] })).toBeUndefined();
  });
});

describe('$mod', () => {
  test('divides whole parts', () => {
    expect(matches({ a: { $mod: [4, 0] } }, { a: 8.9 })).toBe(true);
    expect(matches({ a: { $mod: [4.9, 0.5] } }, { a: 8 })).toBe(true);
    expect(matches({ a: { $mod: [4, -3] } }, { a: -7 })).toBe(true);
    expect(matches({ a: { $mod: [4, 0] } }, { a: Number.NaN })).toBe(false);
    expect(matches({ a: { $mod: [3, 1] } }, { a: Decimal128.fromString('7.5') })).toBe(true);
    expect(matches({ a: { $mod: [2, 1] } }, { a: Long.fromString('9223372036854775807') })).toBe(true);
    expect(matches({ a: { $mod: [Long.MAX_VALUE, 0] } }, { a: Long.MAX_VALUE })).toBe(true);
    expect(matches({ a: { $mod: [2 ** 63, 0] } }, { a: Long.MIN_VALUE })).toBe(true);
  });

  test('malformed ones are refused in the server’s words', () => {
    expect(refusal({ a: { $mod: 1 } }).message).toBe('malformed mod, needs to be an array');
    expect(refusal({ a: { $mod: [] } }).message).toBe('malformed mod, not enough elements');
    expect(refusal({ a: { $mod: [1] } }).message).toBe('malformed mod, not enough elements');
    expect(refusal({ a: { $mod: ['1', 2] } }).message).toBe('malformed mod, divisor not a number');
    expect(refusal({ a: { $mod: [1, 2, 3] } }).message).toBe('malformed mod, too many elements');
    expect(refusal({ a: { $mod: [0.5, 1] } }).message).toBe('divisor cannot be 0');
    expect(refusal({ a: { $mod: [Number.NaN, 1] } }).message).toBe(
      'malformed mod, divisor value is invalid :: caused by :: Unable to coerce NaN/Inf to integral type',
    );
    expect(refusal({ a: { $mod: [1, 1e20] } }).message).toBe(
      'malformed mod, remainder value is invalid :: caused by :: Out of bounds coercing to integral value',
    );
  });
});

describe('bitwise operators', () => {
  test('masks, positions and binaries', () => {
    expect(matches({ a: { $bitsAllSet: 5 } }, { a: 7 })).toBe(true);
    expect(matches({ a: { $bitsAllSet: [0, 3] } }, { a: 7 })).toBe(false);
    expect(matches({ a: { $bitsAnySet: [1, 9] } }, { a: 2 })).toBe(true);
    expect(matches({ a: { $bitsAllClear: 8 } }, { a: 7 })).toBe(true);
    expect(matches({ a: { $bitsAnyClear: 6 } }, { a: 2 })).toBe(true);
    expect(matches({ a: { $bitsAllSet: [200] } }, { a: -1 })).toBe(true);
    expect(matches({ a: { $bitsAllSet: 1 } }, { a: 1.5 })).toBe(false);
    expect(matches({ a: { $bitsAllSet: [9] } }, { a: new Binary(Buffer.from([0, 2])) })).toBe(true);
    expect(matches({ a: { $bitsAllSet: new Binary(Buffer.from([2])) } }, { a: 3 })).toBe(true);
    expect(matches({ a: { $bitsAllSet: 0 } }, { a: 'x' })).toBe(false);
    expect(matches({ a: { $bitsAllSet: [0, 33, 34] } }, { a: new Binary(Buffer.from([6]), 2) })).toBe(true);
  });

  test('malformed ones are refused in the server’s words', () => {
    expect(refusal({ a: { $bitsAllSet: -1 } })).toEqual({
      code: 9,
      message: 'Expected a non-negative number in: $bitsAllSet: -1',
    });
    expect(refusal({ a: { $bitsAllSet: 1.5 } })).toEqual({ code: 9, message: 'Expected an integer: $bitsAllSet: 1.5' });
    expect(refusal({ a: { $bitsAllSet: [-1] } })).toEqual({
      code: 2,
      message: 'Failed to parse bit position. Expected a non-negative number in: 0: -1',
    });
    expect(refusal({ a: { $bitsAnyClear: 'x' } })).toEqual({
      code: 2,
      message: 'a takes an Array, a number, or a BinData but received: $bitsAnyClear: "x"',
    });
  });
});

describe('regular expressions (manual: $regex)', () => {
  const finds = (pattern: string, text: string, options = '') =>
    matches({ a: { $regex: pattern, $options: options } }, { a: text });

  test('the syntax of PCRE is understood', () => {
    expect(finds('^AB', 'abc', 'i')).toBe(true);
    expect(finds('^b', 'a\nb', 'm')).toBe(true);
    expect(finds('a.b', 'a\nb')).toBe(false);
    expect(finds('a.b', 'a\nb', 's')).toBe(true);
    expect(finds('a b # words', 'ab', 'x')).toBe(true);
    expect(finds('(?i)ab', 'AB')).toBe(true);
    expect(finds('\\Aab\\z', 'ab')).toBe(true);
    expect(finds('b$', 'ab\n')).toBe(true);
    expect(finds('[[:digit:]]{2}', 'x12')).toBe(true);
    expect(finds('\\Qa.b\\E', 'a.b')).toBe(true);
    expect(finds('(?<y>\\d)\\k<y>', '11')).toBe(true);
    expect(finds('(?P<y>\\d)(?P=y)', '12')).toBe(false);
    expect(finds('^\\p{Lu}', 'É')).toBe(true);
    expect(finds('a{,2}', 'a{,2}')).toBe(true);
    expect(finds('[a\\-z]_\\-\\_', 'z_-_')).toBe(true);
    expect(finds('^.$', '😀')).toBe(true);
    expect(finds('\\x{e9}', 'é')).toBe(true);
  });

  test('a pattern also matches itself, and the elements of arrays', () => {
    expect(matches({ a: /x/i }, { a: new BSONRegExp('x', 'i') })).toBe(true);
    expect(matches({ a: /x/ }, { a: new BSONRegExp('x', 'i') })).toBe(false);
    expect(matches({ a: /^b/ }, { a: ['a', 'b'] })).toBe(true);
    expect(matches({ a: /1/ }, { a: 1 })).toBe(false);
  });

  test('what cannot be read, or not be done in JavaScript, is an error', () => {
    expect(refusal({ a: { $regex: '(' } })).toEqual({
      code: 51091,
      message: 'Regular expression is invalid: missing closing parenthesis',
    });
    expect(refusal({ a: { $regex: 'a', $options: 'g' } }).code).toBe(51108);
    expect(refusal({ a: { $regex: 1 } })).toEqual({ code: 2, message: '$regex has to be a string' });
    expect(refusal({ a: { $options: 'i' } })).toEqual({ code: 2, message: '$options needs a $regex' });
    expect(refusal({ a: { $regex: new BSONRegExp('a', 'i'), $options: 's' } }).code).toBe(51075);
    expect(refusal({ a: { $regex: 'a++' } }).code).toBe(51091);
    expect(refusal({ a: { $regex: '(?>a)' } }).code).toBe(51091);
  });

  test('an anchored pattern tells its literal prefix', () => {
    const prefix = (pattern: string, options = '') => {
      const { tree } = compileFilter(given({ a: { $regex: pattern, $options: options } }));
      return tree.kind === 'predicate' && tree.operator === '$regex' ? tree.operand.prefix : undefined;
    };
    expect(prefix('^abc')).toBe('abc');
    expect(prefix('^ab\\.c.*')).toBe('ab.c');
    expect(prefix('^abc*')).toBe('ab');
    expect(prefix('^abc', 'i')).toBe('');
    expect(prefix('^a|b')).toBe('');
    expect(prefix('abc')).toBe('');
  });
});
