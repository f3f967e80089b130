// biome-ignore-all lint/suspicious/noThenProperty: the language has a `then`
import { Decimal128, Double, Int32, Long, ObjectId, Timestamp } from 'bson';
import { commandVariables } from '../index.js';
import { evaluated, evaluatedTyped, failure, given, now } from '../language.fixture.js';

const dec = (text: string) => Decimal128.fromString(text);
const codeOf = (expression: unknown, document = {}) => failure(() => evaluated(expression, document)).code;

describe('field paths and variables (manual: Aggregation Expressions, Variables)', () => {
  test('a path reads embedded documents and maps over arrays, but has no array indexes', () => {
    expect(evaluated('$a.b', { a: { b: 1 } })).toBe(1);
    expect(evaluated('$a.b', { a: [{ b: 1 }, { c: 2 }, { b: 3 }] })).toEqual([1, 3]);
    expect(evaluated('$a.0', { a: [1] })).toEqual([]);
    expect(evaluated('$a.b', { a: 1 })).toBeUndefined();
    expect(evaluated('$$ROOT.a', { a: 1 })).toBe(1);
    expect(evaluated('$$NOW')).toEqual(now);
    expect(evaluated({ a: '$$REMOVE', b: 1 })).toEqual({ b: 1 });
  });

  test('the let of a command is computed before any document is read', () => {
    const variables = commandVariables(given({ a: { $add: [1, 2] }, b: '$$a', c: { $literal: '$x' } }), now);
    expect([...variables]).toEqual([
      ['a', 3],
      ['b', 3],
      ['c', '$x'],
    ]);
    expect(failure(() => commandVariables(given({ a: '$x' }), now)).code).toBe(4890500);
    expect(failure(() => commandVariables(given({ A: 1 }), now)).code).toBe(9);
  });

  test('what is not an expression is refused with its code', () => {
    expect(failure(() => evaluated({ $nope: 1 }))).toEqual({ code: 168, message: "Unrecognized expression '$nope'" });
    expect(codeOf('$$nope')).toBe(17276);
    expect(codeOf('$')).toBe(16872);
    expect(codeOf('$a.')).toBe(40353);
    expect(codeOf({ $abs: 1, $add: 2 })).toBe(15983);
    expect(codeOf({ $cmp: [1] })).toBe(16020);
  });
});

