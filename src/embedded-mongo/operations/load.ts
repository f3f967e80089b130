import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Double as BsonDouble, EJSON, Int32, Long } from 'bson';
import mongoose from 'mongoose';
import { decode } from '../bson/codec.js';
import { DbPointer, Doc, Double, FarDate, isInt32, Undefined, type Value } from '../bson/values.js';
import { batchesOf, checkBsonFile } from './bson-file.js';
import { METADATA_SUFFIX, type Moved } from './dump.js';

type Client = InstanceType<typeof mongoose.mongo.MongoClient>;
type Database = ReturnType<Client['db']>;

export interface LoadOptions {
  /** Collections that are in the dump are emptied first. Otherwise nothing is loaded where one has documents. */
  readonly drop?: boolean;
  readonly onProgress?: (step: 'reading' | 'writing', part: number) => void;
}

/** A collection is only filled where it is empty: a load never mixes with what is there. */
export class CollectionNotEmptyError extends Error {
  override name = 'CollectionNotEmptyError';
}

interface Dumped {
  readonly collectionName: string;
  readonly options: Record<string, unknown>;
  readonly indexes: { name: string; clustered?: boolean }[];
  readonly file: string;
}

/**
 * Reads the directory of one database that `dumpDatabase` or mongodump has written into a database of a server.
 * All files are looked through before the first document is written.
 */
export async function loadDatabase(
  uri: string,
  name: string,
  directory: string,
  { drop = false, onProgress = () => {} }: LoadOptions = {},
): Promise<Moved> {
  const dumped = await dumpedIn(directory);
  let total = 0;
  for (const [at, { file }] of dumped.entries()) {
    total += await checkBsonFile(file);
    onProgress('reading', (at + 1) / dumped.length);
  }
  const client = await new mongoose.mongo.MongoClient(uri).connect();
  try {
    const database = client.db(name);
    for (const { collectionName } of dumped) await makeRoom(database, collectionName, drop);
    const moved: Moved = { collections: 0, documents: 0 };
    for (const one of dumped) {
      await loadCollection(database, one, (count) => {
        moved.documents += count;
        onProgress('writing', moved.documents / total);
      });
      moved.collections++;
    }
    return moved;
  } finally {
    await client.close();
  }
}

async function dumpedIn(directory: string): Promise<Dumped[]> {
  const files = (await readdir(directory)).sort();
  const packed = files.find((file) => file.endsWith('.gz'));
  if (packed) throw new Error(`${join(directory, packed)} is compressed: dump without --gzip`);
  const bases = files
    .filter((file) => file.endsWith(METADATA_SUFFIX))
    .map((file) => file.slice(0, -METADATA_SUFFIX.length));
  const bare = files.find((file) => file.endsWith('.bson') && !bases.includes(file.slice(0, -'.bson'.length)));
  if (bare) throw new Error(`${join(directory, bare)} has no ${METADATA_SUFFIX} beside it`);
  if (bases.length === 0) throw new Error(`${directory} holds no dump: there is no file ${METADATA_SUFFIX}`);
  // What a server keeps about itself is not data.
  const data = bases.filter((base) => !base.startsWith('system.'));
  return Promise.all(data.map((base) => readMetadata(join(directory, base))));
}

async function readMetadata(base: string): Promise<Dumped> {
  const path = `${base}${METADATA_SUFFIX}`;
  const { collectionName, indexes, options = {} } = parsed(path, await readFile(path, 'utf8'));
  if (typeof collectionName !== 'string' || !Array.isArray(indexes))
    throw new Error(`${path} is not the metadata of a collection`);
  return { collectionName, options, indexes: indexes.map(({ ns: _ns, ...index }) => index), file: `${base}.bson` };
}

function parsed(path: string, text: string) {
  try {
    return EJSON.parse(text, { relaxed: true });
  } catch {
    throw new Error(`${path} is damaged`);
  }
}

async function makeRoom(database: Database, name: string, drop: boolean): Promise<void> {
  const collection = database.collection(name);
  if (drop) await collection.drop();
  else if ((await collection.findOne()) !== null)
    throw new CollectionNotEmptyError(`${database.databaseName}.${name} has documents already`);
}

async function loadCollection(
  database: Database,
  { collectionName, options, indexes, file }: Dumped,
  onBatch: (count: number) => void,
): Promise<void> {
  if (!(await exists(database, collectionName))) await database.command({ create: collectionName, ...options });
  for await (const batch of batchesOf(file)) {
    const documents = batch.map((bytes) => forDriver(decode(bytes)));
    const { writeErrors } = await database.command({ insert: collectionName, documents });
    if (writeErrors?.length > 0) throw new Error(`${file}: ${writeErrors[0].errmsg}`);
    onBatch(batch.length);
  }
  const further = indexes.filter(({ name, clustered }) => name !== '_id_' && !clustered);
  if (further.length > 0) await database.command({ createIndexes: collectionName, indexes: further });
}

async function exists(database: Database, name: string): Promise<boolean> {
  return (await database.listCollections({ name }).toArray()).length > 0;
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
