import { openTestEngine, type TestEngine } from '../test/engine.js';

let engine: TestEngine;
beforeAll(async () => {
  engine = await openTestEngine();
});
afterAll(() => engine.close());

const change = (collection: string, index: object) => engine.db.command({ collMod: collection, index });
const x = { keyPattern: { x: 1 } };

test('it changes when documents expire', async () => {
  const things = engine.db.collection('expiring');
  await things.createIndex({ x: 1 }, { expireAfterSeconds: 60 });
  const changed = await change('expiring', { ...x, expireAfterSeconds: 90 });
  expect(Number(changed.expireAfterSeconds_new)).toBe(90);
  expect((await things.indexes())[1]).toMatchObject({ expireAfterSeconds: 90 });
});

test('an index that prepares to be unique takes no more duplicates', async () => {
  const things = engine.db.collection<{ _id: number; x: number }>('preparing');
  await things.createIndex({ x: 1 });
  await things.insertMany([
    { _id: 1, x: 1 },
    { _id: 2, x: 1 },
    { _id: 3, x: 2 },
  ]);
  const prepared = await change('preparing', { ...x, prepareUnique: true });
  expect(prepared).toMatchObject({ prepareUnique_old: false, prepareUnique_new: true });
  expect((await things.indexes())[1]).toMatchObject({ prepareUnique: true });
  await expect(things.insertOne({ _id: 4, x: 1 })).rejects.toMatchObject({ code: 11000, keyValue: { x: 1 } });
  await expect(things.updateOne({ _id: 3 }, { $set: { x: 1 } })).rejects.toMatchObject({ code: 11000 });
  await things.updateOne({ _id: 1 }, { $set: { y: 1 } });
  await things.insertOne({ _id: 4, x: 12 });
});

test('it becomes unique once nothing stands in the way; what does is told', async () => {
  const things = engine.db.collection<{ _id: number; x: number }>('preparing');
  await expect(change('preparing', { ...x, unique: true })).rejects.toMatchObject({
    code: 359,
    codeName: 'CannotConvertIndexToUnique',
    errorResponse: { violations: [{ ids: [1, 2] }] },
  });
  await things.deleteOne({ _id: 2 });
  expect(await change('preparing', { ...x, unique: true })).toMatchObject({ unique_new: true });
  expect(await things.indexes()).toEqual([
    { v: 2, key: { _id: 1 }, name: '_id_' },
    { v: 2, key: { x: 1 }, name: 'x_1', unique: true },
  ]);
  await expect(things.insertOne({ _id: 5, x: 1 })).rejects.toMatchObject({ code: 11000 });
  expect(await things.find({ x: { $gte: 1 } }, { sort: { x: -1 } }).toArray()).toMatchObject([
    { _id: 4 },
    { _id: 3 },
    { _id: 1 },
  ]);
  expect(await engine.db.command({ validate: 'preparing' })).toMatchObject({ valid: true });
});

test('an index that was not prepared does not become unique, and none stops being so', async () => {
  await engine.db.collection('plain').createIndex({ x: 1 });
  await expect(change('plain', { ...x, unique: true })).rejects.toMatchObject({ code: 72 });
  await expect(change('plain', { ...x, unique: false })).rejects.toMatchObject({ code: 2 });
});
