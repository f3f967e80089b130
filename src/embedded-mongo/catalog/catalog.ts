import { randomBytes } from 'node:crypto';
import { decode, encode } from '../bson/codec.js';
import { Binary, Doc, doc, newUuid, type Value } from '../bson/values.js';
import { MongoError } from '../errors.js';
import { Index } from '../indexes/index-definition.js';
import { afterPrefix, identPrefix } from '../storage/idents.js';
import type { Store } from '../storage/store.js';
import { Collection } from './collection.js';
import { type CollectionStats, emptyStats, readStats, statsBytes, statsKey } from './collection-stats.js';
import { Orphans } from './orphans.js';

const FORMAT = 1;
const HEADER_KEY = Buffer.from('header');
const COLLECTION = Buffer.from('c');
const ID_INDEX = doc({ v: 2, key: doc({ _id: 1 }), name: '_id_' });

/** Which collections and indexes there are. In memory, and saved with the data it describes. */
export class Catalog {
  readonly orphans: Orphans;
  private readonly byNamespace = new Map<string, Collection>();
  private readonly unsavedStats = new Set<Collection>();
  private readonly unsavedDefinitions = new Set<Collection>();
  private nextIdent = 1;
  private headerUnsaved = false;

  constructor(private readonly store: Store) {
    this.orphans = new Orphans(store);
    store.onTransaction({ beforeCommit: () => this.save(), afterAbort: () => this.load() });
    this.load();
  }

  get(database: string, name: string): Collection | undefined {
    return this.byNamespace.get(`${database}.${name}`);
  }

  *databases(): Generator<string> {
    yield* [...new Set([...this.byNamespace.values()].map((collection) => collection.database))].sort();
  }

  collectionsOf(database: string): Collection[] {
    return this.all().filter((collection) => collection.database === database);
  }

  all(): Collection[] {
    return [...this.byNamespace.values()];
  }

  create(database: string, name: string, idIndex = ID_INDEX): Collection {
    const collection = this.newCollection(database, name, this.newIdent(), newUuid(), emptyStats());
    this.byNamespace.set(collection.namespace, collection);
    this.addIndex(collection, idIndex);
    this.unsavedStats.add(collection);
    return collection;
  }

  addIndex(collection: Collection, spec: Doc): Index {
    const index = new Index(spec, this.newIdent(), [], false);
    collection.build(index);
    collection.indexes = [...collection.indexes, index];
    this.unsavedDefinitions.add(collection);
    return index;
  }

  dropIndex(collection: Collection, index: Index): void {
    collection.indexes = collection.indexes.filter((other) => other !== index);
    this.orphans.add('indexes', index.ident);
    this.unsavedDefinitions.add(collection);
  }

  /** As `collMod` does: the same entries under a changed definition. */
  redefineIndex(collection: Collection, index: Index, spec: Doc): void {
    this.exchange(collection, index, new Index(spec, index.ident, [...index.multikey], index.hasCutKeys));
  }

  /** A definition that keeps other entries: they are made anew. */
  rebuildIndex(collection: Collection, index: Index, spec: Doc): void {
    const rebuilt = new Index(spec, this.newIdent(), [], false);
    collection.build(rebuilt);
    this.orphans.add('indexes', index.ident);
    this.exchange(collection, index, rebuilt);
  }

  private exchange(collection: Collection, index: Index, by: Index): void {
    collection.indexes = collection.indexes.map((other) => (other === index ? by : other));
    this.unsavedDefinitions.add(collection);
  }

  drop(collection: Collection): void {
    this.forget(collection);
    this.orphans.add('records', collection.ident);
    for (const index of collection.indexes) this.orphans.add('indexes', index.ident);
    this.store.catalog.remove(statsKey(collection.ident));
  }

  rename(collection: Collection, database: string, name: string): void {
    this.forget(collection);
    collection.database = database;
    collection.name = name;
    this.byNamespace.set(collection.namespace, collection);
    this.unsavedDefinitions.add(collection);
  }

