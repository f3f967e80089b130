import mongoose from 'mongoose';

/** What is in a server, and what is wrong with it. */
export interface Check {
  collections: number;
  documents: number;
  /** A line for each collection that is not in order. */
  readonly errors: string[];
}

/** Compares every index of every collection with every document. Writing goes on meanwhile. */
export async function checkDatabases(uri: string, onProgress: (part: number) => void = () => {}): Promise<Check> {
  const client = await new mongoose.mongo.MongoClient(uri, { serverSelectionTimeoutMS: 5000 }).connect();
  try {
    const result: Check = { collections: 0, documents: 0, errors: [] };
    const names = await namespaces(client);
    for (const [database, collection] of names) {
      const { nrecords, valid, errors } = await client.db(database).command({ validate: collection });
      result.collections++;
      result.documents += nrecords;
      if (!valid) result.errors.push(`${database}.${collection}: ${errors.join('; ')}`);
      onProgress(result.collections / names.length);
    }
    return result;
  } finally {
    await client.close();
  }
}

async function namespaces(client: InstanceType<typeof mongoose.mongo.MongoClient>): Promise<[string, string][]> {
  const { databases } = await client.db('admin').admin().listDatabases({ nameOnly: true });
  const lists = databases.map(async ({ name }) => {
    const collections = await client.db(name).listCollections({ type: 'collection' }, { nameOnly: true }).toArray();
    return collections.map((collection): [string, string] => [name, collection.name]);
  });
  return (await Promise.all(lists)).flat();
}
