import { createWriteStream } from 'node:fs';
import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { EJSON } from 'bson';
import mongoose from 'mongoose';

type Client = InstanceType<typeof mongoose.mongo.MongoClient>;
type Collection = ReturnType<ReturnType<Client['db']>['collection']>;

export const METADATA_SUFFIX = '.metadata.json';

export interface Moved {
  collections: number;
  documents: number;
}

/**
 * Writes a database as plain BSON files in the layout of mongodump, so that mongorestore reads them. Collections are
 * read one after the other: what is written meanwhile may be in one and not in another.
 */
export async function dumpDatabase(
  uri: string,
  name: string,
  directory: string,
  onProgress: (part: number) => void = () => {},
): Promise<Moved> {
  const client = await new mongoose.mongo.MongoClient(uri).connect();
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const database = client.db(name);
    const infos = await database.listCollections({ type: 'collection' }, { nameOnly: false }).toArray();
    const kept = infos.filter((info) => !info.name.startsWith('system.'));
    const sizes = await Promise.all(kept.map((info) => database.collection(info.name).estimatedDocumentCount()));
    const expected = sizes.reduce((sum, size) => sum + size, 0);
    const moved: Moved = { collections: 0, documents: 0 };
    for (const { name: collection, options = {} } of kept) {
      await dumpCollection(database.collection(collection), options, directory, () => {
        onProgress(++moved.documents / expected);
      });
      moved.collections++;
    }
    return moved;
  } finally {
    await client.close();
  }
}

async function dumpCollection(collection: Collection, options: object, directory: string, onDocument: () => void) {
  const base = join(directory, fileName(collection.collectionName));
  const indexes = await collection.indexes();
  const metadata = { options, indexes, collectionName: collection.collectionName, type: 'collection' };
  await writeFile(`${base}${METADATA_SUFFIX}`, EJSON.stringify(metadata, { relaxed: false }), { mode: 0o600 });
  async function* bytes() {
    for await (const document of collection.find({}, { raw: true })) {
      onDocument();
      yield document;
    }
  }
  const file = `${base}.bson`;
  await pipeline(Readable.from(bytes()), createWriteStream(file, { mode: 0o600 }));
  const handle = await open(file, 'r');
  await handle.sync().finally(() => handle.close());
}

/** A name as mongodump spells it in a path. */
function fileName(name: string): string {
  return encodeURIComponent(name);
}
