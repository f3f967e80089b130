import { Double, Long } from 'bson';
import { Doc } from '../../bson/values.js';
import { inBatches, leadingQuery, neededFields, parsePipeline } from '../index.js';
import { failure, given, piped, pipelineEnvironment, read, withTwins } from '../language.fixture.js';
import { collect } from './stage.js';

type Literal = Record<string, unknown>;

const people = [
  { _id: 1, name: 'Ana', city: 'Dakar', age: 30, tags: ['a', 'b'] },
  { _id: 2, name: 'Ben', city: 'Maputo', age: 40, tags: [] },
  { _id: 3, name: 'Cleo', city: 'Geneva', age: 50 },
  { _id: 4, name: 'Fin', city: 'Dakar', age: null, tags: 'c' },
];
const refusal = (...stages: Literal[]) => failure(() => parsePipeline(stages.map(given), pipelineEnvironment({})));
const ids = (documents: Literal[]) => documents.map(({ _id }) => _id);

describe('stages that take documents one by one', () => {
  test('$match, $project, $set, $unset, $replaceRoot', async () => {
    expect(ids(await piped(people, [{ $match: { age: { $gt: 30 } } }]))).toEqual([2, 3]);
    expect(
      await piped(people, [{ $limit: 1 }, { $project: { name: 1, older: { $add: ['$age', 1] }, _id: 0 } }]),
    ).toEqual([{ name: 'Ana', older: 31 }]);
    expect(await piped([{ _id: 1, a: [{ b: 1 }] }], [{ $set: { 'a.c': '$_id', d: { e: 2 } } }])).toEqual([
      { _id: 1, a: [{ b: 1, c: 1 }], d: { e: 2 } },
    ]);
    expect(await piped([{ _id: 1, a: { b: 1, c: 2 } }], [{ $unset: ['a.b', '_id'] }])).toEqual([{ a: { c: 2 } }]);
    expect(
      await piped([{ _id: 1, a: { b: 1 } }], [{ $replaceRoot: { newRoot: { $mergeObjects: ['$a', { c: 2 }] } } }]),
    ).toEqual([{ b: 1, c: 2 }]);
  });

  test('$unwind, with empty arrays and indexes', async () => {
    expect((await piped(people, [{ $unwind: '$tags' }])).map(({ tags }) => tags)).toEqual(['a', 'b', 'c']);
    const kept = await piped(people, [
      { $unwind: { path: '$tags', preserveNullAndEmptyArrays: true, includeArrayIndex: 'at' } },
    ]);
    expect(kept.map(({ _id, tags, at }) => [_id, tags, at])).toEqual([
      [1, 'a', 0],
      [1, 'b', 1],
      [2, undefined, null],
      [3, undefined, null],
      [4, 'c', null],
    ]);
    expect(refusal({ $unset: ['a', 'a'] }).code).toBe(31250);
    expect(refusal({ $unwind: 'tags' }).code).toBe(28818);
    expect(refusal({ $unwind: { path: '$a', x: 1 } }).code).toBe(28811);
  });
});

describe('order and number', () => {
  test('$sort, $skip, $limit, $count, $sample', async () => {
    expect(ids(await piped(people, [{ $sort: { age: -1 } }]))).toEqual([3, 2, 1, 4]);
    expect(ids(await piped(people, [{ $sort: { age: -1 } }, { $limit: 2 }]))).toEqual([3, 2]);
    expect(ids(await piped(people, [{ $sort: { _id: 1 } }, { $skip: 1 }, { $limit: 2 }]))).toEqual([2, 3]);
    expect(await piped(people, [{ $count: 'n' }])).toEqual([{ n: 4 }]);
    expect(await piped([], [{ $count: 'n' }])).toEqual([]);
    expect(await piped(people, [{ $sample: { size: 3 } }])).toHaveLength(3);
    expect(refusal({ $limit: 0 })).toEqual({ code: 15958, message: 'the limit must be positive' });
    expect(refusal({ $limit: -1 }).message).toBe(
      'invalid argument to $limit stage: Expected a non-negative number in: $limit: -1',
    );
    expect(refusal({ $skip: 'x' }).code).toBe(5107200);
    expect(refusal({ $sort: {} }).code).toBe(15976);
    expect(refusal({ $count: '$x' }).code).toBe(40158);
  });

  test('a sort over the memory limit is error 292', async () => {
    const env = { ...pipelineEnvironment({}), memoryLimit: 3000 };
    const rows = Array.from({ length: 100 }, (_, _id) => given({ _id, text: 'x'.repeat(50) }));
    const run = (stages: Literal[]) => collect(parsePipeline(stages.map(given), env).run(inBatches(rows)));
    await expect(run([{ $sort: { _id: -1 } }])).rejects.toMatchObject({
      code: 292,
      codeName: 'QueryExceededMemoryLimitNoDiskUseAllowed',
    });
    await expect(run([{ $group: { _id: null, all: { $push: '$text' } } }])).rejects.toMatchObject({ code: 292 });
    expect(await run([{ $sort: { _id: -1 } }, { $limit: 3 }])).toHaveLength(3);
  });
});