describe('arithmetic (manual: Arithmetic Expression Operators)', () => {
  test('a result has the wider type of its operands', () => {
    expect(evaluatedTyped({ $add: [1, 2] })).toEqual({ $numberInt: '3' });
    expect(evaluatedTyped({ $add: [2147483647, 1] })).toEqual({ $numberLong: '2147483648' });
    expect(evaluatedTyped({ $add: [1, Long.fromNumber(2)] })).toEqual({ $numberLong: '3' });
    expect(evaluatedTyped({ $add: [1, new Double(2)] })).toEqual({ $numberDouble: '3.0' });
    expect(evaluatedTyped({ $add: [1, dec('2.50')] })).toEqual({ $numberDecimal: '3.50' });
    expect(evaluatedTyped({ $multiply: [Long.MAX_VALUE, 2] })).toEqual({ $numberDouble: '18446744073709551616.0' });
    expect(evaluatedTyped({ $subtract: [5, 2] })).toEqual({ $numberInt: '3' });
    expect(evaluatedTyped({ $divide: [6, 3] })).toEqual({ $numberDouble: '2.0' });
    expect(evaluatedTyped({ $mod: [7, 4] })).toEqual({ $numberInt: '3' });
    expect(evaluatedTyped({ $mod: [-7, 4] })).toEqual({ $numberInt: '-3' });
  });

  test('decimals are exact to 34 digits', () => {
    expect(evaluatedTyped({ $add: [dec('0.1'), dec('0.2')] })).toEqual({ $numberDecimal: '0.3' });
    expect(evaluatedTyped({ $divide: [dec('1'), dec('3')] })).toEqual({
      $numberDecimal: '0.3333333333333333333333333333333333',
    });
    expect(evaluatedTyped({ $divide: [dec('6'), dec('3')] })).toEqual({ $numberDecimal: '2' });
    expect(evaluatedTyped({ $multiply: [dec('1.20'), dec('3')] })).toEqual({ $numberDecimal: '3.60' });
    expect(evaluatedTyped({ $sqrt: [dec('2')] })).toEqual({ $numberDecimal: '1.414213562373095048801688724209698' });
    expect(evaluatedTyped({ $subtract: [dec('NaN'), 1] })).toEqual({ $numberDecimal: 'NaN' });
  });

  test('null gives null, and other types are errors', () => {
    expect(evaluated({ $add: [1, null] })).toBeNull();
    expect(evaluated({ $add: ['$missing', 1] })).toBeNull();
    expect(failure(() => evaluated({ $add: ['a', 1] }))).toEqual({
      code: 14,
      message: '$add only supports numeric or date types, not string',
    });
    expect(codeOf({ $divide: [1, 0] })).toBe(2);
    expect(codeOf({ $mod: [1, 0] })).toBe(16610);
    expect(codeOf({ $sqrt: -1 })).toBe(28714);
    expect(codeOf({ $ln: 0 })).toBe(28766);
    expect(codeOf({ $abs: 'x' })).toBe(28765);
  });

  test('dates are added to and subtracted in milliseconds', () => {
    expect(evaluated({ $add: [new Date(1000), 500] })).toEqual(new Date(1500));
    expect(evaluatedTyped({ $subtract: [new Date(1500), new Date(1000)] })).toEqual({ $numberLong: '500' });
    expect(codeOf({ $add: [new Date(0), new Date(0)] })).toBe(16612);
  });

  test('rounding is half to even, to a number of places', () => {
    expect(evaluated({ $round: [2.5] })).toBe(2);
    expect(evaluated({ $round: [3.5] })).toBe(4);
    expect(evaluated({ $round: [1234.5678, 2] })).toBe(1234.57);
    expect(evaluated({ $round: [2.675, 2] })).toBe(2.67);
    expect(evaluatedTyped({ $round: [1234, -2] })).toEqual({ $numberInt: '1200' });
    expect(evaluated({ $trunc: [-1.9] })).toBe(-1);
    expect(evaluatedTyped({ $ceil: 1.2 })).toEqual({ $numberDouble: '2.0' });
    expect(evaluatedTyped({ $floor: 7 })).toEqual({ $numberInt: '7' });
    expect(evaluated({ $pow: [2, 10] })).toBe(1024);
    expect(evaluated({ $pow: [2, -1] })).toBe(0.5);
    expect(evaluated({ $log: [100, 10] })).toBe(2);
  });
});

describe('comparison, boolean and conditional', () => {
  test('values of all types are ordered, a missing one before null', () => {
    expect(evaluated({ $lt: ['$missing', null] })).toBe(true);
    expect(evaluated({ $eq: ['$missing', null] })).toBe(false);
    expect(evaluated({ $cmp: ['a', 1] })).toBe(1);
    expect(evaluated({ $eq: [1, new Double(1)] })).toBe(true);
    expect(evaluated({ $and: [1, 'x', []] })).toBe(true);
    expect(evaluated({ $or: [0, null, '$missing'] })).toBe(false);
    expect(evaluated({ $not: [0] })).toBe(true);
  });

  test('$cond, $ifNull and $switch', () => {
    expect(evaluated({ $cond: [true, 1, 2] })).toBe(1);
    expect(evaluated({ $cond: { if: 0, then: 1, else: 2 } })).toBe(2);
    expect(codeOf({ $cond: { if: 0, then: 1 } })).toBe(17082);
    expect(evaluated({ $ifNull: ['$a', '$b', 'x'] })).toBe('x');
    expect(
      evaluated({
        $switch: {
          branches: [
            { case: false, then: 1 },
            { case: true, then: 2 },
          ],
        },
      }),
    ).toBe(2);
    expect(codeOf({ $switch: { branches: [{ case: false, then: 1 }] } })).toBe(40066);
    expect(evaluated({ $literal: '$a' })).toBe('$a');
  });
});

