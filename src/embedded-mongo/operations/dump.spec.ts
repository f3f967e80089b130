import { appendFile, cp, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Decimal128, Double, Int32, Long, Timestamp } from 'bson';
import mongoose from 'mongoose';
import { startEngine } from '../index.js';
import { CollectionNotEmptyError, dumpDatabase, loadDatabase } from './index.js';

let base: string;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'dump-spec-'));
});
afterEach(() => rm(base, { recursive: true, force: true }));

test('a dump that is loaded elsewhere gives the same bytes and indexes', async () => {
  const from = await startEngine({ dir: join(base, 'from'), host: 'inline', durability: 'commit' });
  const to = await startEngine({ dir: join(base, 'to'), host: 'inline', durability: 'commit' });
  const source = await new mongoose.mongo.MongoClient(from.uri).connect();
  const target = await new mongoose.mongo.MongoClient(to.uri).connect();
  const values = {
    int: new Int32(1),
    double: new Double(1),
    long: Long.fromNumber(1),
    decimal: Decimal128.fromString('1.0'),
    stamp: new Timestamp({ t: 1, i: 2 }),
    nested: new Map<string, unknown>([
      ['10', 'first'],
      ['2', ['second', null]],
    ]),
    when: new Date(5),
  };
  const name = 'odd name/é';
  await source.db('app').collection(name).insertOne(values);
  await source.db('app').collection(name).createIndex({ int: 1, long: -1 }, { unique: true, sparse: true });
  await source
    .db('app')
    .collection('many')
    .insertMany(Array.from({ length: 2500 }, (_, n) => ({ n })));
  await source.db('app').createCollection('empty', { clusteredIndex: { key: { _id: 1 }, unique: true } });

  const moved = { collections: 3, documents: 2501 };
  expect(await dumpDatabase(from.uri, 'app', join(base, 'dump'))).toEqual(moved);
  expect(await loadDatabase(to.uri, 'app', join(base, 'dump'))).toEqual(moved);
  await dumpDatabase(to.uri, 'app', join(base, 'again'));
  for (const file of [encodeURIComponent(name), 'many', 'empty']) {
    const [one, two] = await Promise.all(['dump', 'again'].map((dir) => readFile(join(base, dir, `${file}.bson`))));
    expect(one?.equals(two ?? Buffer.alloc(1))).toBe(true);
  }
  for (const kept of [name, 'empty']) {
    const [loaded, dumped] = [target, source].map((client) => client.db('app').collection(kept).indexes());
    expect(await loaded).toEqual(await dumped);
  }
  await expect(loadDatabase(to.uri, 'app', join(base, 'dump'))).rejects.toThrow(CollectionNotEmptyError);
  expect(await loadDatabase(to.uri, 'app', join(base, 'dump'), { drop: true })).toEqual(moved);
  expect(await target.db('app').collection('many').countDocuments()).toBe(2500);

  await source.close();
  await target.close();
  await from.close();
  await to.close();
});

test('a damaged dump is refused before anything is written', async () => {
  const engine = await startEngine({ dir: join(base, 'data'), host: 'inline', durability: 'commit' });
  const client = await new mongoose.mongo.MongoClient(engine.uri).connect();
  const db = client.db('app');
  await db.collection('first').insertOne({ n: 1 });
  await db.collection('second').insertMany([{ text: 'one' }, { text: 'two' }]);
  const whole = join(base, 'whole');
  await dumpDatabase(engine.uri, 'app', whole);
  await db.dropDatabase();

  const damage = async (how: (dir: string) => Promise<void>) => {
    const dir = join(base, 'damaged');
    await rm(dir, { recursive: true, force: true });
    await cp(whole, dir, { recursive: true });
    await how(dir);
    const refusal = await loadDatabase(engine.uri, 'app', dir).then(
      () => 'loaded',
      (error: Error) => error.message,
    );
    expect(await db.listCollections().toArray()).toEqual([]);
    return refusal;
  };
  const size = (await readFile(join(whole, 'second.bson'))).length;
  expect(await damage((dir) => truncate(join(dir, 'second.bson'), size - 3))).toMatch(
    /second\.bson is damaged: it ends/,
  );
  expect(await damage((dir) => appendFile(join(dir, 'second.bson'), 'xxxx'))).toMatch(/second\.bson is damaged/);
  expect(
    await damage(async (dir) => {
      const bytes = await readFile(join(dir, 'second.bson'));
      bytes[bytes.length - 1] = 7;
      await writeFile(join(dir, 'second.bson'), bytes);
    }),
  ).toMatch(/second\.bson is damaged in document 2/);
  expect(await damage((dir) => writeFile(join(dir, 'second.metadata.json'), '{"indexes":['))).toMatch(
    /second\.metadata\.json is damaged/,
  );
  expect(await damage((dir) => rm(join(dir, 'second.bson')))).toMatch(/no such file.*second\.bson/);
  expect(await damage((dir) => rm(join(dir, 'second.metadata.json')))).toMatch(/second\.bson has no/);
  expect(await damage((dir) => writeFile(join(dir, 'third.bson.gz'), ''))).toMatch(/compressed/);
  await client.close();
  await engine.close();
});

test('a document that is there twice is an error, not a document less', async () => {
  const engine = await startEngine({ dir: join(base, 'data'), host: 'inline', durability: 'commit' });
  const client = await new mongoose.mongo.MongoClient(engine.uri).connect();
  await client.db('app').collection('things').insertOne({ n: 1 });
  await dumpDatabase(engine.uri, 'app', join(base, 'dump'));
  const file = join(base, 'dump', 'things.bson');
  await appendFile(file, await readFile(file));
  await expect(loadDatabase(engine.uri, 'other', join(base, 'dump'))).rejects.toThrow(/duplicate key/);
  await client.close();
  await engine.close();
});