describe('$group and its kin', () => {
  test('every accumulator', async () => {
    const [result] = await piped(people, [
      { $sort: { _id: 1 } },
      {
        $group: {
          _id: null,
          sum: { $sum: '$age' },
          avg: { $avg: '$age' },
          min: { $min: '$age' },
          max: { $max: '$age' },
          first: { $first: '$name' },
          last: { $last: '$name' },
          push: { $push: '$age' },
          cities: { $addToSet: '$city' },
          merged: { $mergeObjects: { last: '$name' } },
          count: { $count: {} },
        },
      },
    ]);
    expect(result).toEqual({
      _id: null,
      sum: 120,
      avg: 40,
      min: 30,
      max: 50,
      first: 'Ana',
      last: 'Fin',
      push: [30, 40, 50, null],
      cities: ['Dakar', 'Maputo', 'Geneva'],
      merged: { last: 'Fin' },
      count: 4,
    });
  });

  test('keys are equal by value; missing and null share a group', async () => {
    const rows = [{ k: 1 }, { k: new Double(1) }, { k: Long.fromNumber(1) }, { k: null }, {}, { k: '1' }];
    const groups = await piped(rows, [{ $group: { _id: '$k', n: { $sum: 1 } } }]);
    expect(groups.map(({ n }) => n)).toEqual([3, 2, 1]);
    expect(await piped(rows, [{ $group: { _id: { x: '$k' }, n: { $sum: 1 } } }, { $count: 'n' }])).toEqual([{ n: 4 }]);
  });

  test('$sortByCount', async () => {
    expect(await piped(people, [{ $sortByCount: '$city' }, { $limit: 1 }])).toEqual([{ _id: 'Dakar', count: 2 }]);
  });

  test('what it refuses', () => {
    expect(refusal({ $group: {} }).code).toBe(15955);
    expect(refusal({ $group: { a: 1 } }).code).toBe(40234);
    for (const field of [1, {}, { nope: 1 }]) expect(refusal({ $group: { _id: 1, a: field } }).code).toBe(40234);
    const twins = withTwins({ _id: 1, a: { $sum: 1 }, b: { $sum: 2 } }, 'b', 'a');
    expect(failure(() => parsePipeline([new Doc([['$group', twins]])], pipelineEnvironment({})))).toEqual({
      code: 16406,
      message: 'duplicate field: a',
    });
    expect(refusal({ $group: { _id: 1, a: { $nope: 1 } } })).toEqual({
      code: 15952,
      message: "unknown group operator '$nope'",
    });
    expect(refusal({ $group: { a: { $sum: [] } } }).code).toBe(40237);
    expect(refusal({ $group: { _id: 1, a: { $push: ['$a'] } } }).message).toBe(
      'The $push accumulator is a unary operator',
    );
    for (const name of ['$$$', '$$$s', '$$1']) expect(refusal({ $group: { _id: name } }).code).toBe(9);
    expect(refusal({ $group: { _id: '$$s' } }).code).toBe(17276);
    expect(refusal({ $count: '_id' }).code).toBe(15948);
    expect(refusal({ $unwind: '' }).code).toBe(28812);
    expect(refusal({ $unset: ['a', 1] }).message).toMatch(/^\$unset specification/);
    expect(refusal({ $group: { _id: 1, 'a.b': { $sum: 1 } } }).code).toBe(40235);
  });
});

