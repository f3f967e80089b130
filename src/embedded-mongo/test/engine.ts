import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { startEngine } from '../index.js';

export type TestDatabase = InstanceType<typeof mongoose.mongo.Db>;

/** A database of its own for one spec: in the MongoDB that TEST_MONGODB_URI names, else in an engine started for it. */
export interface TestEngine {
  readonly uri: string;
  readonly client: InstanceType<typeof mongoose.mongo.MongoClient>;
  readonly db: TestDatabase;
  close(): Promise<void>;
}

export async function openTestEngine(): Promise<TestEngine> {
  const given = process.env.TEST_MONGODB_URI;
  const { uri, stop } = given ? { uri: given, stop: async () => {} } : await startTemporary();
  const client = await new mongoose.mongo.MongoClient(uri).connect();
  const db = client.db(`spec_${randomBytes(6).toString('hex')}`);
  return {
    uri,
    client,
    db,
    async close() {
      await db.dropDatabase();
      await client.close();
      await stop();
    },
  };
}

async function startTemporary() {
  const dir = await mkdtemp(join(tmpdir(), 'engine-spec-'));
  const engine = await startEngine({ dir, host: 'inline', durability: 'commit' });
  return {
    uri: engine.uri,
    stop: async () => {
      await engine.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
