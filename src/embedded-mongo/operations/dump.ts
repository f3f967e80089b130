import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { EJSON } from 'bson';
import mongoose from 'mongoose';

type Client = InstanceType<typeof mongoose.mongo.MongoClient>;
type Collection = ReturnType<ReturnType<Client['db']>['collection']>;

export const METADATA_SUFFIX = '.metadata.json';
const OWN_DATABASES = new Set(['admin', 'config', 'local']);

/**
 * Writes all databases of a server, or one, as plain BSON files in the layout of mongodump, so that mongorestore
 * reads them. Collections are read one after the other: what is written meanwhile may be in one and not in another.
 */
export async function dumpDatabases(uri: string, directory: string, database?: string): Promise<number> {
  const client = await new mongoose.mongo.MongoClient(uri).connect();
  try {
    const names = database === undefined ? await databaseNames(client) : [database];
    let documents = 0;
    for (const name of names) documents += await dumpDatabase(client, name, join(directory, fileName(name)));
    return documents;
  } finally {
    await client.close();
  }
}

async function databaseNames(client: Client): Promise<string[]> {
  const { databases } = await client.db('admin').admin().listDatabases({ nameOnly: true });
  return databases.map(({ name }) => name).filter((name) => !OWN_DATABASES.has(name));
}

async function dumpDatabase(client: Client, name: string, directory: string): Promise<number> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  let documents = 0;
  for (const { name: collection } of await client.db(name).listCollections({ type: 'collection' }).toArray()) {
    documents += await dumpCollection(client.db(name).collection(collection), directory);
  }
  return documents;
}

async function dumpCollection(collection: Collection, directory: string): Promise<number> {
  const base = join(directory, fileName(collection.collectionName));
  const indexes = await collection.indexes();
  const metadata = { options: {}, indexes, collectionName: collection.collectionName, type: 'collection' };
  await writeFile(`${base}${METADATA_SUFFIX}`, EJSON.stringify(metadata, { relaxed: false }), { mode: 0o600 });
  let documents = 0;
  async function* bytes() {
    for await (const document of collection.find({}, { raw: true })) {
      documents++;
      yield document;
    }
  }
  await pipeline(Readable.from(bytes()), createWriteStream(`${base}.bson`, { mode: 0o600 }));
  return documents;
}

/** A name as mongodump spells it in a path. */
function fileName(name: string): string {
  return encodeURIComponent(name);
}
