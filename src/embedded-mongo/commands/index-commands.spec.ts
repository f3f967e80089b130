import { openTestEngine, type TestEngine } from '../test/engine.js';

let engine: TestEngine;
beforeAll(async () => {
  engine = await openTestEngine();
});
afterAll(() => engine.close());

let number = 0;
const fresh = () => engine.db.collection<{ _id: number; [field: string]: unknown }>(`c${number++}`);

describe('a unique index', () => {
  test('refuses the second of two equal values, whatever their numeric type', async () => {
    const things = fresh();
    await things.createIndex({ n: 1 }, { unique: true });
    await things.insertOne({ _id: 1, n: 1 });
    const conflict = engine.db.command({
      insert: things.collectionName,
      documents: [{ _id: 2, n: 1.0 }],
    });
    await expect(conflict).resolves.toMatchObject({ n: 0, writeErrors: [{ code: 11000, keyValue: { n: 1 } }] });
    await things.insertOne({ _id: 3, n: 2 });
    await expect(things.updateOne({ _id: 3 }, { $set: { n: 1 } })).rejects.toMatchObject({ code: 11000 });
    expect(await things.findOne({ _id: 3 })).toEqual({ _id: 3, n: 2 });
  });

  test('takes a missing field as null, and one document may have it', async () => {
    const things = fresh();
    await things.createIndex({ n: 1 }, { unique: true });
    await things.insertOne({ _id: 1 });
    await expect(things.insertOne({ _id: 2, n: null })).rejects.toMatchObject({ code: 11000 });
  });

  test('that is sparse or partial leaves alone what it does not hold', async () => {
    const things = fresh();
    await things.createIndex({ a: 1 }, { unique: true, sparse: true });
    await things.createIndex({ b: 1 }, { unique: true, partialFilterExpression: { b: { $type: 'string' } } });
    await things.insertMany([{ _id: 1 }, { _id: 2 }, { _id: 3, b: 5 }, { _id: 4, b: 5 }, { _id: 5, b: 'x' }]);
    await expect(things.insertOne({ _id: 6, b: 'x' })).rejects.toMatchObject({ code: 11000 });
  });

  test('holds every element of an array', async () => {
    const things = fresh();
    await things.createIndex({ tags: 1 }, { unique: true });
    await things.insertOne({ _id: 1, tags: ['a', 'b', 'a'] });
    await expect(things.insertOne({ _id: 2, tags: ['b'] })).rejects.toMatchObject({ code: 11000 });
  });

  test('cannot be built over documents that conflict, and leaves nothing behind', async () => {
    const things = fresh();
    await things.insertMany([
      { _id: 1, n: 1 },
      { _id: 2, n: 1 },
    ]);
    await expect(things.createIndex({ n: 1 }, { unique: true })).rejects.toMatchObject({ code: 11000 });
    expect(await things.indexes()).toHaveLength(1);
    await things.insertOne({ _id: 3, n: 1 });
  });

  test('frees a value when its document goes', async () => {
    const things = fresh();
    await things.createIndex({ n: 1 }, { unique: true });
    await things.insertOne({ _id: 1, n: 1 });
    await things.deleteOne({ _id: 1 });
    await things.insertOne({ _id: 2, n: 1 });
    expect(await things.countDocuments({ n: 1 })).toBe(1);
  });
});

