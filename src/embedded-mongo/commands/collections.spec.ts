import { openTestEngine, type TestEngine } from '../test/engine.js';

let engine: TestEngine;
beforeAll(async () => {
  engine = await openTestEngine();
});
afterAll(() => engine.close());

const names = async () => (await engine.db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name);

test('a collection is there once it is created or written to', async () => {
  await engine.db.createCollection('made');
  await engine.db.collection('written').insertOne({});
  expect((await names()).sort()).toEqual(['made', 'written']);
  await expect(engine.db.command({ create: 'made' })).resolves.toMatchObject({ ok: 1 });
  const otherwise = { create: 'made', capped: true, size: 4096 };
  await expect(engine.db.command(otherwise)).rejects.toMatchObject({ code: 48 });
});

test('drop removes a collection and what it held', async () => {
  const things = engine.db.collection('dropped');
  await things.createIndex({ n: 1 }, { unique: true });
  await things.insertOne({ n: 1 });
  await things.drop();
  expect(await names()).not.toContain('dropped');
  await things.insertOne({ n: 1 });
  await things.insertOne({ n: 1 });
  expect(await things.countDocuments({ n: 1 })).toBe(2);
});

test('rename takes documents and indexes along', async () => {
  const before = engine.db.collection('before');
  await before.createIndex({ n: 1 });
  await before.insertOne({ n: 1 });
  await engine.db.collection('taken').insertOne({});
  await expect(before.rename('taken')).rejects.toMatchObject({ code: 48 });
  await before.rename('taken', { dropTarget: true });
  const after = engine.db.collection('taken');
  expect(await after.countDocuments({ n: 1 })).toBe(1);
  expect(await after.indexes()).toHaveLength(2);
  expect(await names()).not.toContain('before');
});

test('listCollections and listDatabases take filters', async () => {
  await engine.db.collection('alpha').insertOne({});
  const found = await engine.db.listCollections({ name: /^al/ }).toArray();
  expect(found.map(({ name }) => name)).toEqual(['alpha']);
  const { databases } = await engine.client
    .db()
    .admin()
    .listDatabases({ filter: { name: engine.db.databaseName } });
  expect(databases).toHaveLength(1);
});

test('statistics count documents and bytes', async () => {
  const things = engine.db.collection('counted');
  await things.insertMany([{ a: 'x'.repeat(100) }, { a: 'y'.repeat(100) }]);
  const stats = await engine.db.command({ collStats: 'counted' });
  expect(stats).toMatchObject({ count: 2, nindexes: 1 });
  expect(stats.size).toBeGreaterThan(200);
  const [viaStage] = await things.aggregate([{ $collStats: { count: {} } }]).toArray();
  expect(viaStage?.count).toBe(2);
  const uses = await things.aggregate([{ $indexStats: {} }]).toArray();
  expect(uses.map(({ name }) => name)).toEqual(['_id_']);
});

test('validate finds a collection in order', async () => {
  const things = engine.db.collection('valid');
  await things.createIndex({ tags: 1 });
  await things.insertMany([{ tags: [1, 2] }, { tags: [] }, {}]);
  await things.updateOne({ tags: 1 }, { $set: { tags: [3] } });
  const result = await engine.db.command({ validate: 'valid' });
  expect(result).toMatchObject({ valid: true, nrecords: 3, keysPerIndex: { _id_: 3, tags_1: 3 } });
});

test('names that no collection can have are refused', async () => {
  await expect(engine.db.command({ create: '' })).rejects.toMatchObject({ code: 73 });
  await expect(engine.db.command({ find: '$bad' })).rejects.toMatchObject({ code: 73 });
});