describe('arrays and sets', () => {
  test('reading, slicing and building arrays', () => {
    expect(evaluated({ $arrayElemAt: [[1, 2, 3], -1] })).toBe(3);
    expect(evaluated({ $arrayElemAt: [[1], 5] })).toBeUndefined();
    expect(evaluated({ $first: [[1, 2]] })).toBe(1);
    expect(evaluated({ $last: [[1, 2]] })).toBe(2);
    expect(evaluated({ $slice: [[1, 2, 3], -2] })).toEqual([2, 3]);
    expect(evaluated({ $slice: [[1, 2, 3], 1, 1] })).toEqual([2]);
    expect(evaluated({ $concatArrays: [[1], [2]] })).toEqual([1, 2]);
    expect(evaluated({ $range: [0, 10, 4] })).toEqual([0, 4, 8]);
    expect(evaluated({ $reverseArray: [[1, 2]] })).toEqual([2, 1]);
    expect(evaluated({ $zip: { inputs: [[1, 2], ['a']], useLongestLength: true, defaults: [0, 'z'] } })).toEqual([
      [1, 'a'],
      [2, 'z'],
    ]);
    expect(evaluated({ $indexOfArray: [['a', 'b'], 'b'] })).toBe(1);
    expect(evaluated({ $in: [2, [1, 2]] })).toBe(true);
    expect(evaluated({ $size: [[1, 2]] })).toBe(2);
    expect(codeOf({ $size: '$missing' })).toBe(17124);
    expect(evaluated({ $sortArray: { input: [3, 1, 2], sortBy: -1 } })).toEqual([3, 2, 1]);
    expect(evaluated({ $sortArray: { input: [{ a: 2 }, { a: 1 }], sortBy: { a: 1 } } })).toEqual([{ a: 1 }, { a: 2 }]);
  });

  test('$map, $filter, $reduce and $let bind variables', () => {
    expect(evaluated({ $map: { input: [1, 2], as: 'n', in: { $add: ['$$n', '$a'] } } }, { a: 10 })).toEqual([11, 12]);
    expect(evaluated({ $filter: { input: [1, 2, 3, 4], cond: { $gt: ['$$this', 1] }, limit: 2 } })).toEqual([2, 3]);
    expect(evaluated({ $reduce: { input: [1, 2, 3], initialValue: 0, in: { $add: ['$$value', '$$this'] } } })).toBe(6);
    expect(evaluated({ $let: { vars: { x: 1, y: '$a' }, in: { $add: ['$$x', '$$y'] } } }, { a: 2 })).toBe(3);
    const nested = { $map: { input: '$$row', as: 'cell', in: { $multiply: ['$$cell', { $size: '$$row' }] } } };
    expect(evaluated({ $map: { input: [[1, 2], [3]], as: 'row', in: nested } })).toEqual([[2, 4], [3]]);
    expect(codeOf({ $map: { input: 1, in: 1 } })).toBe(16883);
    expect(codeOf({ $let: { vars: { Bad: 1 }, in: 1 } })).toBe(9);
  });

  test('sets ignore order and repetition', () => {
    expect(
      evaluated({
        $setUnion: [
          [1, 2],
          [2, 3],
        ],
      }),
    ).toEqual([1, 2, 3]);
    expect(
      evaluated({
        $setIntersection: [
          [1, 2, 2],
          [2, 3],
        ],
      }),
    ).toEqual([2]);
    expect(evaluated({ $setDifference: [[1, 2], [2]] })).toEqual([1]);
    expect(
      evaluated({
        $setEquals: [
          [1, 2],
          [2, 1, 1],
        ],
      }),
    ).toBe(true);
    expect(evaluated({ $setIsSubset: [[1], [1, 2]] })).toBe(true);
    expect(evaluated({ $anyElementTrue: [[0, 1]] })).toBe(true);
    expect(evaluated({ $allElementsTrue: [[0, 1]] })).toBe(false);
  });
});

