import { decode } from './bson/codec.js';
import { type Doc } from './bson/values.js';
import { Catalog } from './catalog/catalog.js';
import type { Collection } from './catalog/collection.js';
import { Cursors } from './cursors/cursors.js';
import { MongoError } from './errors.js';
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
  private readonly timers: NodeJS.Timeout[] = [];

  constructor(
    readonly directory: string,
    options: EngineOptions = {},
  ) {
    this.store = new Store(directory, options);
    this.catalog = new Catalog(this.store);
    this.every(HOUSEKEEPING_MS, () => this.sweepOrphans());
    this.every(60_000, () => this.cursors.killIdle());
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
    if (Buffer.byteLength(`${database}.${name}`) > 255) {
      throw new MongoError(
        'InvalidNamespace',
        `Fully qualified namespace is too long. Namespace: ${database}.${name} Max: 255`,
      );
    }
  }

  async close(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    await this.store.close();
  }

  /** Runs `work` now and then, one run at a time. */
  every(milliseconds: number, work: () => Promise<void>): void {
    let running = false;
    const timer = setInterval(async () => {
      if (running) return;
      running = true;
      await work().finally(() => {
        running = false;
      });
    }, milliseconds);
    timer.unref();
    this.timers.push(timer);
  }

  private async sweepOrphans(): Promise<void> {
    while (this.catalog.orphans.any) {
      const more = await this.store.write(() => this.catalog.orphans.sweep());
      if (!more) return;
    }
  }
}
