import { Decimal128, Double, Long, ObjectId, Timestamp } from 'bson';
import { Doc } from '../../bson/values.js';
import { compileFilter, compileUpdate, upsertSeed } from '../index.js';
import { failure, given, now, read, typed, updated, withTwins } from '../language.fixture.js';

type Literal = Record<string, unknown>;

function typedField(document: Literal, update: Literal, field = 'a'): unknown {
  return typed(compileUpdate(given(update), { env: { now } }).apply(given(document)).document.get(field));
}
const changed = (document: Literal, update: Literal) =>
  compileUpdate(given(update), { env: { now } }).apply(given(document)).changed;
const refusal = (document: Literal, update: Literal, filters: Literal[] = []) =>
  failure(() => updated(document, update, filters));

describe('$set, $unset and dotted paths (manual: Update Operators, Field)', () => {
  test('paths are created, in the order of names', () => {
    expect(Object.keys(updated({ _id: 1 }, { $set: { z: 1, b: 2, 'c.y.x': 3 } }))).toEqual(['_id', 'b', 'c', 'z']);
    expect(updated({ a: { b: 1 } }, { $set: { 'a.c.d': 2 } })).toEqual({ a: { b: 1, c: { d: 2 } } });
    expect(updated({ a: [1] }, { $set: { 'a.3': 9 } })).toEqual({ a: [1, null, null, 9] });
    expect(updated({ a: [{ b: 1 }] }, { $set: { 'a.0.b': 2, 'a.1.b': 3 } })).toEqual({ a: [{ b: 2 }, { b: 3 }] });
    expect(updated({}, { $set: { 'a.0': 1 } })).toEqual({ a: { '0': 1 } });
    expect(updated({ a: 1, b: 2 }, { $unset: { a: '', 'c.d': '' } })).toEqual({ b: 2 });
    expect(updated({ a: [1, 2] }, { $unset: { 'a.0': '' } })).toEqual({ a: [null, 2] });
    expect(updated({ a: 1 }, { $unset: { 'a.b': '' } })).toEqual({ a: 1 });
  });

  test('an update that changes nothing says so; a new type is a change', () => {
    expect(changed({ a: 1 }, { $set: { a: 1 } })).toBe(false);
    expect(changed({ a: 1 }, { $set: { a: new Double(1) } })).toBe(true);
    expect(changed({ a: { x: 1, y: 2 } }, { $set: { a: { y: 2, x: 1 } } })).toBe(true);
    expect(changed({ a: 1 }, { $unset: { b: 1 } })).toBe(false);
    expect(changed({ a: 1 }, { $inc: { a: 0 } })).toBe(false);
    expect(changed({ a: 1 }, { $set: {} })).toBe(false);
    expect(changed({ a: [1] }, { $addToSet: { a: 1 } })).toBe(false);
    expect(changed({ a: [1] }, { $pull: { a: 2 } })).toBe(false);
  });

  test('a path through a plain value cannot be created (code 28)', () => {
    expect(refusal({ a: 1 }, { $set: { 'a.b': 1 } })).toEqual({
      code: 28,
      message: "Cannot create field 'b' in element {a: 1}",
    });
    expect(refusal({ a: [1] }, { $set: { 'a.b': 1 } })).toEqual({
      code: 28,
      message: "Cannot create field 'b' in element {a: [ 1 ]}",
    });
    expect(refusal({ a: [] }, { $set: { 'a.1600000': 1 } }).message).toBe("can't backfill more than 1500000 elements");
  });

  test('bad paths and conflicts are refused', () => {
    expect(refusal({}, { $set: { '': 1 } })).toEqual({ code: 56, message: 'An empty update path is not valid.' });
    expect(refusal({}, { $set: { 'a..b': 1 } })).toEqual({
      code: 56,
      message: "The update path 'a..b' contains an empty field name, which is not allowed.",
    });
    expect(refusal({}, { $set: { a: 1, 'a.b': 1 } })).toEqual({
      code: 40,
      message: "Updating the path 'a.b' would create a conflict at 'a'",
    });
    expect(refusal({}, { $set: { 'a.b': 1 }, $inc: { a: 1 } })).toEqual({
      code: 40,
      message: "Updating the path 'a' would create a conflict at 'a'",
    });
    expect(refusal({}, { $rename: { a: 'b' }, $set: { a: 1 } }).code).toBe(40);
    expect(refusal({}, { $nope: { a: 1 } })).toEqual({
      code: 9,
      message:
        'Unknown modifier: $nope. Expected a valid update modifier or pipeline-style update specified as an array',
    });
    expect(refusal({}, { $set: 1 }).message).toBe(
      'Modifiers operate on fields but we found type int instead. For example: {$mod: {<field>: ...}} not {$set: 1}',
    );
    expect(refusal({}, { $set: { $a: 1 } }).code).toBe(52);
  });

  test('_id cannot change (code 66)', () => {
    expect(updated({ _id: 1 }, { $set: { _id: 1, a: 2 } })).toEqual({ _id: 1, a: 2 });
    expect(refusal({ _id: 1 }, { $set: { _id: 2 } })).toEqual({
      code: 66,
      message: "Performing an update on the path '_id' would modify the immutable field '_id'",
    });
    expect(refusal({ _id: 1 }, { $unset: { _id: 1 } }).code).toBe(66);
    expect(refusal({ _id: { x: 1 } }, { $set: { '_id.x': 2 } }).code).toBe(66);
    expect(refusal({ _id: { x: 1 } }, { $set: { '_id.y': 2 } }).code).toBe(66);
    expect(refusal({ _id: 1 }, { $rename: { _id: 'a' } }).code).toBe(66);
  });
});

