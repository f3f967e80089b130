import { mkdir, mkdtemp, open, readdir, readFile, rm, stat, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { EngineLockedError, runningEngine, startEngine } from '../index.js';
import { Store } from '../storage/store.js';
import { checkDatabases, compactDirectory, DamagedBackupError, DirectoryFilledError, restoreBackup } from './index.js';

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
    const told = await client.db('admin').command({ backup: 1, to: backup });
    const { takenAt, bytes, sha256 } = JSON.parse(await readFile(join(backup, 'backup.json'), 'utf8'));
    expect(told).toMatchObject({ takenAt, bytes, sha256, to: backup });
    expect((await stat(join(backup, 'data.mdb'))).size).toBe(bytes);
    await writing;
    await things.deleteMany({});
  });
  await restoreBackup(backup, dir, { aside: join(base, 'aside') });
  await withEngine(dir, async (client) => {
    const things = client.db('app').collection('things');
    expect(await things.countDocuments({ n: { $lt: 500 } })).toBe(500);
    expect(await client.db('app').command({ validate: 'things' })).toMatchObject({ valid: true });
  });
});

describe('a restore', () => {
  const dir = () => join(base, 'data');
  const backup = () => join(base, 'backup');
  const count = (directory: string) =>
    withEngine(directory, (client) => client.db('app').collection('things').countDocuments());

  beforeEach(async () => {
    await withEngine(dir(), async (client) => {
      const things = client.db('app').collection('things');
      await things.insertMany(Array.from({ length: 300 }, (_, n) => ({ n, text: 'x'.repeat(500) })));
      await client.db('admin').command({ backup: 1, to: backup() });
      await things.insertOne({ n: 300 });
    });
  });

  test('refuses a directory that has a database, unless it is told where to keep it', async () => {
    await expect(restoreBackup(backup(), dir())).rejects.toThrow(DirectoryFilledError);
    const aside = join(base, 'kept', 'aside');
    await restoreBackup(backup(), dir(), { aside });
    expect(await count(dir())).toBe(300);
    expect(await count(aside)).toBe(301);
  });

  test('refuses while an engine has the directory', async () => {
    await withEngine(dir(), async () => {
      await expect(restoreBackup(backup(), dir(), { aside: join(base, 'aside') })).rejects.toThrow(EngineLockedError);
    });
  });

  test('refuses a copy in which a letter has changed, or that has become shorter, or that was never whole', async () => {
    const file = join(backup(), 'data.mdb');
    const { size } = await stat(file);
    const elsewhere = join(base, 'elsewhere');
    const handle = await open(file, 'r+');
    await handle.write(Buffer.from('y'), 0, 1, size - 2000);
    await handle.close();
    await expect(restoreBackup(backup(), elsewhere)).rejects.toThrow(DamagedBackupError);
    await truncate(file, size - 4096);
    await expect(restoreBackup(backup(), elsewhere)).rejects.toThrow(DamagedBackupError);
    await mkdir(join(base, 'half'));
    await expect(restoreBackup(join(base, 'half'), elsewhere)).rejects.toThrow(DamagedBackupError);
    expect(await readdir(elsewhere)).toEqual([]);
  });

  test('lets the copy be looked at first, and leaves all as it was when that fails', async () => {
    const check = () => Promise.reject(new Error('not this one'));
    await expect(restoreBackup(backup(), dir(), { aside: join(base, 'aside'), check })).rejects.toThrow('not this one');
    expect(await count(dir())).toBe(301);
  });
});

test('a check counts what is there, and names a collection whose index does not agree', async () => {
  const dir = join(base, 'data');
  const engine = await startEngine({ dir, host: 'inline' });
  const client = await new mongoose.mongo.MongoClient(engine.uri).connect();
  await client
    .db('app')
    .collection('things')
    .insertMany([{ n: 1 }, { n: 2 }]);
  await client.db('other').collection('more').insertOne({});
  expect(await checkDatabases(engine.uri)).toEqual({ collections: 2, documents: 3, errors: [] });
  await client.close();
  await engine.close();

  const store = new Store(dir);
  store.writeNow(() => {
    const [entry] = store.indexes.scan({ start: Buffer.alloc(4), end: Buffer.alloc(4, 0xff) });
    store.indexes.remove(entry?.key ?? Buffer.alloc(0));
  });
  await store.close();
  const again = await startEngine({ dir, host: 'inline' });
  expect((await checkDatabases(again.uri)).errors).toEqual([expect.stringMatching(/^app\.things: .*_id_/)]);
  await again.close();
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
