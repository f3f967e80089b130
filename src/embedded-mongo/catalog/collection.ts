import { RawDoc } from '../bson/raw-doc.js';
import type { Binary } from '../bson/values.js';
import { duplicateKey } from '../indexes/duplicate-key.js';
import type { Index } from '../indexes/index-definition.js';
import {
  afterPrefix,
  identPrefix,
  identRange,
  lastRecordId,
  recordIdBytes,
  recordKey,
  withoutRecordId,
} from '../storage/idents.js';
import type { Tables } from '../storage/store.js';
import type { Range } from '../storage/table.js';
import { type CollectionStats, readStats, statsKey } from './collection-stats.js';

export interface IndexEntry {
  readonly key: Buffer;
  readonly recordId: number;
}

export interface StoredDocument {
  readonly recordId: number;
  readonly bytes: Buffer;
}

/** The documents of one collection and the entries of its indexes, which only change together. */
export class Collection {
  indexes: Index[] = [];

  constructor(
    private readonly store: Tables,
    public database: string,
    public name: string,
    readonly ident: number,
    readonly uuid: Binary,
    readonly stats: CollectionStats,
    private readonly changed: (collection: Collection, what: 'stats' | 'definition') => void,
  ) {}

  get namespace(): string {
    return `${this.database}.${this.name}`;
  }

  get recordRange(): Range {
    return identRange(this.ident);
  }

  get(recordId: number): Buffer | undefined {
    return this.store.records.get(recordKey(this.ident, recordId));
  }

  /** Every document, oldest first; may be left and resumed while the collection changes. */
  *scan(reverse = false): Generator<StoredDocument> {
    for (const { key, value } of this.store.records.scan(this.recordRange, reverse)) {
      yield { recordId: lastRecordId(key), bytes: value };
    }
  }

  /** Every document as a query without another wish meets it: by `_id` in a clustered collection, else oldest first. */
  *inNaturalOrder(reverse = false): Generator<StoredDocument> {
    const order = this.clusteredIndex;
    if (!order) {
      yield* this.scan(reverse);
      return;
    }
    for (const { recordId } of this.scanIndex(order, identRange(order.ident), reverse)) {
      const bytes = this.get(recordId);
      if (bytes) yield { recordId, bytes };
    }
  }

  get clusteredIndex(): Index | undefined {
    return this.indexes.find((index) => index.isClustered);
  }

  /** The entries of an index in a range of its keys. */
  *scanIndex(index: Index, range: Range, reverse = false): Generator<IndexEntry> {
    if (index.unique) {
      for (const { key, value } of this.store.indexes.scan(range, reverse))
        yield { key, recordId: lastRecordId(value) };
    } else {
      for (const key of this.store.indexes.scanKeys(range, reverse)) yield { key, recordId: lastRecordId(key) };
    }
  }

  countEntries(range: Range, limit?: number): number {
    return limit === undefined ? this.store.indexes.count(range) : this.store.indexes.countUpTo(range, limit);
  }

  /** The record that holds a whole key of a unique index. */
  recordWith(index: Index, key: Buffer): number | undefined {
    return this.recordAt(Buffer.concat([identPrefix(index.ident), key]));
  }

  /** The record of a unique index at a whole key with its prefix. */
  recordAt(entryKey: Buffer): number | undefined {
    const value = this.store.indexes.get(entryKey);
    return value === undefined ? undefined : lastRecordId(value);
  }

  /** The same collection, read in a snapshot. */
  in(tables: Tables): Collection {
    const copy = new Collection(tables, this.database, this.name, this.ident, this.uuid, this.stats, this.changed);
    copy.indexes = this.indexes;
    return copy;
  }

  hasEntry(index: Index, key: Buffer, recordId: number): boolean {
    const value = this.store.indexes.get(this.entryKey(index, key, recordId));
    return value !== undefined && (!index.unique || lastRecordId(value) === recordId);
  }

  savedStats(): CollectionStats {
    return readStats(this.store.catalog.get(statsKey(this.ident)));
  }

