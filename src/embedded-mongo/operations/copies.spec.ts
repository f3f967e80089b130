import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { compactDirectory, EngineLockedError, restoreBackup, runningEngine, startEngine } from '../index.js';

let base: string;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'copies-spec-'));
});
afterEach(() => rm(base, { recursive: true, force: true }));

async function withEngine<T>(
  dir: string,
  use: (client: InstanceType<typeof mongoose.mongo.MongoClient>) => Promise<T>,
) {
  const engine = await startEngine({ dir, host: 'inline' });
  const client = await new mongoose.mongo.MongoClient(engine.uri).connect();
  try {
    return await use(client);
  } finally {
    await client.close();
    await engine.close();
  }
}

test('a backup taken while writing holds a moment of the data, and can be put back', async () => {
  const dir = join(base, 'data');
  const backup = join(base, 'backup');
  await withEngine(dir, async (client) => {
    const things = client.db('app').collection('things');
    await things.createIndex({ n: 1 });
    await things.insertMany(Array.from({ length: 500 }, (_, n) => ({ n })));
    const writing = Promise.all(Array.from({ length: 50 }, (_, i) => things.insertOne({ n: 1000 + i })));
    await client.db('admin').command({ backup: 1, to: backup });
    await writing;
    await things.deleteMany({});
  });
  await restoreBackup(backup, dir);
  await withEngine(dir, async (client) => {
    const things = client.db('app').collection('things');
    expect(await things.countDocuments({ n: { $lt: 500 } })).toBe(500);
    expect(await client.db('app').command({ validate: 'things' })).toMatchObject({ valid: true });
  });
});

test('compaction gives back the space of what was deleted', async () => {
  const dir = join(base, 'data');
  await withEngine(dir, async (client) => {
    const things = client.db('app').collection('things');
    await things.insertMany(Array.from({ length: 2000 }, (_, n) => ({ _id: n as never, text: 'x'.repeat(1000) })));
    await things.deleteMany({ _id: { $gt: 10 as never } });
  });
  const { before, after } = await compactDirectory(dir);
  expect(after).toBeLessThan(before / 2);
  expect((await stat(join(dir, 'data.mdb'))).size).toBe(after);
  await withEngine(dir, async (client) => {
    expect(await client.db('app').collection('things').countDocuments()).toBe(11);
  });
});

test('a directory has one engine, which others can find', async () => {
  const dir = join(base, 'data');
  expect(await runningEngine(dir)).toBeUndefined();
  const engine = await startEngine({ dir, host: 'inline' });
  expect(await runningEngine(dir)).toBe(engine.uri);
  await expect(startEngine({ dir, host: 'inline' })).rejects.toThrow(EngineLockedError);
  await expect(compactDirectory(dir)).rejects.toThrow(EngineLockedError);
  await engine.close();
  expect(await runningEngine(dir)).toBeUndefined();
});

test('a directory whose path is too long for a socket is served elsewhere', async () => {
  const dir = join(base, 'x'.repeat(90));
  await withEngine(dir, async (client) => {
    await client.db('app').collection('things').insertOne({});
    expect(await client.db('app').collection('things').countDocuments()).toBe(1);
  });
});

test('a port of the loopback address serves as well', async () => {
  const engine = await startEngine({ dir: join(base, 'data'), host: 'inline', port: 0 });
  expect(engine.uri).toMatch(/^mongodb:\/\/127\.0\.0\.1:\d+\//);
  const client = await new mongoose.mongo.MongoClient(engine.uri).connect();
  expect((await client.db('admin').command({ ping: 1 })).ok).toBe(1);
  await client.close();
  await engine.close();
});
