import mongoose from 'mongoose';
import { openTestEngine, type TestEngine } from '../test/engine.js';

/** What the specifications of the drivers ask of a server, beyond single commands. */
let engine: TestEngine;
beforeAll(async () => {
  engine = await openTestEngine();
});
afterAll(() => engine.close());

interface Thing {
  _id: number;
  x?: number;
  y?: number;
  z?: number;
  text?: string;
}

let number = 0;
const three = async () => {
  const things = engine.db.collection<Thing>(`driver${number++}`);
  await things.insertMany([
    { _id: 1, x: 11 },
    { _id: 2, x: 22 },
    { _id: 3, x: 33 },
  ]);
  return things;
};
const { MongoBulkWriteError } = mongoose.mongo;

async function failureOf(work: Promise<unknown>): Promise<InstanceType<typeof MongoBulkWriteError>> {
  const failure: unknown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (failure instanceof MongoBulkWriteError) return failure;
  throw new Error('no bulk write error');
}

describe('bulk writes', () => {
  const inserts = [4, 1, 5].map((_id) => ({ insertOne: { document: { _id } } }));

  test('in order end at the first error, and say what was done before', async () => {
    const things = await three();
    const failure = await failureOf(things.bulkWrite(inserts));
    expect(failure).toMatchObject({ code: 11000, insertedCount: 1 });
    expect(await things.distinct('_id')).toEqual([1, 2, 3, 4]);
  });

  test('without order go on after an error', async () => {
    const things = await three();
    const failure = await failureOf(things.bulkWrite(inserts, { ordered: false }));
    expect(failure.insertedCount).toBe(2);
    expect([failure.writeErrors].flat()).toMatchObject([{ code: 11000, index: 1 }]);
    expect(await things.distinct('_id')).toEqual([1, 2, 3, 4, 5]);
  });

  test('of all kinds tell their counts and the upserted ids', async () => {
    const things = await three();
    const result = await things.bulkWrite([
      { updateOne: { filter: { _id: 9 }, update: { $set: { y: 1 } }, upsert: true } },
      { replaceOne: { filter: { _id: 8 }, replacement: { y: 2 }, upsert: true } },
      { updateMany: { filter: { x: { $gt: 11 } }, update: { $inc: { x: 1 } } } },
      { deleteOne: { filter: { _id: 1 } } },
    ]);
    expect(result).toMatchObject({ matchedCount: 2, modifiedCount: 2, deletedCount: 1, upsertedIds: { 0: 9, 1: 8 } });
  });

  test('that nobody waits for are done', async () => {
    const things = await three();
    await things.insertOne({ _id: 7 }, { writeConcern: { w: 0 } });
    for (let tries = 0; tries < 100 && (await things.countDocuments({ _id: 7 })) === 0; tries++);
    expect(await things.countDocuments({ _id: 7 })).toBe(1);
  });
});

test('a cursor whose limit is reached is closed with its last batch', async () => {
  const find = { find: (await three()).collectionName, limit: 2 };
  const { cursor } = await engine.db.command({ ...find, batchSize: 2 });
  expect([cursor.id.toString(), cursor.firstBatch.length]).toEqual(['0', 2]);
  const first = await engine.db.command({ ...find, batchSize: 1 });
  const more = await engine.db.command({ getMore: first.cursor.id, collection: find.find, batchSize: 1 });
  expect([more.cursor.id.toString(), more.cursor.nextBatch.length]).toEqual(['0', 1]);
});

describe('findAndModify', () => {
  test('tells what it did, and gives the document before or after', async () => {
    const things = await three();
    const options = { projection: { _id: 0 }, sort: { x: -1 } } as const;
    expect(await things.findOneAndUpdate({}, { $inc: { x: 1 } }, options)).toEqual({ x: 33 });
    const after = { ...options, returnDocument: 'after' } as const;
    expect(await things.findOneAndReplace({ x: 11 }, { y: 1 }, after)).toEqual({ y: 1 });
    expect(await things.findOneAndDelete({ x: 22 }, options)).toEqual({ x: 22 });
    const upsert = { upsert: true, includeResultMetadata: true } as const;
    expect(await things.findOneAndUpdate({ x: 7 }, { $set: { y: 1 }, $setOnInsert: { z: 1 } }, upsert)).toMatchObject({
      value: null,
      lastErrorObject: { n: 1, updatedExisting: false, upserted: expect.anything() },
    });
  });

  test('names itself in the errors of its execution', async () => {
    const things = await three();
    await things.createIndex({ x: 1 }, { unique: true });
    await expect(things.findOneAndUpdate({ _id: 1 }, { $set: { x: 22 } })).rejects.toMatchObject({
      code: 11000,
      keyValue: { x: 22 },
      message: expect.stringMatching(/^Plan executor error during findAndModify :: caused by :: E11000/),
    });
  });
});

describe('variables of let', () => {
  const filter = { $expr: { $eq: ['$_id', '$$id'] } };
  const options = { let: { id: 2, text: 'foo' } };

  test('are there in every command that takes them', async () => {
    const things = await three();
    expect(await things.find(filter, options).toArray()).toEqual([{ _id: 2, x: 22 }]);
    await things.updateOne(filter, [{ $set: { text: '$$text' } }], options);
    expect(await things.findOne({ _id: 2 })).toEqual({ _id: 2, x: 22, text: 'foo' });
    expect(await things.aggregate([{ $match: filter }, { $project: { t: '$$text' } }], options).toArray()).toEqual([
      { _id: 2, t: 'foo' },
    ]);
    expect(await things.findOneAndDelete(filter, options)).toMatchObject({ _id: 2 });
    expect(await things.deleteOne(filter, options)).toMatchObject({ deletedCount: 0 });
  });

  test('of $merge are taken from the incoming document, and $$new stays', async () => {
    const things = await three();
    const target = engine.db.collection<{ _id: number; x: number }>(`${things.collectionName}_merged`);
    await target.insertOne({ _id: 2, x: 1 });
    const whenMatched = [{ $set: { x: { $add: ['$x', '$$given', '$$new.x'] } } }];
    const into = target.collectionName;
    await things.aggregate([{ $merge: { into, let: { given: '$x' }, whenMatched } }]).toArray();
    expect(await target.findOne({ _id: 2 })).toEqual({ _id: 2, x: 45 });
    const wrong = [{ $merge: { into, let: { given: '$x' }, whenMatched: 'replace' } }];
    await expect(things.aggregate(wrong).toArray()).rejects.toMatchObject({ code: 51199 });
  });
});