describe('$inc and $mul keep and widen types (manual: $inc, $mul)', () => {
  test('int32 becomes int64 where it must, and double and decimal win', () => {
    expect(typedField({ a: 1 }, { $inc: { a: 2 } })).toEqual({ $numberInt: '3' });
    expect(typedField({ a: 2147483647 }, { $inc: { a: 1 } })).toEqual({ $numberLong: '2147483648' });
    expect(typedField({ a: Long.fromNumber(1) }, { $inc: { a: 1 } })).toEqual({ $numberLong: '2' });
    expect(typedField({ a: 1 }, { $inc: { a: new Double(1) } })).toEqual({ $numberDouble: '2.0' });
    expect(typedField({ a: 1 }, { $inc: { a: Decimal128.fromString('0.50') } })).toEqual({ $numberDecimal: '1.50' });
    expect(typedField({ a: 3 }, { $mul: { a: 4 } })).toEqual({ $numberInt: '12' });
    expect(typedField({ a: 65536 }, { $mul: { a: 65536 } })).toEqual({ $numberLong: '4294967296' });
    expect(typedField({}, { $inc: { a: Long.fromNumber(5) } })).toEqual({ $numberLong: '5' });
    expect(typedField({}, { $mul: { a: new Double(5) } })).toEqual({ $numberDouble: '0.0' });
    expect(typedField({}, { $mul: { a: Long.fromNumber(5) } })).toEqual({ $numberLong: '0' });
  });

  test('other types and overflow are errors', () => {
    expect(refusal({}, { $inc: { a: 'x' } })).toEqual({
      code: 14,
      message: 'Cannot increment with non-numeric argument: {a: "x"}',
    });
    expect(refusal({ _id: 1, a: 'x' }, { $inc: { a: 1 } })).toEqual({
      code: 14,
      message:
        "Cannot apply $inc to a value of non-numeric type. {_id: 1} has the field 'a' of non-numeric type string",
    });
    expect(refusal({ _id: 'x', a: Long.MAX_VALUE }, { $inc: { a: 1 } })).toEqual({
      code: 2,
      message:
        'Failed to apply $inc operations to current value ((NumberLong)9223372036854775807) for document {_id: "x"}',
    });
    expect(refusal({ a: null }, { $mul: { a: 1 } }).message).toContain('of non-numeric type null');
    expect(refusal({ a: { b: 'x' } }, { $inc: { 'a.b': 1 } }).message).toContain("has the field 'b'");
  });
});