describe('strings', () => {
  test('text operators count code points or bytes as they say', () => {
    expect(evaluated({ $concat: ['a', '$b'] }, { b: 'c' })).toBe('ac');
    expect(evaluated({ $concat: ['a', null] })).toBeNull();
    expect(codeOf({ $concat: ['a', 1] })).toBe(16702);
    expect(evaluated({ $toUpper: 'aé' })).toBe('Aé');
    expect(evaluated({ $strLenCP: 'é€' })).toBe(2);
    expect(evaluated({ $strLenBytes: 'é€' })).toBe(5);
    expect(evaluated({ $substrCP: ['héllo', 1, 3] })).toBe('éll');
    expect(evaluated({ $substrBytes: ['hello', 1, -1] })).toBe('ello');
    expect(codeOf({ $substrBytes: ['é', 1, 1] })).toBe(28656);
    expect(evaluated({ $indexOfCP: ['cafétéria', 'é', 4] })).toBe(5);
    expect(evaluated({ $indexOfBytes: ['cafétéria', 't'] })).toBe(5);
    expect(evaluated({ $split: ['a-b-', '-'] })).toEqual(['a', 'b', '']);
    expect(evaluated({ $trim: { input: '  a ' } })).toBe('a');
    expect(evaluated({ $ltrim: { input: 'xxa', chars: 'x' } })).toBe('a');
    expect(evaluated({ $replaceOne: { input: 'a.a', find: 'a', replacement: { $literal: '$&' } } })).toBe('$&.a');
    expect(evaluated({ $replaceAll: { input: 'a.a', find: 'a', replacement: 'b' } })).toBe('b.b');
    expect(evaluated({ $strcasecmp: ['ab', 'AB'] })).toBe(0);
  });

  test('regular expressions find, with the place and the groups', () => {
    expect(evaluated({ $regexMatch: { input: 'Hello', regex: '^h', options: 'i' } })).toBe(true);
    expect(evaluated({ $regexFind: { input: 'é=12', regex: '(\\d)(x)?' } })).toEqual({
      match: '1',
      idx: 2,
      captures: ['1', null],
    });
    expect(evaluated({ $regexFindAll: { input: 'a1b2', regex: /\d/ } })).toEqual([
      { match: '1', idx: 1, captures: [] },
      { match: '2', idx: 3, captures: [] },
    ]);
    expect(evaluated({ $regexFind: { input: null, regex: 'a' } })).toBeNull();
  });
});

describe('objects', () => {
  test('building and changing documents', () => {
    expect(evaluated({ $mergeObjects: ['$a', { y: 2 }] }, { a: { x: 1, y: 1 } })).toEqual({ x: 1, y: 2 });
    expect(evaluated({ $objectToArray: { a: 1 } })).toEqual([{ k: 'a', v: 1 }]);
    expect(
      evaluated({
        $arrayToObject: [
          [
            ['a', 1],
            ['b', 2],
          ],
        ],
      }),
    ).toEqual({ a: 1, b: 2 });
    expect(evaluated({ $getField: 'a.b' }, { 'a.b': 1 })).toBe(1);
    expect(evaluated({ $getField: { field: { $literal: '$x' }, input: { $literal: { $x: 2 } } } })).toBe(2);
    expect(evaluated({ $setField: { field: 'a.b', input: '$$ROOT', value: 2 } }, { 'a.b': 1 })).toEqual({ 'a.b': 2 });
    expect(evaluated({ $unsetField: { field: 'a', input: '$$ROOT' } }, { a: 1, b: 2 })).toEqual({ b: 2 });
  });
});

