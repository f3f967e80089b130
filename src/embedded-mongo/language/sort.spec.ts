import { Decimal128, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import { compileSort } from './index.js';
import { failure, given, read } from './language.fixture.js';

type Literal = Record<string, unknown>;

function sorted(documents: Literal[], sort: Literal): unknown[] {
  const { compare } = compileSort(given(sort));
  return documents
    .map(given)
    .sort(compare)
    .map((document) => read(document)._id);
}

const refusal = (sort: Literal) => failure(() => compileSort(given(sort)));

describe('order (manual: Comparison/Sort Order)', () => {
  test('types come in BSON order, a missing field as null', () => {
    const values: unknown[] = [
      new MaxKey(),
      /x/,
      new Timestamp({ t: 1, i: 1 }),
      new Date(0),
      true,
      new ObjectId(),
      Buffer.from('x'),
      [],
      { a: 1 },
      'x',
      Decimal128.fromString('1.5'),
      Long.fromNumber(1),
      null,
      new MinKey(),
    ];
    const documents = values.map((v, _id) => ({ _id, v: Array.isArray(v) ? [[]] : v }));
    expect(sorted(documents, { v: 1 })).toEqual(documents.map(({ _id }) => _id).reverse());
    expect(sorted([{ _id: 1, v: 0 }, { _id: 2 }], { v: 1 })).toEqual([2, 1]);
  });

  test('an array counts as its smallest element going up, as its largest going down', () => {
    const documents = [
      { _id: 1, a: [5, 1] },
      { _id: 2, a: 3 },
      { _id: 3, a: [] },
      { _id: 4, a: null },
    ];
    expect(sorted(documents, { a: 1 })).toEqual([3, 4, 1, 2]);
    expect(sorted(documents, { a: -1 })).toEqual([1, 2, 4, 3]);
  });

  test('dotted paths and several keys', () => {
    const documents = [
      { _id: 1, a: { b: 2 }, c: 1 },
      { _id: 2, a: [{ b: 1 }, { b: 9 }], c: 1 },
      { _id: 3, a: { b: 2 }, c: 2 },
    ];
    expect(sorted(documents, { 'a.b': 1, c: -1 })).toEqual([2, 3, 1]);
    expect(sorted(documents, { 'a.b': -1, c: 1 })).toEqual([2, 1, 3]);
    expect(
      sorted(
        [
          { _id: 1, a: [1, 5] },
          { _id: 2, a: [2, 3] },
        ],
        { 'a.1': 1 },
      ),
    ).toEqual([2, 1]);
  });

  test('two arrays cannot both decide', () => {
    const { keyOf } = compileSort(given({ a: 1, b: 1 }));
    expect(failure(() => keyOf(given({ a: [1], b: [2] })))).toEqual({
      code: 2,
      message: 'cannot sort with keys that are parallel arrays',
    });
  });

  test('a bad specification is refused', () => {
    expect(refusal({ a: 0 }).code).toBe(15975);
    expect(refusal({ a: 'asc' })).toEqual({ code: 15974, message: 'Illegal key in $sort specification: a: "asc"' });
    expect(refusal({ 'a.': 1 }).code).toBe(40353);
    expect(refusal({ $a: 1 }).code).toBe(16410);
    expect(refusal({ '': 1 }).code).toBe(40352);
  });
});