test('$merge that is to fail fails as an insert of the twin does', async () => {
  const things = await three();
  const into = { into: things.collectionName, whenMatched: 'fail' };
  await expect(things.aggregate([{ $match: { _id: 2 } }, { $merge: into }]).toArray()).rejects.toMatchObject({
    code: 11000,
    keyPattern: { _id: 1 },
    keyValue: { _id: 2 },
  });
});

test('null is an _id that an upsert takes over', async () => {
  const things = engine.db.collection<{ _id: number | null; a?: number }>(`driver${number++}`);
  expect(await things.updateOne({ _id: null }, { $set: { a: 1 } }, { upsert: true })).toMatchObject({
    upsertedCount: 1,
  });
  await things.updateMany({ _id: null }, { $inc: { a: 1 } }, { upsert: true });
  expect(await things.find().toArray()).toEqual([{ _id: null, a: 2 }]);
});

describe('an expression that cannot be evaluated', () => {
  const divide = (by: unknown) => [{ $project: { a: { $divide: [1, by] } } }];

  test.each([
    ['at all', divide(0), /^Failed to optimize pipeline :: caused by :: /],
    ['for a document', divide({ $subtract: ['$x', '$x'] }), /error during aggregat|Executor error/],
  ])('%s says so', async (_when, pipeline, message) => {
    const things = await three();
    const failure = { code: 2, message: expect.stringMatching(message) };
    await expect(things.aggregate(pipeline).toArray()).rejects.toMatchObject(failure);
  });
});

describe('pipelines of a database', () => {
  test('start from what they are given, from what is running, or from sessions', async () => {
    const admin = engine.client.db('admin');
    expect(await engine.db.aggregate([{ $documents: [{ a: 1 }] }, { $set: { b: 2 } }]).toArray()).toEqual([
      { a: 1, b: 2 },
    ]);
    const mine = [{ $currentOp: {} }, { $match: { 'command.comment': 'me' } }, { $project: { op: 1 } }];
    expect(await admin.aggregate(mine, { comment: 'me' }).toArray()).toEqual([{ op: 'command' }]);
    const sessions = [{ $listLocalSessions: {} }, { $limit: 1 }, { $project: { _id: 0, known: 'yes' } }];
    expect(await admin.aggregate(sessions).toArray()).toHaveLength(1);
  });

  test('need a stage that can start them', async () => {
    await expect(engine.db.aggregate([{ $match: {} }]).toArray()).rejects.toMatchObject({ code: 73 });
    await expect(engine.db.aggregate([{ $currentOp: {} }]).toArray()).rejects.toMatchObject({ code: 73 });
    const things = await three();
    await expect(things.aggregate([{ $documents: [] }]).toArray()).rejects.toMatchObject({ code: 73 });
  });
});

describe('sessions', () => {
  test('may be used for anything', async () => {
    const things = await three();
    await engine.client.withSession(async (session) => {
      await things.insertOne({ _id: 4 }, { session });
      expect(await things.find({}, { session, batchSize: 2 }).toArray()).toHaveLength(4);
    });
  });

  const standalone = process.env.TEST_MONGODB_URI ? test.skip : test;
  standalone('have no transactions, with the error that drivers look for', async () => {
    const things = await three();
    const lsid = { id: new mongoose.mongo.UUID() };
    const begin = { txnNumber: mongoose.mongo.Long.fromNumber(1), autocommit: false, startTransaction: true };
    const insert = { insert: things.collectionName, documents: [{ _id: 9 }], lsid, ...begin };
    await expect(engine.db.command(insert)).rejects.toMatchObject({
      code: 20,
      message: expect.stringMatching(/^Transaction numbers/),
    });
    expect(await things.countDocuments({ _id: 9 })).toBe(0);
    const commit = engine.client.db('admin').command({ commitTransaction: 1 });
    await expect(commit).rejects.toMatchObject({ code: 20 });
    const stream = things.watch();
    await expect(stream.next()).rejects.toMatchObject({ code: 40573 });
  });
});

test('GridFS keeps files and gives parts of them', async () => {
  const bucket = new mongoose.mongo.GridFSBucket(engine.db, { chunkSizeBytes: 1000 });
  const content = Buffer.from(Array.from({ length: 3500 }, (_, i) => i % 251));
  const upload = bucket.openUploadStream('file', { metadata: { a: 1 } });
  upload.end(content);
  await new Promise((resolve, reject) => upload.once('finish', resolve).once('error', reject));
  const parts: Buffer[] = [];
  for await (const part of bucket.openDownloadStream(upload.id, { start: 900, end: 2100 })) parts.push(part);
  expect(Buffer.concat(parts)).toEqual(content.subarray(900, 2100));
  await bucket.rename(upload.id, 'renamed');
  expect(await bucket.find({ filename: 'renamed' }).toArray()).toMatchObject([{ length: 3500, metadata: { a: 1 } }]);
  await bucket.delete(upload.id);
  expect(await engine.db.collection('fs.chunks').countDocuments()).toBe(0);
});