describe('type conversion (manual: $convert)', () => {
  test('numbers, texts, booleans, ids and dates', () => {
    expect(evaluatedTyped({ $toInt: '12' })).toEqual({ $numberInt: '12' });
    expect(evaluatedTyped({ $toInt: -1.9 })).toEqual({ $numberInt: '-1' });
    expect(evaluatedTyped({ $toLong: new Date(5) })).toEqual({ $numberLong: '5' });
    expect(evaluatedTyped({ $toDouble: '1.5' })).toEqual({ $numberDouble: '1.5' });
    expect(evaluatedTyped({ $toDecimal: '1.50' })).toEqual({ $numberDecimal: '1.50' });
    expect(evaluated({ $toBool: 'false' })).toBe(true);
    expect(evaluated({ $toString: new Double(1) })).toBe('1');
    expect(evaluated({ $toString: 2.5 })).toBe('2.5');
    expect(evaluated({ $toString: 1e20 })).toBe('1e+20');
    expect(evaluated({ $toString: new Date(0) })).toBe('1970-01-01T00:00:00.000Z');
    expect(evaluated({ $toObjectId: '5ab9cbfa31c2ab715d42129e' })).toEqual(new ObjectId('5ab9cbfa31c2ab715d42129e'));
    expect(evaluated({ $toDate: '2018-03-03' })).toEqual(new Date('2018-03-03T00:00:00Z'));
    expect(evaluated({ $toDate: Long.fromNumber(1000) })).toEqual(new Date(1000));
    expect(evaluated({ $type: '$missing' })).toBe('missing');
    expect(evaluated({ $isNumber: new Int32(1) })).toBe(true);
    expect(evaluatedTyped({ $tsSecond: new Timestamp({ t: 7, i: 3 }) })).toEqual({ $numberLong: '7' });
  });

  test('what cannot be converted is error 241, or onError', () => {
    expect(codeOf({ $toInt: 'x' })).toBe(241);
    expect(codeOf({ $toInt: '1.5' })).toBe(241);
    expect(codeOf({ $toInt: 3e9 })).toBe(241);
    expect(codeOf({ $toDate: 1 })).toBe(241);
    expect(evaluated({ $convert: { input: 'x', to: 'int', onError: -1 } })).toBe(-1);
    expect(evaluated({ $convert: { input: null, to: 'int', onNull: 0 } })).toBe(0);
    expect(codeOf({ $convert: { input: [], to: 'int' } })).toBe(241);
  });
});

describe('dates and time zones', () => {
  const date = new Date('2017-01-01T12:34:56.789Z');

  test('the parts of a date', () => {
    expect(evaluated({ $year: '$d' }, { d: date })).toBe(2017);
    expect(evaluated({ $dayOfWeek: '$d' }, { d: date })).toBe(1);
    expect(evaluated({ $isoWeek: '$d' }, { d: date })).toBe(52);
    expect(evaluated({ $isoWeekYear: '$d' }, { d: date })).toBe(2016);
    expect(evaluated({ $week: '$d' }, { d: date })).toBe(1);
    expect(evaluated({ $dayOfYear: '$d' }, { d: date })).toBe(1);
    expect(evaluated({ $hour: { date: '$d', timezone: '+05:30' } }, { d: date })).toBe(18);
    expect(evaluated({ $hour: { date: '$d', timezone: 'America/New_York' } }, { d: date })).toBe(7);
    expect(codeOf({ $hour: { date: '$d', timezone: 'Nowhere/City' } }, { d: date })).toBe(40485);
  });

  test('dates are written and read with a format', () => {
    const format = '%Y/%m/%d %H:%M:%S.%L %z %j %V %u';
    expect(evaluated({ $dateToString: { date: '$d', format, timezone: '+01:00' } }, { d: date })).toBe(
      '2017/01/01 13:34:56.789 +0100 001 52 7',
    );
    expect(evaluated({ $dateToString: { date: '$d' } }, { d: date })).toBe('2017-01-01T12:34:56.789Z');
    const elsewhere = { $dateToString: { date: '$d', timezone: 'America/New_York' } };
    expect(evaluated(elsewhere, { d: date })).toBe('2017-01-01T07:34:56.789');
    expect(evaluated({ $dateToString: { date: null, onNull: '-' } })).toBe('-');
    expect(codeOf({ $dateToString: { date: '$d', format: '%q' } }, { d: date })).toBe(18536);
    expect(evaluated({ $dateFromString: { dateString: '2017-02-08T12:10:40.787' } })).toEqual(
      new Date('2017-02-08T12:10:40.787Z'),
    );
    expect(evaluated({ $dateFromString: { dateString: '2017-02-08', timezone: 'America/New_York' } })).toEqual(
      new Date('2017-02-08T05:00:00Z'),
    );
    expect(evaluated({ $dateFromString: { dateString: '06-15-2018', format: '%m-%d-%Y' } })).toEqual(
      new Date('2018-06-15T00:00:00Z'),
    );
    expect(evaluated({ $dateFromString: { dateString: 'nonsense', onError: 'x' } })).toBe('x');
    expect(codeOf({ $dateFromString: { dateString: 'nonsense' } })).toBe(241);
  });
});