describe('stages with other collections', () => {
  const orders = [
    { _id: 1, who: 1, what: 'tea' },
    { _id: 2, who: [1, 2], what: 'rice' },
    { _id: 3, what: 'salt' },
  ];

  test('$lookup by equality joins arrays by element and missing as null', async () => {
    const stage = { $lookup: { from: 'orders', localField: '_id', foreignField: 'who', as: 'orders' } };
    const joined = await piped(people.slice(0, 3), [stage], { orders });
    expect(joined.map((person) => ids(person.orders as Literal[]))).toEqual([[1, 2], [2], []]);
    const back = { $lookup: { from: 'people', localField: 'who', foreignField: '_id', as: 'by' } };
    expect((await piped(orders, [back], { people })).map((order) => ids(order.by as Literal[]))).toEqual([
      [1],
      [1, 2],
      [],
    ]);
    const missing = { $lookup: { from: 'people', localField: 'x', foreignField: 'y', as: 'all' } };
    expect((await piped([{ _id: 1 }], [missing], { people }))[0]?.all).toHaveLength(4);
  });

  test('$lookup with a pipeline and variables', async () => {
    const stage = {
      $lookup: {
        from: 'orders',
        let: { person: '$_id' },
        pipeline: [{ $match: { $expr: { $eq: ['$who', '$$person'] } } }, { $project: { _id: 0, what: 1 } }],
        as: 'orders',
      },
    };
    expect((await piped(people.slice(0, 2), [stage], { orders })).map((person) => person.orders)).toEqual([
      [{ what: 'tea' }],
      [],
    ]);
    const both = {
      $lookup: {
        from: 'orders',
        localField: '_id',
        foreignField: 'who',
        pipeline: [{ $match: { what: 'rice' } }],
        as: 'o',
      },
    };
    expect((await piped(people.slice(0, 1), [both], { orders })).map((person) => ids(person.o as Literal[]))).toEqual([
      [2],
    ]);
    expect(refusal({ $lookup: { from: 'x', as: 'y' } }).code).toBe(9);
    expect(refusal({ $lookup: { from: 'x', as: 'y', localField: 'a' } }).code).toBe(9);
    expect(refusal({ $lookup: { from: 'x', as: 'y', nope: 1 } }).message).toBe('unknown argument to $lookup: nope');
  });

  test('an inner $lookup sees the variables of the outer one', async () => {
    const inner = {
      $lookup: {
        from: 'orders',
        let: { what: '$what' },
        as: 'x',
        pipeline: [{ $match: { $expr: { $eq: ['$$person', '$who'] } } }],
      },
    };
    const outer = {
      $lookup: { from: 'orders', let: { person: '$_id' }, as: 'orders', pipeline: [{ $match: { _id: 3 } }, inner] },
    };
    const joined = await piped(people.slice(0, 2), [outer], { orders });
    const innerIds = (person: Literal) => (person.orders as Literal[]).map((order) => ids(order.x as Literal[]));
    expect(joined.map(innerIds)).toEqual([[[1]], [[]]]);
  });

  test('what a $lookup looks for is put to the collection as a filter', async () => {
    const filters: unknown[] = [];
    const env = pipelineEnvironment({ orders });
    const watched = {
      ...env,
      find(name: string, filter: Doc) {
        filters.push(read(filter));
        return env.find(name, filter);
      },
    };
    const match = { $match: { what: 'tea', $expr: { $and: [{ $eq: ['$who', '$$person'] }, { $gt: ['$_id', 0] }] } } };
    const stage = { $lookup: { from: 'orders', let: { person: '$_id' }, pipeline: [match], as: 'orders' } };
    await collect(parsePipeline([given(stage)], watched).run(inBatches([given({ _id: 1 })])));
    expect(filters).toEqual([{ $and: [{ what: 'tea' }, { who: { $eq: 1 } }] }]);
  });

  test('$graphLookup, $unionWith and $facet', async () => {
    const staff = [{ _id: 'a' }, { _id: 'b', boss: 'a' }, { _id: 'c', boss: 'b' }];
    const chain = {
      $graphLookup: {
        from: 'staff',
        startWith: '$boss',
        connectFromField: 'boss',
        connectToField: '_id',
        as: 'above',
        depthField: 'd',
      },
    };
    const [, , last] = await piped(staff, [chain], { staff });
    expect(last?.above).toEqual([
      { _id: 'b', boss: 'a', d: 0 },
      { _id: 'a', d: 1 },
    ]);
    expect(
      ids(
        await piped([{ _id: 9 }], [{ $unionWith: { coll: 'staff', pipeline: [{ $match: { _id: 'a' } }] } }], { staff }),
      ),
    ).toEqual([9, 'a']);
    expect(await piped(people, [{ $facet: { n: [{ $count: 'n' }], none: [{ $match: { _id: 0 } }] } }])).toEqual([
      { n: [{ n: 4 }], none: [] },
    ]);
    expect(refusal({ $facet: { a: [{ $out: 'x' }] } }).code).toBe(40600);
  });

  test('$merge and $out hand their documents to the writer', async () => {
    const stored = new Map<unknown, Literal>([[1, { _id: 1, old: true }]]);
    const env = {
      ...pipelineEnvironment({}),
      writer: {
        replaceCollection: async (_target: unknown, documents: AsyncIterable<readonly Doc[]>) => {
          stored.clear();
          for (const document of await collect(documents)) stored.set(read(document)._id, read(document));
        },
        hasUniqueIndex: async () => true,
        findOne: async (_target: unknown, filter: Doc) => {
          const known = stored.get(filter.get('_id'));
          return known && given(known);
        },
        insert: async (_target: unknown, document: Doc) => {
          stored.set(document.get('_id'), read(document));
        },
        replace: async (_target: unknown, document: Doc) => {
          stored.set(document.get('_id'), read(document));
        },
      },
    };
    const run = (stages: Literal[]) =>
      collect(parsePipeline(stages.map(given), env).run(inBatches(people.slice(0, 2).map(given))));
    expect(await run([{ $project: { name: 1 } }, { $merge: 'other' }])).toEqual([]);
    expect([...stored.values()]).toEqual([
      { _id: 1, old: true, name: 'Ana' },
      { _id: 2, name: 'Ben' },
    ]);
    await run([
      { $project: { name: 1 } },
      { $merge: { into: 'other', whenMatched: [{ $set: { was: '$name', is: '$$new.name' } }] } },
    ]);
    expect(stored.get(2)).toEqual({ _id: 2, name: 'Ben', was: 'Ben', is: 'Ben' });
    await run([{ $project: { _id: 1 } }, { $out: 'other' }]);
    expect([...stored.values()]).toEqual([{ _id: 1 }, { _id: 2 }]);
    expect(refusal({ $out: 'x' }, { $limit: 1 }).code).toBe(40601);
  });
});

