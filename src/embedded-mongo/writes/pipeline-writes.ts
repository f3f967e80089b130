import { encode } from '../bson/codec.js';
import { RawDoc } from '../bson/raw-doc.js';
import { Doc } from '../bson/values.js';
import type { Engine } from '../engine.js';
import { MongoError } from '../errors.js';
import type { Batches, Environment, PipelineWriter } from '../language/index.js';
import { TICK } from '../planner/run.js';
import { compileQuery, findStored } from '../query/find-query.js';
import { storedForm } from './stored-form.js';

interface Target {
  database: string;
  collection: string;
}

/** Where `$out` and `$merge` write to. */
export class PipelineWrites implements PipelineWriter {
  constructor(
    private readonly engine: Engine,
    private readonly environment: Environment,
  ) {}

  /** Fills a new collection and puts it in the place of the old one, whose indexes it takes over. */
  async replaceCollection({ database, collection: name }: Target, documents: Batches): Promise<void> {
    const { store, catalog } = this.engine;
    const temporary = `tmp.agg_out.${catalog.newName()}`;
    await store.write(() => {
      this.engine.requireWritable(database, name);
      const old = catalog.get(database, name);
      const filled = catalog.create(database, temporary, old?.clusteredIndex?.spec);
      for (const { isId, spec } of old?.indexes ?? []) if (!isId) catalog.addIndex(filled, spec);
    });
    try {
      for await (const batch of documents) await this.insertAll(database, temporary, batch);
    } catch (error) {
      await store.write(() => catalog.drop(this.require(database, temporary)));
      throw error;
    }
    await store.write(() => {
      const old = catalog.get(database, name);
      if (old) catalog.drop(old);
      catalog.rename(this.require(database, temporary), database, name);
    });
  }

  async hasUniqueIndex({ database, collection: name }: Target, fields: readonly string[]): Promise<boolean> {
    if (fields.length === 1 && fields[0] === '_id') return true;
    const wanted = [...fields].sort().join('\n');
    const indexes = this.engine.catalog.get(database, name)?.indexes ?? [];
    return indexes.some(
      (index) =>
        index.unique &&
        !index.partial &&
        index.fields
          .map(({ path }) => path)
          .sort()
          .join('\n') === wanted,
    );
  }

  async findOne({ database, collection: name }: Target, filter: Doc): Promise<Doc | undefined> {
    const collection = this.engine.catalog.get(database, name);
    if (!collection) return undefined;
    const query = compileQuery(collection, { filter, limit: 1 }, this.environment);
    for (const found of findStored(collection, query)) if (found !== TICK) return new RawDoc(found.bytes).decode();
    return undefined;
  }

  async insert({ database, collection }: Target, document: Doc): Promise<void> {
    await this.insertAll(database, collection, [document]);
  }

  async replace({ database, collection: name }: Target, document: Doc): Promise<void> {
    await this.engine.store.write(() => {
      const collection = this.require(database, name);
      const id = document.get('_id') ?? null;
      const query = compileQuery(
        collection,
        { filter: new Doc([['_id', new Doc([['$eq', id]])]]), limit: 1 },
        this.environment,
      );
      for (const found of [...findStored(collection, query)]) {
        if (found !== TICK) collection.replace(found.recordId, found.bytes, storedForm(encode(document)));
      }
    });
  }

  private insertAll(database: string, name: string, documents: readonly Doc[]): Promise<void> {
    const stored = documents.map((document) => storedForm(encode(document)));
    return this.engine.store.write(() => {
      const collection = this.engine.collectionToWrite(database, name);
      for (const bytes of stored) collection.insert(bytes);
    });
  }

  private require(database: string, name: string) {
    const collection = this.engine.catalog.get(database, name);
    if (!collection) throw new MongoError('NamespaceNotFound', `Collection ${database}.${name} was dropped meanwhile`);
    return collection;
  }
}