describe('$min, $max, $currentDate, $bit, $rename, $setOnInsert', () => {
  test('each does what its page says', () => {
    expect(updated({ a: 5 }, { $min: { a: 3 }, $max: { b: 1 } })).toEqual({ a: 3, b: 1 });
    expect(updated({ a: 'x' }, { $max: { a: 3 } })).toEqual({ a: 'x' });
    expect(typedField({ a: 1 }, { $max: { a: new Double(1) } })).toEqual({ $numberInt: '1' });
    expect(updated({}, { $currentDate: { a: true, b: { $type: 'date' } } })).toEqual({ a: now, b: now });
    expect(updated({}, { $currentDate: { a: { $type: 'timestamp' } } }).a).toBeInstanceOf(Timestamp);
    expect(updated({ a: 13 }, { $bit: { a: { and: 10, or: 1 } } })).toEqual({ a: 9 });
    expect(typedField({ a: 1 }, { $bit: { a: { xor: Long.fromNumber(3) } } })).toEqual({ $numberLong: '2' });
    expect(updated({}, { $bit: { a: { or: 5 } } })).toEqual({ a: 5 });
    expect(updated({ a: 1, b: 2 }, { $rename: { a: 'b', c: 'd' } })).toEqual({ b: 1 });
    expect(updated({ a: { b: 1 } }, { $rename: { 'a.b': 'c.d' } })).toEqual({ a: {}, c: { d: 1 } });
    expect(updated({}, { $setOnInsert: { a: 1 } })).toEqual({});
    const inserting = compileUpdate(given({ $setOnInsert: { a: 1 } })).apply(given({}), { inserting: true });
    expect(read(inserting.document)).toEqual({ a: 1 });
  });

  test('what they refuse', () => {
    expect(refusal({}, { $currentDate: { a: 1 } }).message).toBe(
      "int is not valid type for $currentDate. Please use a boolean ('true') or a $type expression ({$type: 'timestamp/date'}).",
    );
    expect(refusal({}, { $currentDate: { a: { $type: 'x' } } }).code).toBe(2);
    expect(refusal({ _id: 1, a: 1.5 }, { $bit: { a: { or: 1 } } }).message).toBe(
      'Cannot apply $bit to a value of non-integral type._id: 1 has the field a of non-integer type double',
    );
    expect(refusal({}, { $bit: { a: { not: 1 } } }).code).toBe(2);
    expect(refusal({}, { $bit: { a: {} } }).code).toBe(2);
    expect(refusal({}, { $bit: { a: { or: 1.5 } } }).message).toBe(
      "The $bit modifier field must be an Integer(32/64 bit); a 'double' is not supported here: {or: 1.5}",
    );
    expect(refusal({}, { $rename: { a: 'a' } })).toEqual({
      code: 2,
      message: 'The source and target field for $rename must differ: a: "a"',
    });
    expect(refusal({}, { $rename: { a: 'a.b' } }).message).toContain('must not be on the same path');
    expect(refusal({}, { $rename: { a: 1 } }).message).toBe("The 'to' field for $rename must be a string: a: 1");
    expect(refusal({ _id: 1, a: [{ b: 1 }] }, { $rename: { 'a.0.b': 'c' } }).message).toBe(
      "The source field cannot be an array element, 'a.0.b' in doc with _id: 1 has an array field called 'a'",
    );
    expect(refusal({ a: [{ b: [{ c: 1 }] }] }, { $rename: { 'a.0.b.0.c': 'd' } }).message).toMatch(/called 'b'$/);
  });

  test('$rename takes no path that its document cannot have; a field that is not there is left', () => {
    const message = 'cannot use the part (a of a.b) to traverse the element ({a: [ 1 ]})';
    expect(refusal({ a: [1] }, { $rename: { 'a.b': 'c' } })).toEqual({ code: 28, message });
    expect(refusal({ a: [1] }, { $rename: { 'a.-1': 'c' } }).code).toBe(28);
    expect(refusal({ a: { b: 'x' } }, { $rename: { 'a.b.c': 'd' } }).message).toContain('(b of a.b.c)');
    expect(changed({ a: [1], b: {} }, { $rename: { 'a.7': 'c', 'b.c': 'd' } })).toBe(false);
  });

  test('one field twice in an operator conflicts with itself', () => {
    for (const operator of ['$set', '$inc', '$push', '$unset', '$pop']) {
      const update = new Doc([[operator, withTwins({ a: 1, b: 1 }, 'b', 'a')]]);
      expect(failure(() => compileUpdate(update, { env: { now } }))).toEqual({
        code: 40,
        message: "Updating the path 'a' would create a conflict at 'a'",
      });
    }
  });
});