  insert(bytes: Buffer): number {
    const document = new RawDoc(bytes);
    const keys = this.indexes.map((index) => this.keysOf(index, document));
    this.indexes.forEach((index, i) => {
      this.requireFree(index, keys[i] ?? [], document, undefined);
    });
    const recordId = this.stats.nextRecordId++;
    this.store.records.put(recordKey(this.ident, recordId), bytes);
    this.indexes.forEach((index, i) => {
      this.addEntries(index, keys[i] ?? [], recordId);
    });
    this.count(1, bytes.length);
    return recordId;
  }

  replace(recordId: number, before: Buffer, after: Buffer): void {
    const old = new RawDoc(before);
    const document = new RawDoc(after);
    const changes = this.indexes.map((index) => {
      const oldKeys = this.keysOf(index, old);
      const newKeys = this.keysOf(index, document);
      return { index, added: without(newKeys, oldKeys), removed: without(oldKeys, newKeys) };
    });
    for (const { index, added } of changes) this.requireFree(index, added, document, recordId);
    this.store.records.put(recordKey(this.ident, recordId), after);
    for (const { index, added, removed } of changes) {
      this.removeEntries(index, removed, recordId);
      this.addEntries(index, added, recordId);
    }
    this.count(0, after.length - before.length);
  }

  remove(recordId: number, bytes: Buffer): void {
    const document = new RawDoc(bytes);
    for (const index of this.indexes) this.removeEntries(index, this.keysOf(index, document), recordId);
    this.store.records.remove(recordKey(this.ident, recordId));
    this.count(-1, -bytes.length);
  }

  /** Fills an index that has just been defined. */
  build(index: Index): void {
    for (const { recordId, bytes } of this.scan()) {
      const document = new RawDoc(bytes);
      const keys = this.keysOf(index, document);
      this.requireFree(index, keys, document, recordId);
      this.addEntries(index, keys, recordId);
    }
  }

  keysOf(index: Index, document: RawDoc): Buffer[] {
    return index.keysOf(document, () => this.changed(this, 'definition'));
  }

  private requireFree(index: Index, keys: Buffer[], document: RawDoc, owner: number | undefined): void {
    if (!index.unique && !index.preparesUnique) return;
    for (const key of keys) {
      const holder = index.unique ? this.recordWith(index, key) : this.holderBeside(owner, index, key);
      if (holder !== undefined && holder !== owner) throw duplicateKey(this.namespace, index, document, key);
    }
  }

  private holderBeside(owner: number | undefined, index: Index, key: Buffer): number | undefined {
    const start = Buffer.concat([identPrefix(index.ident), key]);
    for (const { key: entry, recordId } of this.scanIndex(index, { start, end: afterPrefix(start) })) {
      if (recordId !== owner && withoutRecordId(entry).equals(start)) return recordId;
    }
    return undefined;
  }

  private addEntries(index: Index, keys: Buffer[], recordId: number): void {
    for (const key of keys) {
      if (index.unique) this.store.indexes.put(this.entryKey(index, key, recordId), recordIdBytes(recordId));
      else this.store.indexes.mark(this.entryKey(index, key, recordId));
    }
  }

  private removeEntries(index: Index, keys: Buffer[], recordId: number): void {
    for (const key of keys) this.store.indexes.remove(this.entryKey(index, key, recordId));
  }

  /** A unique index finds one record by its key; another index tells apart the records of one key. */
  entryKey(index: Index, key: Buffer, recordId: number): Buffer {
    const prefix = identPrefix(index.ident);
    return Buffer.concat(index.unique ? [prefix, key] : [prefix, key, recordIdBytes(recordId)]);
  }

  private count(documents: number, bytes: number): void {
    this.stats.count += documents;
    this.stats.bytes += bytes;
    this.changed(this, 'stats');
  }
}

function without(keys: Buffer[], others: Buffer[]): Buffer[] {
  return keys.filter((key) => !others.some((other) => other.equals(key)));
}
