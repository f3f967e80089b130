import mongoose from 'mongoose';
import { openTestEngine, type TestEngine } from '../test/engine.js';

const { Long, Timestamp } = mongoose.mongo;

/** An option is honoured or refused; none is passed over. */
let engine: TestEngine;
beforeAll(async () => {
  engine = await openTestEngine();
  await engine.db.collection<{ _id: number }>('things').insertMany([{ _id: 1 }, { _id: 2 }, { _id: 3 }]);
});
afterAll(() => engine.close());

// Where a later MongoDB knows more, or a replica set allows more, these are not its answers.
const standalone7 = process.env.TEST_MONGODB_URI ? test.skip : test;
const find = { find: 'things' };
const insert = { insert: 'things', documents: [{ _id: 9 }] };
const aggregate = { aggregate: 'things', pipeline: [] };
const update = (statement: object) => ({
  update: 'things',
  updates: [{ q: { _id: 1 }, u: { $set: { a: 1 } }, ...statement }],
});
const indexed = (spec: object, options = {}) => ({ createIndexes: 'things', indexes: [spec], ...options });
const strict = { apiVersion: '1', apiStrict: true };

describe('refused are', () => {
  test.each<[what: string, command: object, code: number]>([
    ['an unknown field', { ...find, nothing: 1 }, 40415],
    ['an unknown field of a statement', update({ nothing: 1 }), 40415],
    ['an unknown field of a cursor', { ...aggregate, cursor: { nothing: 1 } }, 40415],
    ['a flag that is no flag', { ...find, allowDiskUse: 'yes' }, 14],
    ['a negative size of a batch', { ...aggregate, cursor: { batchSize: -1 } }, 51024],
    ['an order of nature with another', { ...find, sort: { $natural: 1, a: 1 } }, 2],
    ['an order of nature of 5', { ...find, sort: { $natural: 5 } }, 2],
    ['a filter that is none, of a missing collection', { count: 'none', query: { $nothing: 1 } }, 2],
    ['a cursor that is no long', { getMore: 'x', collection: 'things' }, 14],
    ['a getMore without a collection', { getMore: Long.fromNumber(1) }, 40414],
    ['sessions that are none', { endSessions: 1 }, 14],
    ['an unknown field of what is explained', { explain: { ...find, nothing: 1 } }, 40415],
    ['several statements explained', { explain: { delete: 'things', deletes: [] } }, 16],
    ['killCursors without cursors', { killCursors: 'things' }, 40414],
    ['dropIndexes without an index', { dropIndexes: 'things' }, 40414],
    ['an aggregate of nothing', { aggregate: 2, pipeline: [], cursor: {} }, 9],
    ['a level of validation that is none', { create: 'other', validationLevel: 'nothing' }, 2],
    ['an index of _id with options', indexed({ key: { _id: 1 }, name: '_id_', sparse: true }), 197],
    ['a change of an index that names none', { collMod: 'things', index: { hidden: true } }, 72],
    ['both ways to wait for the disk', { ...insert, writeConcern: { j: true, fsync: true } }, 9],
    ['a write concern of a read', { ...find, writeConcern: { w: 1 } }, 72],
    ['a version of the API that is none', { ping: 1, apiVersion: '2' }, 322],
    ['strictness without a version', { ping: 1, apiStrict: true }, 322],
    ['a command outside the API, strictly', { distinct: 'things', key: 'a', ...strict }, 323],
    [
      'a stage outside the API, strictly',
      { ...aggregate, pipeline: [{ $indexStats: {} }], cursor: {}, ...strict },
      323,
    ],
  ])('%s', async (_what, command, code) => {
    await expect(engine.db.command(command)).rejects.toMatchObject({ code });
  });

  standalone7.each<[what: string, command: object, code: number]>([
    ['an order of updates', update({ sort: { a: 1 } }), 40415],
    ['a scale of nothing', { dbStats: 1, scale: 0 }, 51024],
    ['a scale beyond all sizes', { dbStats: 1, scale: Long.MAX_VALUE }, 2],
    ['an index of _id that expires', { collMod: 'things', index: { name: '_id_', expireAfterSeconds: 5 } }, 72],
    ['a hint of distinct', { distinct: 'things', key: 'a', hint: '_id_' }, 40415],
    ['a negative time', { ...find, maxTimeMS: -1 }, 2],
    ['a time of half a millisecond', { ...find, maxTimeMS: 0.5 }, 2],
    ['a snapshot', { ...find, readConcern: { level: 'snapshot' } }, 123],
    ['a time to read at', { ...find, readConcern: { afterClusterTime: new Timestamp({ t: 1, i: 1 }) } }, 20],
    ['an unknown part of a read concern', { ...find, readConcern: { nothing: 1 } }, 40415],
    ['an unknown part of a write concern', { ...insert, writeConcern: { nothing: 1 } }, 40415],
    ['the quorum of an index', indexed({ key: { a: 1 }, name: 'a' }, { commitQuorum: 1 }), 2],
    ['variables of an insert', { ...insert, let: {} }, 40415],
    ['an order of words explained', { explain: { ...find, collation: { locale: 'fr' } } }, 2],
    ['the state of a replica set', { replSetGetStatus: 1 }, 76],
    ['a stream of a database', { aggregate: 1, pipeline: [{ $changeStream: {} }], cursor: {} }, 40573],
    ['an index of text', indexed({ key: { a: 'text' }, name: 'a' }), 115],
    ['a search index', { createSearchIndexes: 'things', indexes: [] }, 115],
    ['a collection of the system', { create: 'system.things' }, 73],
  ])('%s', async (_what, command, code) => {
    await expect(engine.db.command(command)).rejects.toMatchObject({ code });
  });
});

describe('honoured is', () => {
  test('the size of the first batch of indexes and collections', async () => {
    await engine.db.collection('things').createIndex({ a: 1 });
    const size = { cursor: { batchSize: 1 } };
    expect((await engine.db.command({ listIndexes: 'things', ...size })).cursor.firstBatch).toHaveLength(1);
    expect((await engine.db.command({ listCollections: 1, ...size })).cursor.firstBatch).toHaveLength(1);
    expect(await engine.db.collection('things').listIndexes({ batchSize: 1 }).toArray()).toHaveLength(2);
  });

  test('the wish to leave out what an index cannot have', async () => {
    await engine.db.command(indexed({ key: { b: 1 }, name: 'b', nothing: 1 }, { ignoreUnknownIndexOptions: true }));
    expect(await engine.db.collection('things').indexes()).toContainEqual({ v: 2, key: { b: 1 }, name: 'b' });
  });

  test('a time to live in whole seconds', async () => {
    await engine.db.collection('things').createIndex({ until: 1 });
    const index = { name: 'until_1', expireAfterSeconds: 60.5 };
    expect(Number((await engine.db.command({ collMod: 'things', index })).expireAfterSeconds_new)).toBe(60);
  });

  test('the scale of sizes', async () => {
    const { size } = await engine.db.command({ collStats: 'things' });
    expect((await engine.db.command({ collStats: 'things', scale: 10 })).size).toBe(Math.floor(size / 10));
  });

  test('the strict API, for what belongs to it', async () => {
    const answer = await engine.db.command({
      ...aggregate,
      pipeline: [{ $collStats: { count: {} } }],
      cursor: {},
      ...strict,
    });
    expect(answer.cursor.firstBatch).toMatchObject([{ count: 3 }]);
  });
});
