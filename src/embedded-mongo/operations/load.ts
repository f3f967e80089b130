import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Double as BsonDouble, EJSON, Int32, Long } from 'bson';
import mongoose from 'mongoose';
import { decode } from '../bson/codec.js';
import { DbPointer, Doc, Double, FarDate, isInt32, Undefined, type Value } from '../bson/values.js';
import { METADATA_SUFFIX } from './dump.js';

type Client = InstanceType<typeof mongoose.mongo.MongoClient>;
type Database = ReturnType<Client['db']>;

const BATCH_BYTES = 4 * 1024 * 1024;
const BATCH_DOCUMENTS = 1000;
const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024 + 16 * 1024;

/** A collection is only filled where it is empty: a load never mixes with what is there. */
export class CollectionNotEmptyError extends Error {
  override name = 'CollectionNotEmptyError';
}

/** Reads a directory that `dumpDatabases` or mongodump has written into a server. Gives the number of documents. */
export async function loadDatabases(uri: string, directory: string): Promise<number> {
  const client = await new mongoose.mongo.MongoClient(uri).connect();
  try {
    let documents = 0;
    for (const entry of await readdir(directory, { withFileTypes: true })) {
      if (entry.isDirectory()) {
        const database = client.db(decodeURIComponent(entry.name));
        documents += await loadDatabase(database, join(directory, entry.name));
      }
    }
    return documents;
  } finally {
    await client.close();
  }
}

async function loadDatabase(database: Database, directory: string): Promise<number> {
  let documents = 0;
  for (const file of (await readdir(directory)).sort()) {
    if (file.endsWith(METADATA_SUFFIX)) {
      documents += await loadCollection(database, join(directory, file.slice(0, -METADATA_SUFFIX.length)));
    }
  }
  return documents;
}

async function loadCollection(database: Database, base: string): Promise<number> {
  const { collectionName, indexes } = parseMetadata(await readFile(`${base}${METADATA_SUFFIX}`, 'utf8'));
  const collection = database.collection(collectionName);
  if ((await collection.findOne()) !== null) {
    throw new CollectionNotEmptyError(`${database.databaseName}.${collectionName} has documents already`);
  }
  let documents = 0;
  for await (const batch of batchesOf(`${base}.bson`)) {
    await database.command({ insert: collectionName, documents: batch.map((bytes) => forDriver(decode(bytes))) });
    documents += batch.length;
  }
  const further = indexes.filter(({ name }) => name !== '_id_');
  if (further.length > 0) await database.command({ createIndexes: collectionName, indexes: further });
  else if (documents === 0 && !(await exists(database, collectionName)))
    await database.createCollection(collectionName);
  return documents;
}

async function exists(database: Database, name: string): Promise<boolean> {
  return (await database.listCollections({ name }).toArray()).length > 0;
}

function parseMetadata(text: string): { collectionName: string; indexes: { name: string }[] } {
  const { collectionName, indexes } = EJSON.parse(text, { relaxed: true });
  if (typeof collectionName !== 'string' || !Array.isArray(indexes))
    throw new Error('Not the metadata of a collection');
  return { collectionName, indexes: indexes.map(({ ns: _ns, ...index }) => index) };
}

/** Cuts a file of BSON documents, one behind the other, into inserts of a bearable size. */
async function* batchesOf(path: string): AsyncGenerator<Buffer[]> {
  let pending = Buffer.alloc(0);
  let batch: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    for (;;) {
      const size = pending.length >= 4 ? pending.readInt32LE(0) : 0;
      if (pending.length >= 4 && (size < 5 || size > MAX_DOCUMENT_BYTES))
        throw new Error(`${path} is not a file of BSON`);
      if (size === 0 || pending.length < size) break;
      batch.push(pending.subarray(0, size));
      bytes += size;
      pending = pending.subarray(size);
      if (bytes >= BATCH_BYTES || batch.length >= BATCH_DOCUMENTS) {
        yield batch;
        batch = [];
        bytes = 0;
      }
    }
  }
  if (pending.length > 0) throw new Error(`${path} ends in the middle of a document`);
  if (batch.length > 0) yield batch;
}

/** A value as the driver must get it so that the same bytes come out. */
function forDriver(value: Value): unknown {
  if (typeof value === 'number') return isInt32(value) ? new Int32(value) : new BsonDouble(value);
  if (typeof value === 'bigint') return Long.fromBigInt(value);
  if (value instanceof Double) return new BsonDouble(value.value);
  if (Array.isArray(value)) return value.map(forDriver);
  if (value instanceof Doc) return new Map([...value].map(([name, field]) => [name, forDriver(field)]));
  if (value instanceof FarDate || value instanceof DbPointer || value instanceof Undefined) {
    throw new Error(`A value of type ${value.constructor.name} cannot be sent through the driver`);
  }
  return value;
}