  private forget(collection: Collection): void {
    this.byNamespace.delete(collection.namespace);
    this.unsavedStats.delete(collection);
    this.unsavedDefinitions.delete(collection);
    this.store.catalog.remove(definitionKey(collection));
  }

  /** A name that no other collection has had. */
  newName(): string {
    return `${this.newIdent()}-${randomBytes(4).toString('hex')}`;
  }

  private newIdent(): number {
    this.headerUnsaved = true;
    return this.nextIdent++;
  }

  private newCollection(
    database: string,
    name: string,
    ident: number,
    uuid: Binary,
    stats: CollectionStats,
  ): Collection {
    return new Collection(this.store, database, name, ident, uuid, stats, (collection, what) => {
      (what === 'stats' ? this.unsavedStats : this.unsavedDefinitions).add(collection);
    });
  }

  private save(): void {
    if (this.headerUnsaved) this.put(HEADER_KEY, doc({ format: FORMAT, nextIdent: this.nextIdent }));
    for (const collection of this.unsavedDefinitions) this.put(definitionKey(collection), definitionOf(collection));
    for (const collection of this.unsavedStats)
      this.store.catalog.put(statsKey(collection.ident), statsBytes(collection.stats));
    this.headerUnsaved = false;
    this.unsavedDefinitions.clear();
    this.unsavedStats.clear();
  }

  private put(key: Buffer, value: Doc): void {
    this.store.catalog.put(key, encode(value));
  }

  private load(): void {
    this.byNamespace.clear();
    this.unsavedStats.clear();
    this.unsavedDefinitions.clear();
    this.headerUnsaved = false;
    const header = this.store.catalog.get(HEADER_KEY);
    this.nextIdent = header ? Number(readHeader(decode(header))) : 1;
    for (const { value } of this.store.catalog.scan({ start: COLLECTION, end: afterPrefix(COLLECTION) })) {
      const collection = this.fromDefinition(decode(value));
      this.byNamespace.set(collection.namespace, collection);
    }
  }

  private fromDefinition(definition: Doc): Collection {
    const ident = Number(definition.get('ident'));
    const uuid = definition.get('uuid');
    const collection = this.newCollection(
      String(definition.get('database')),
      String(definition.get('name')),
      ident,
      uuid instanceof Binary ? uuid : newUuid(),
      readStats(this.store.catalog.get(statsKey(ident))),
    );
    collection.indexes = documents(definition.get('indexes')).map((index) => this.indexFrom(index));
    return collection;
  }

  private indexFrom(saved: Doc): Index {
    const spec = saved.get('spec');
    const multikey = saved.get('multikey');
    return new Index(
      spec instanceof Doc ? spec : new Doc(),
      Number(saved.get('ident')),
      Array.isArray(multikey) ? multikey.map(Boolean) : [],
      saved.get('cutKeys') === true,
    );
  }
}

function readHeader(header: Doc): Value | undefined {
  if (header.get('format') !== FORMAT) {
    throw new MongoError('UnsupportedFormat', `This directory has format ${header.get('format')}, not ${FORMAT}`);
  }
  return header.get('nextIdent');
}

function documents(value: Value | undefined): Doc[] {
  return Array.isArray(value) ? value.filter((item) => item instanceof Doc) : [];
}

function definitionKey(collection: Collection): Buffer {
  return Buffer.concat([COLLECTION, identPrefix(collection.ident)]);
}

function definitionOf(collection: Collection): Doc {
  return doc({
    database: collection.database,
    name: collection.name,
    ident: collection.ident,
    uuid: collection.uuid,
    indexes: collection.indexes.map((index) =>
      doc({
        ident: index.ident,
        spec: index.spec,
        multikey: index.fields.map((_, i) => index.multikey[i] ?? false),
        cutKeys: index.hasCutKeys,
      }),
    ),
  });
}
