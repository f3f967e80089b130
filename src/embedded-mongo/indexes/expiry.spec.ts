import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode } from '../bson/codec.js';
import { doc } from '../bson/values.js';
import { Engine } from '../engine.js';
import { storedForm } from '../writes/stored-form.js';
import { removeExpired } from './expiry.js';
import { parseIndexSpec } from './index-spec.js';

let directory: string;
let engine: Engine;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'expiry-spec-'));
  engine = new Engine(directory, { durability: 'commit' });
});
afterEach(async () => {
  await engine.close();
  await rm(directory, { recursive: true, force: true });
});

test('documents go when their time is over, and the others stay', async () => {
  const now = new Date('2030-01-01T00:00:00Z');
  const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
  const collection = await engine.store.write(() => {
    const made = engine.catalog.create('db', 'tokens');
    engine.catalog.addIndex(made, parseIndexSpec(doc({ key: doc({ at: 1 }), name: 'at_1', expireAfterSeconds: 600 })));
    const values = [minutesAgo(11), minutesAgo(9), 'not a date', [minutesAgo(5), minutesAgo(20)], null];
    values.forEach((at, i) => {
      made.insert(storedForm(encode(doc({ _id: i, at }))));
    });
    return made;
  });
  expect(await removeExpired(engine, now)).toBe(2);
  expect(collection.stats.count).toBe(3);
  expect(await removeExpired(engine, now)).toBe(0);
  expect(await removeExpired(engine, new Date(now.getTime() + 120_000))).toBe(1);
});
