import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Decimal128, Double, Int32, Long, Timestamp } from 'bson';
import mongoose from 'mongoose';
import { CollectionNotEmptyError, dumpDatabases, loadDatabases, startEngine } from '../index.js';

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
  await source.db('app').createCollection('empty');

  expect(await dumpDatabases(from.uri, join(base, 'dump'))).toBe(2501);
  expect(await loadDatabases(to.uri, join(base, 'dump'))).toBe(2501);
  await dumpDatabases(to.uri, join(base, 'again'));
  for (const file of [encodeURIComponent(name), 'many', 'empty']) {
    const [one, two] = await Promise.all(
      ['dump', 'again'].map((dir) => readFile(join(base, dir, 'app', `${file}.bson`))),
    );
    expect(one?.equals(two ?? Buffer.alloc(1))).toBe(true);
  }
  expect(await target.db('app').collection(name).indexes()).toEqual(await source.db('app').collection(name).indexes());
  await expect(loadDatabases(to.uri, join(base, 'dump'))).rejects.toThrow(CollectionNotEmptyError);

  await source.close();
  await target.close();
  await from.close();
  await to.close();
});