describe('array operators (manual: Update Operators, Array)', () => {
  test('$push with its modifiers: insert, sort, slice', () => {
    expect(updated({}, { $push: { a: 1 } })).toEqual({ a: [1] });
    expect(updated({ a: [1] }, { $push: { a: [2, 3] } })).toEqual({ a: [1, [2, 3]] });
    expect(updated({ a: [1, 2] }, { $push: { a: { $each: [8, 9], $position: 1 } } })).toEqual({ a: [1, 8, 9, 2] });
    expect(updated({ a: [1, 2] }, { $push: { a: { $each: [9], $position: -1 } } })).toEqual({ a: [1, 9, 2] });
    expect(updated({ a: [1, 2] }, { $push: { a: { $each: [9], $position: -5 } } })).toEqual({ a: [9, 1, 2] });
    expect(updated({ a: [3] }, { $push: { a: { $each: [1, 2], $sort: -1, $slice: -2 } } })).toEqual({ a: [2, 1] });
    expect(updated({ a: [{ x: 2 }] }, { $push: { a: { $each: [{ x: 1 }], $sort: { x: 1 } } } })).toEqual({
      a: [{ x: 1 }, { x: 2 }],
    });
    expect(updated({ a: [1, 2] }, { $push: { a: { $each: [], $slice: 0 } } })).toEqual({ a: [] });
    expect(refusal({ _id: 1, a: 'x' }, { $push: { a: 1 } })).toEqual({
      code: 2,
      message: "The field 'a' must be an array but is of type string in document {_id: 1}",
    });
    expect(refusal({}, { $push: { a: { $each: 1 } } }).message).toBe(
      'The argument to $each in $push must be an array but it was of type: int',
    );
    expect(refusal({}, { $push: { a: { $each: [], $x: 1 } } }).message).toBe('Unrecognized clause in $push: $x');
    expect(refusal({}, { $push: { a: { $each: [], $slice: 'x' } } }).message).toBe(
      'The value for $slice must be an integer value but was given type: string',
    );
    expect(refusal({}, { $push: { a: { $each: [], $sort: 2 } } }).message).toBe(
      'The $sort element value must be either 1 or -1',
    );
  });

  test('$addToSet, $pull, $pullAll and $pop', () => {
    expect(updated({ a: [1] }, { $addToSet: { a: { $each: [1, 2, 2] } } })).toEqual({ a: [1, 2] });
    expect(updated({ a: [1] }, { $addToSet: { a: new Double(1) } })).toEqual({ a: [1] });
    expect(updated({}, { $addToSet: { a: 1 } })).toEqual({ a: [1] });
    expect(refusal({ a: 1 }, { $addToSet: { a: 1 } }).message).toBe(
      "Cannot apply $addToSet to non-array field. Field named 'a' has non-array type int",
    );
    expect(updated({ a: [1, 2, 3] }, { $pull: { a: { $gte: 2 } } })).toEqual({ a: [1] });
    expect(updated({ a: [{ x: 1, y: 1 }, { x: 2 }, 5] }, { $pull: { a: { x: 1 } } })).toEqual({ a: [{ x: 2 }, 5] });
    expect(updated({ a: ['ab', 'b'] }, { $pull: { a: /^a/ } })).toEqual({ a: ['b'] });
    expect(updated({ a: [[1], 1] }, { $pull: { a: [1] } })).toEqual({ a: [1] });
    expect(updated({ a: [{ b: [{ c: 1 }] }, { b: [] }] }, { $pull: { a: { b: { $elemMatch: { c: 1 } } } } })).toEqual({
      a: [{ b: [] }],
    });
    expect(updated({ a: [1, 2, 1] }, { $pullAll: { a: [1] } })).toEqual({ a: [2] });
    expect(updated({ a: [1, 2] }, { $pop: { a: -1 } })).toEqual({ a: [2] });
    expect(updated({ a: [1, 2] }, { $pop: { a: 1 } })).toEqual({ a: [1] });
    expect(updated({}, { $pop: { a: 1 }, $pull: { b: 1 } })).toEqual({});
    expect(refusal({}, { $pop: { a: 2 } })).toEqual({ code: 9, message: '$pop expects 1 or -1, found: 2' });
    expect(refusal({ a: 1 }, { $pop: { a: 1 } })).toEqual({
      code: 14,
      message: "Path 'a' contains an element of non-array type 'int'",
    });
    expect(refusal({ a: [1] }, { $pull: { a: { $not: { $gt: 0 } } } }).code).toBe(2);
    expect(refusal({ a: 1 }, { $pull: { a: 1 } })).toEqual({
      code: 2,
      message: 'Cannot apply $pull to a non-array value',
    });
    expect(refusal({}, { $pullAll: { a: 1 } }).message).toBe('$pullAll requires an array argument but was given a int');
  });

  test('positional operators: $, $[] and $[id]', () => {
    const positional = (document: Literal, filter: Literal, update: Literal) => {
      const matchedIndex = compileFilter(given(filter)).matchArrayIndex(given(document));
      return read(compileUpdate(given(update)).apply(given(document), { matchedIndex }).document);
    };
    expect(positional({ a: [1, 2] }, { a: 2 }, { $set: { 'a.$': 9 } })).toEqual({ a: [1, 9] });
    expect(positional({ a: [{ x: 1 }, { x: 2 }] }, { 'a.x': 2 }, { $inc: { 'a.$.x': 1, 'a.$.n': 1 } })).toEqual({
      a: [{ x: 1 }, { x: 3, n: 1 }],
    });
    expect(refusal({ a: [1] }, { $set: { 'a.$': 1 } }).message).toBe(
      'The positional operator did not find the match needed from the query.',
    );
    expect(updated({ a: [1, 2] }, { $inc: { 'a.$[]': 1 } })).toEqual({ a: [2, 3] });
    expect(updated({ a: [1, 5] }, { $set: { 'a.$[big]': 0 } }, [{ big: { $gt: 2 } }])).toEqual({ a: [1, 0] });
    const grades = { g: [{ q: [4, 8] }, { q: [9] }] };
    expect(updated(grades, { $inc: { 'g.$[].q.$[s]': 10 } }, [{ s: { $gte: 8 } }])).toEqual({
      g: [{ q: [4, 18] }, { q: [19] }],
    });
    expect(updated({ a: [{ x: 1 }] }, { $set: { 'a.$[i].y': 2 } }, [{ 'i.x': 1 }])).toEqual({ a: [{ x: 1, y: 2 }] });
    expect(refusal({ a: [1] }, { $set: { 'a.$[x]': 1 } })).toEqual({
      code: 2,
      message: "No array filter found for identifier 'x' in path 'a.$[x]'",
    });
    expect(refusal({ a: [1] }, { $set: { a: 1 } }, [{ x: 1 }]).message).toBe(
      "The array filter for identifier 'x' was not used in the update { $set: { a: 1 } }",
    );
    expect(refusal({}, { $set: { 'a.$[]': 1 } })).toEqual({
      code: 2,
      message: "The path 'a' must exist in the document in order to apply array updates.",
    });
    expect(refusal({ a: 1 }, { $set: { 'a.$[]': 1 } }).message).toBe(
      'Cannot apply array updates to non-array element a: 1',
    );
    expect(refusal({ a: [1] }, { $set: { 'a.$[x]': 1 } }, [{ x: 1 }, { 'x.y': 1 }]).message).toBe(
      'Found multiple array filters with the same top-level field name x',
    );
  });
});