describe('createIndexes', () => {
  test('may be repeated, but not with other options or under another name', async () => {
    const things = fresh();
    await things.createIndex({ n: 1 });
    await things.createIndex({ n: 1 });
    await expect(things.createIndex({ n: 1 }, { unique: true })).rejects.toMatchObject({ code: 86 });
    await expect(things.createIndex({ n: 1 }, { name: 'other' })).rejects.toMatchObject({ code: 85 });
    await expect(things.createIndex({ m: 1 }, { name: 'n_1' })).rejects.toMatchObject({ code: 86 });
  });

  test.each([
    [{ n: 0 }, {}, 67],
    [{ n: 'nonsense' }, {}, 67],
    [{ n: 1, m: 1 }, { expireAfterSeconds: 5 }, 67],
    [{ n: 1 }, { partialFilterExpression: { n: { $ne: 1 } } }, 67],
  ])('refuses %j with %j', async (key, options, code) => {
    await expect(fresh().createIndex(Object.entries(key) as [string, 1][], options)).rejects.toMatchObject({ code });
  });

  test('two arrays cannot be in one index', async () => {
    const things = fresh();
    await things.createIndex({ a: 1, b: 1 });
    await expect(things.insertOne({ _id: 1, a: [1], b: [2] })).rejects.toMatchObject({ code: 171 });
    expect(await things.countDocuments()).toBe(0);
  });
});

test('listIndexes shows options as they were given; `background` makes no other index', async () => {
  const things = fresh();
  await things.createIndex({ a: 1 }, { background: true, sparse: true });
  await things.createIndex({ a: 1 }, { sparse: true, unique: false });
  await things.createIndex({ b: 1 }, { sparse: false, unique: false, hidden: false, expireAfterSeconds: 0 });
  await things.createIndex({ b: 1 }, { expireAfterSeconds: 0 });
  expect((await things.indexes()).slice(1)).toEqual([
    { v: 2, key: { a: 1 }, name: 'a_1', background: true, sparse: true },
    { v: 2, key: { b: 1 }, name: 'b_1', sparse: false, unique: false, expireAfterSeconds: 0 },
  ]);
  await expect(things.createIndex({ b: 1 })).rejects.toMatchObject({ code: 85 });
});

describe('dropIndexes', () => {
  test('drops by name, by pattern or all but that on _id', async () => {
    const things = fresh();
    await things.createIndexes([{ key: { a: 1 } }, { key: { b: 1 } }, { key: { c: 1 } }, { key: { d: 1 } }]);
    await things.dropIndex('a_1');
    await engine.db.command({ dropIndexes: things.collectionName, index: { b: 1 } });
    expect((await things.indexes()).map(({ name }) => name)).toEqual(['_id_', 'c_1', 'd_1']);
    await things.dropIndexes();
    expect((await things.indexes()).map(({ name }) => name)).toEqual(['_id_']);
    await expect(things.dropIndex('_id_')).rejects.toMatchObject({ code: 72 });
    await expect(things.dropIndex('nope')).rejects.toMatchObject({ code: 27 });
  });
});

describe('long values', () => {
  test('are unique, found and sorted although their keys are cut', async () => {
    const things = fresh();
    await things.createIndex({ text: 1 }, { unique: true });
    const long = (end: string) => 'x'.repeat(3000) + end;
    await things.insertMany(['c', 'a', 'b'].map((end, i) => ({ _id: i, text: long(end) })));
    await expect(things.insertOne({ _id: 9, text: long('a') })).rejects.toMatchObject({ code: 11000 });
    expect((await things.findOne({ text: long('b') }))?._id).toBe(2);
    expect((await things.find({ text: { $gt: long('a') } }).toArray()).map(({ _id }) => _id).sort()).toEqual([0, 2]);
    expect((await things.find().sort({ text: 1 }).toArray()).map(({ _id }) => _id)).toEqual([1, 2, 0]);
  });
});

test('of several indexes all are made or none', async () => {
  const things = engine.db.collection('together');
  await things.insertMany([
    { a: 1, b: 1 },
    { a: 2, b: 1 },
  ]);
  const both = [{ key: { a: 1 } }, { key: { b: 1 }, unique: true }] as const;
  await expect(things.createIndexes([...both])).rejects.toMatchObject({ code: 11000 });
  expect((await things.indexes()).map(({ name }) => name)).toEqual(['_id_']);
  expect(await things.countDocuments({ a: 1 })).toBe(1);
  expect(await engine.db.command({ validate: 'together' })).toMatchObject({ valid: true });
});
