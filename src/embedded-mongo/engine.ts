import { decode } from './bson/codec.js';
import { type Doc } from './bson/values.js';
import { Catalog } from './catalog/catalog.js';
import type { Collection } from './catalog/collection.js';
import { Cursors } from './cursors/cursors.js';
import { MongoError } from './errors.js';
import { removeExpired } from './indexes/expiry.js';
import { type BackupNote, backupTo } from './operations/copies.js';
import { Store, type StoreOptions } from './storage/store.js';

const HOUSEKEEPING_MS = 500;

export interface EngineOptions extends StoreOptions {
  /** Seconds between looks for expired documents. */
  readonly ttlSeconds?: number;
}

/** One open directory: everything a command needs. */
export class Engine {
  readonly store: Store;
  readonly catalog: Catalog;
  readonly cursors = new Cursors();
  readonly startedAt = new Date();
  /** Connections that are open, and that have been. */
  readonly clients = { current: 0, created: 0 };
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly running = new Set<Promise<void>>();
  private closing = false;

  constructor(
    readonly directory: string,
    { ttlSeconds = 60, ...options }: EngineOptions = {},
  ) {
    this.store = new Store(directory, options);
    this.catalog = new Catalog(this.store);
    this.everyBestEffort(HOUSEKEEPING_MS, () => this.sweepOrphans());
    this.everyBestEffort(60_000, () => this.cursors.killIdle());
    this.everyBestEffort(ttlSeconds * 1000, async () => {
      await removeExpired(this);
    });
  }

  backup(directory: string): Promise<BackupNote> {
    return backupTo(this.store, directory);
  }

  decode(bytes: Uint8Array): Doc {
    return decode(bytes);
  }

  /** The collection to insert into, created where it is missing. Only inside `Store.write`. */
  collectionToWrite(database: string, name: string): Collection {
    this.requireWritable(database, name);
    return this.catalog.get(database, name) ?? this.catalog.create(database, name);
  }

  requireWritable(database: string, name: string): void {
    if (database === '' || /[/\\. "$\0]/.test(database) || Buffer.byteLength(database) > 63) {
      throw new MongoError('InvalidNamespace', `Invalid database name: '${database}'`);
    }
    if (name.startsWith('system.') && name !== 'system.js') {
      throw new MongoError('InvalidNamespace', `Invalid system namespace: ${database}.${name}`);
    }
    if (Buffer.byteLength(`${database}.${name}`) > 255) {
      throw new MongoError(
        'InvalidNamespace',
        `Fully qualified namespace is too long. Namespace: ${database}.${name} Max: 255`,
      );
    }
  }

  async close(): Promise<void> {
    this.closing = true;
    for (const timer of this.timers) clearInterval(timer);
    await Promise.all(this.running);
    await this.store.close();
  }

  /** Runs `work` now and then, one run at a time; what one run cannot do, the next one tries again. */
  private everyBestEffort(milliseconds: number, work: () => Promise<void>): void {
    let current: Promise<void> | undefined;
    const timer = setInterval(() => {
      if (current || this.closing) return;
      const run = work()
        .catch(() => {})
        .finally(() => {
          current = undefined;
          this.running.delete(run);
        });
      current = run;
      this.running.add(run);
    }, milliseconds);
    timer.unref();
    this.timers.push(timer);
  }

  private async sweepOrphans(): Promise<void> {
    while (!this.closing && this.catalog.orphans.any) {
      const more = await this.store.write(() => this.catalog.orphans.sweep());
      if (!more) return;
    }
  }
}