describe('replacements, pipelines and upserts', () => {
  test('a replacement keeps _id', () => {
    expect(updated({ _id: 1, a: 1 }, { b: 2 })).toEqual({ _id: 1, b: 2 });
    expect(Object.keys(updated({ _id: 1, a: 1 }, { b: 2 }))).toEqual(['_id', 'b']);
    expect(refusal({ _id: 1 }, { _id: 2 })).toEqual({
      code: 66,
      message: "After applying the update, the (immutable) field '_id' was found to have been altered to _id: 2",
    });
    expect(refusal({}, { a: 1, $set: {} }).code).toBe(52);
    expect(updated({ _id: 1, a: 1 }, {})).toEqual({ _id: 1 });
  });

  test('a pipeline computes from the document', () => {
    const run = (document: Literal, stages: Literal[]) =>
      read(compileUpdate(stages.map(given), { env: { now } }).apply(given(document)).document);
    expect(run({ _id: 1, a: 1, b: 2 }, [{ $set: { sum: { $add: ['$a', '$b'] } } }, { $unset: 'a' }])).toEqual({
      _id: 1,
      b: 2,
      sum: 3,
    });
    expect(run({ _id: 1, a: { x: 1 } }, [{ $replaceWith: '$a' }])).toEqual({ _id: 1, x: 1 });
    expect(failure(() => run({}, [{ $match: {} }])).code).toBe(72);
    expect(failure(() => run({}, [{ $nope: {} }])).code).toBe(40324);
  });

  test('an upsert starts from the equalities of its filter', () => {
    const seed = (filter: Literal, kind: 'operators' | 'replacement' = 'operators') =>
      read(upsertSeed(compileFilter(given(filter)).tree, kind));
    const id = new ObjectId();
    expect(seed({ _id: id, a: 1, 'b.c': 2, d: { $gt: 1 }, e: { $eq: 3 } })).toEqual({
      _id: id,
      a: 1,
      b: { c: 2 },
      e: 3,
    });
    expect(seed({ $and: [{ a: 1 }, { b: { $in: [2] } }], $or: [{ c: 1 }, { c: 2 }] })).toEqual({ a: 1, b: 2 });
    expect(seed({ _id: id, a: 1 }, 'replacement')).toEqual({ _id: id });
    expect(failure(() => seed({ a: 1, $and: [{ a: 2 }] }))).toEqual({
      code: 54,
      message: "cannot infer query fields to set, path 'a' is matched twice",
    });
    expect(failure(() => seed({ $expr: true })).code).toBe(224);
  });
});
