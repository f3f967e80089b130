import { openTestEngine, type TestEngine } from '../test/engine.js';

let engine: TestEngine;
beforeAll(async () => {
  engine = await openTestEngine();
});
afterAll(() => engine.close());

const clusteredIndex = { key: { _id: 1 }, unique: true, name: 'by id' };
const shown = { v: 2, ...clusteredIndex };
const made = async (name: string) => {
  await engine.db.createCollection(name, { clusteredIndex });
  return engine.db.collection<{ _id: number; a?: number }>(name);
};

test('a clustered collection says so, and has no other index of _id', async () => {
  const things = await made('said');
  const [found] = await engine.db.listCollections({ name: 'said' }).toArray();
  expect(found).toMatchObject({ type: 'collection', options: { clusteredIndex: shown } });
  expect(found).not.toHaveProperty('idIndex');
  expect(await things.indexes()).toEqual([{ ...shown, clustered: true }]);
  await things.createIndex({ _id: 1 });
  expect(await things.indexes()).toHaveLength(1);
});

test('its documents come by _id, whatever the order they were inserted in', async () => {
  const things = await made('ordered');
  await things.insertMany([{ _id: 3 }, { _id: 1, a: 1 }, { _id: 2 }]);
  await expect(things.insertOne({ _id: 2 })).rejects.toMatchObject({ code: 11000 });
  const ids = async (sort?: { $natural: 1 | -1 }) =>
    (await things.find({}, sort && { sort }).toArray()).map((x) => x._id);
  expect(await ids()).toEqual([1, 2, 3]);
  expect(await ids({ $natural: -1 })).toEqual([3, 2, 1]);
  expect(await things.findOne({ a: { $exists: false } })).toEqual({ _id: 2 });
  expect(await engine.db.command({ validate: 'ordered' })).toMatchObject({ valid: true });
});

test('it stays one when it is renamed or written to by a pipeline', async () => {
  const things = await made('before');
  await things.rename('after');
  await engine.db
    .collection('other')
    .aggregate([{ $out: 'after' }])
    .toArray();
  expect(await engine.db.collection('after').indexes()).toMatchObject([{ clustered: true }]);
});

test('asked for again it must be the same', async () => {
  await made('again');
  await expect(engine.db.createCollection('again', { clusteredIndex })).resolves.toMatchObject({
    collectionName: 'again',
  });
  await expect(engine.db.createCollection('again')).rejects.toMatchObject({ code: 48 });
  await engine.db.createCollection('plain');
  await expect(made('plain')).rejects.toMatchObject({ code: 48 });
});

test('it is by _id and unique, or not at all', async () => {
  const create = (index: object) => engine.db.command({ create: 'none', clusteredIndex: index });
  await expect(create({ key: { a: 1 }, unique: true })).rejects.toMatchObject({ code: 5979701 });
  await expect(create({ key: { _id: 1 }, unique: false })).rejects.toMatchObject({ code: 5979700 });
  await expect(create({ key: { _id: 1 }, unique: true, nothing: 1 })).rejects.toMatchObject({ code: 40415 });
});
