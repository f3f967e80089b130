import { Timestamp } from 'bson';
import { openTestEngine, type TestEngine } from '../test/engine.js';

let engine: TestEngine;
beforeAll(async () => {
  engine = await openTestEngine();
});
afterAll(() => engine.close());

interface Person {
  _id: string;
  name?: string;
  age?: number;
  team?: string;
  tags?: string[];
}

const people = () => engine.db.collection<Person>('people');

beforeEach(async () => {
  await people().deleteMany({});
  await people().insertMany([
    { _id: 'ana', age: 40, team: 'a', tags: ['x', 'y'] },
    { _id: 'ben', age: 30, team: 'b', tags: ['y'] },
    { _id: 'cleo', age: 20, team: 'a' },
  ]);
});

const ids = (found: { _id: string }[]) => found.map(({ _id }) => _id);

describe('reading', () => {
  test('documents come in the order they were inserted in', async () => {
    await people().insertOne({ _id: 'aaa' });
    expect(ids(await people().find().toArray())).toEqual(['ana', 'ben', 'cleo', 'aaa']);
  });

  test('find sorts, skips and limits', async () => {
    expect(ids(await people().find().sort({ age: 1 }).skip(1).limit(1).toArray())).toEqual(['ben']);
  });

  test('find projects', async () => {
    expect(await people().findOne({ _id: 'ana' }, { projection: { age: 1, _id: 0 } })).toEqual({ age: 40 });
  });

  test('a cursor gives all documents across its batches', async () => {
    await people().insertMany(Array.from({ length: 500 }, (_, i) => ({ _id: `p${i}` })));
    expect(await people().find({}, { batchSize: 50 }).toArray()).toHaveLength(503);
  });

  test('count and distinct see the same documents as find', async () => {
    expect(await people().countDocuments({ age: { $gte: 30 } })).toBe(2);
    expect(await people().estimatedDocumentCount()).toBe(3);
    expect(await people().distinct('tags')).toEqual(['x', 'y']);
  });

  test('a cursor that was killed is gone', async () => {
    const { cursor } = await engine.db.command({ find: 'people', batchSize: 1 });
    await engine.db.command({ killCursors: 'people', cursors: [cursor.id] });
    await expect(engine.db.command({ getMore: cursor.id, collection: 'people' })).rejects.toMatchObject({ code: 43 });
  });
});

describe('writing', () => {
  test('a second document with the same _id is refused, and the ordered rest is not inserted', async () => {
    const inserted = people().insertMany([{ _id: 'dov' }, { _id: 'ana' }, { _id: 'eve' }]);
    await expect(inserted).rejects.toMatchObject({ code: 11000 });
    expect(await people().countDocuments({ _id: { $in: ['dov', 'eve'] } })).toBe(1);
  });

  test('an unordered insert goes on behind a conflict', async () => {
    const inserted = people().insertMany([{ _id: 'dov' }, { _id: 'ana' }, { _id: 'eve' }], { ordered: false });
    await expect(inserted).rejects.toMatchObject({ code: 11000 });
    expect(await people().countDocuments({ _id: { $in: ['dov', 'eve'] } })).toBe(2);
  });

  test('an update counts what it matched and what it changed', async () => {
    const result = await people().updateMany({ team: 'a' }, { $max: { age: 30 } });
    expect(result).toMatchObject({ matchedCount: 2, modifiedCount: 1 });
    expect((await people().findOne({ _id: 'cleo' }))?.age).toBe(30);
  });

  test('an upsert inserts what the filter and the update say', async () => {
    const result = await people().updateOne({ _id: 'dov', team: 'c' }, { $set: { age: 50 } }, { upsert: true });
    expect(result.upsertedId).toBe('dov');
    expect(await people().findOne({ _id: 'dov' })).toEqual({ _id: 'dov', team: 'c', age: 50 });
  });

  test('the _id of a document cannot be changed', async () => {
    await expect(people().updateOne({ _id: 'ana' }, { $set: { _id: 'anna' } })).rejects.toMatchObject({ code: 66 });
    expect(await people().countDocuments({ _id: 'ana' })).toBe(1);
  });

  test('findOneAndUpdate gives the document before or after', async () => {
    const change = { $inc: { age: 1 } };
    expect((await people().findOneAndUpdate({ _id: 'ana' }, change))?.age).toBe(40);
    expect((await people().findOneAndUpdate({ _id: 'ana' }, change, { returnDocument: 'after' }))?.age).toBe(42);
  });

  test('findOneAndDelete takes the first in order', async () => {
    expect((await people().findOneAndDelete({}, { sort: { age: 1 } }))?._id).toBe('cleo');
    expect(await people().countDocuments()).toBe(2);
  });

  test('delete removes one or all', async () => {
    expect((await people().deleteOne({ team: 'a' })).deletedCount).toBe(1);
    expect((await people().deleteMany({})).deletedCount).toBe(2);
  });

  test('an unknown option is an error, never ignored', async () => {
    await expect(engine.db.command({ find: 'people', filtre: {} })).rejects.toMatchObject({ code: 40415 });
  });
});

describe('empty timestamps', () => {
  const empty = () => new Timestamp({ t: 0, i: 0 });

  test('of a new document are filled in, each with a time of its own, but not in _id or below the top', async () => {
    const stamped = engine.db.collection('stamped');
    await stamped.insertOne({ _id: empty() as never, a: empty(), b: empty(), c: { d: empty() }, e: 0.0, f: 0n });
    const [found] = await stamped.find().toArray();
    expect(found).toMatchObject({ _id: empty(), c: { d: empty() }, e: 0 });
    expect(found?.a.t).toBeGreaterThan(0);
    expect(found?.b.equals(found.a)).toBe(false);
  });

  test('of a replacement too', async () => {
    const stamped = engine.db.collection('replaced');
    await stamped.replaceOne({}, { _id: empty() as never, a: empty() }, { upsert: true });
    const [found] = await stamped.find().toArray();
    expect(found?._id).toEqual(empty());
    expect(found?.a.t).toBeGreaterThan(0);
  });
});