describe('the pipeline as a whole', () => {
  test('unknown and missing stages are errors', () => {
    expect(refusal({ $nope: 1 })).toEqual({ code: 40324, message: "Unrecognized pipeline stage name: '$nope'" });
    expect(refusal({}).code).toBe(40323);
    expect(refusal({ $match: {}, $limit: 1 }).code).toBe(40323);
    expect(refusal({ $changeStream: {} }).code).toBe(40573);
    for (const name of ['$bucket', '$redact', '$setWindowFields']) expect(refusal({ [name]: {} }).code).toBe(115);
    expect(refusal({ $listSearchIndexes: {} })).toEqual({
      code: 6047401,
      message: '$listSearchIndexes stage is only allowed on MongoDB Atlas',
    });
    expect(refusal({ $project: {} }).code).toBe(51272);
    expect(refusal({ $project: { a: { $nope: 1 } } })).toEqual({
      code: 31325,
      message: 'Invalid $project :: caused by :: Unknown expression $nope',
    });
  });

  test('the fields it needs are known, where they are not all', () => {
    const needed = (...stages: Literal[]) => {
      const fields = neededFields(parsePipeline(stages.map(given), pipelineEnvironment({})), 0);
      return fields && [...fields].sort();
    };
    const group = { $group: { _id: '$a.b', n: { $sum: { $add: ['$c', 1] } } } };
    expect(needed({ $match: { 'd.e': 1, $or: [{ f: 1 }] } }, group)).toEqual(['a', 'c', 'd', 'f']);
    expect(needed({ $unwind: '$t' }, { $sort: { s: 1 } }, { $project: { x: '$y', z: 1 } })).toEqual([
      '_id',
      's',
      't',
      'x',
      'y',
      'z',
    ]);
    expect(needed({ $count: 'n' })).toEqual([]);
    expect(needed({ $match: { a: 1 } })).toBeUndefined();
    expect(needed({ $group: { _id: 1, all: { $push: '$$ROOT' } } })).toBeUndefined();
    expect(needed({ $project: { a: 0 } }, group)).toBeUndefined();
    expect(needed({ $project: { a: { b: 0 } } })).toBeUndefined();
  });

  test('its beginning can be left to a planner', () => {
    const stages = [
      { $match: { a: 1 } },
      { $match: { b: 2 } },
      { $sort: { c: 1 } },
      { $skip: 2 },
      { $limit: 3 },
      { $count: 'n' },
    ];
    const query = leadingQuery(parsePipeline(stages.map(given), pipelineEnvironment({})));
    expect({ ...query, filter: query.filter && read(query.filter), sort: query.sort && read(query.sort) }).toEqual({
      filter: { $and: [{ a: 1 }, { b: 2 }] },
      sort: { c: 1 },
      skip: 2,
      limit: 3,
      stages: 5,
    });
  });
});
