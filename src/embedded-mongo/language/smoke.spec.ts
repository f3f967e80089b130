import { Decimal128 } from 'bson';
import { compileSort } from './index.js';
import { given, matches, piped, projected, read, updated } from './language.fixture.js';

test('filters', () => {
  expect(matches({ a: { $gt: 1 } }, { a: 2 })).toBe(true);
  expect(matches({ 'a.b': 1 }, { a: [{ b: 1 }] })).toBe(true);
  expect(matches({ 'a.0.b': 1 }, { a: [{ b: 1 }] })).toBe(true);
  expect(matches({ a: null }, {})).toBe(true);
  expect(matches({ a: /^x/ }, { a: 'y' })).toBe(false);
  expect(matches({ $or: [{ a: 1 }, { b: { $in: [1, 2] } }] }, { b: 2 })).toBe(true);
  expect(matches({ $expr: { $gt: ['$a', '$b'] } }, { a: 2, b: 1 })).toBe(true);
  expect(
    matches(
      { a: { $elemMatch: { x: 1, y: { $gt: 1 } } } },
      {
        a: [
          { x: 1, y: 1 },
          { x: 1, y: 2 },
        ],
      },
    ),
  ).toBe(true);
  expect(matches({ a: 1 }, { a: Decimal128.fromString('1.0') })).toBe(true);
  expect(matches({ a: { $not: { $regex: '^ab', $options: 'i' } } }, { a: 'AB' })).toBe(false);
});

test('updates', () => {
  expect(updated({ n: 1 }, { $set: { 'a.b': 1 }, $inc: { n: 1 } })).toEqual({ n: 2, a: { b: 1 } });
  expect(updated({ l: [2] }, { $push: { l: { $each: [3, 1], $sort: 1, $slice: 2 } } })).toEqual({ l: [1, 2] });
  expect(updated({ a: 1 }, { $rename: { a: 'b' } })).toEqual({ b: 1 });
  expect(updated({ l: [1, 2] }, { $pull: { l: { $gt: 1 } } })).toEqual({ l: [1] });
});

test('projections and sorts', () => {
  expect(projected({ a: 1 }, { _id: 1, a: 2, b: 3 })).toEqual({ _id: 1, a: 2 });
  expect(projected({ 'a.b': 0 }, { _id: 1, a: { b: 1, c: 2 } })).toEqual({ _id: 1, a: { c: 2 } });
  expect(projected({ a: { $slice: 1 } }, { a: [1, 2], b: 1 })).toEqual({ a: [1], b: 1 });
  const sort = compileSort(given({ a: -1 }));
  const rows = [{ a: 1 }, { a: [0, 3] }, { a: 2 }].map(given);
  expect(rows.sort(sort.compare).map(read)).toEqual([{ a: [0, 3] }, { a: 2 }, { a: 1 }]);
});

test('pipelines', async () => {
  const rows = [
    { _id: 1, t: 'x', n: 1 },
    { _id: 2, t: 'y', n: 2 },
    { _id: 3, t: 'x', n: 5 },
  ];
  expect(await piped(rows, [{ $group: { _id: '$t', n: { $sum: '$n' } } }, { $sort: { _id: 1 } }])).toEqual([
    { _id: 'x', n: 6 },
    { _id: 'y', n: 2 },
  ]);
  const join = { $lookup: { from: 'c', localField: 't', foreignField: 't', as: 'same' } };
  expect(await piped(rows, [{ $match: { _id: 1 } }, join, { $unwind: '$same' }, { $count: 'n' }], { c: rows })).toEqual(
    [{ n: 2 }],
  );
  expect(await piped(rows, [{ $facet: { a: [{ $limit: 1 }], b: [{ $count: 'n' }] } }])).toEqual([
    { a: [{ _id: 1, t: 'x', n: 1 }], b: [{ n: 3 }] },
  ]);
});
