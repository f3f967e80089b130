import { mkdirSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { open, type RootDatabase } from 'lmdb';
import { MongoError } from '../errors.js';
import { byteCodec } from './slab.js';
import { Table } from './table.js';

export const DATA_FILE = 'data.mdb';
const MAX_TABLES = 8;

export interface StoreOptions {
  /** `disk`: a write is acknowledged once it is on the disk. `commit`: once it survives a crash of the process. */
  readonly durability?: 'disk' | 'commit';
}

/** Where documents, index entries and the catalogue are. */
export interface Tables {
  readonly catalog: Table;
  readonly records: Table;
  readonly indexes: Table;
}

/** The tables as they were at one moment. */
export interface Snapshot extends Tables {
  done(): void;
}

interface Job {
  run(): void;
  settle(): void;
  fail(error: unknown): void;
}

/**
 * The file, its tables and its one writer. Writes that are asked for in one turn of the event loop share one
 * transaction, hence one flush to the disk.
 */
export class Store implements Tables {
  readonly catalog: Table;
  readonly records: Table;
  readonly indexes: Table;
  private readonly root: RootDatabase<Buffer, Buffer>;
  private jobs: Job[] = [];
  private scheduled = false;
  private beforeCommit: () => void = () => {};
  private afterAbort: () => void = () => {};

  constructor(
    private readonly directory: string,
    { durability = 'disk' }: StoreOptions = {},
  ) {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const encodings = { encoding: 'binary', keyEncoding: 'binary' } as const;
    this.root = open({
      path: join(directory, DATA_FILE),
      maxDbs: MAX_TABLES,
      // Plain LMDB commits: data, then the page that makes it current, each flushed, before a write returns.
      overlappingSync: false,
      noSync: durability === 'commit',
      ...encodings,
    });
    this.catalog = this.table('catalog');
    this.records = this.table('records');
    this.indexes = this.table('indexes');
  }

  /** Hooks that keep what is in memory equal to what is committed. */
  onTransaction(hooks: { beforeCommit(): void; afterAbort(): void }): void {
    this.beforeCommit = hooks.beforeCommit;
    this.afterAbort = hooks.afterAbort;
  }

  /**
   * Runs `work` inside the next transaction and resolves after its commit. A `MongoError` is that work's own
   * result and keeps what it has written so far; any other error undoes it.
   */
  write<T>(work: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.jobs.push(newJob(work, resolve, reject));
      if (this.scheduled) return;
      this.scheduled = true;
      setImmediate(() => this.commitAll());
    });
  }

  /** Undoes what `work` wrote if it throws. Only inside `write`. */
  atomically<T>(work: () => T): T {
    // What is in memory goes back to what is in the tables, so the tables must have what came before.
    this.beforeCommit();
    try {
      return this.root.transactionSync(work);
    } catch (error) {
      this.afterAbort();
      throw error;
    }
  }

  /** Commits at once: for opening and closing. */
  writeNow<T>(work: () => T): T {
    return this.root.transactionSync(() => {
      const result = work();
      this.beforeCommit();
      return result;
    });
  }

  /** Holds on to the present state until `done`; the file cannot reuse what it holds. */
  snapshot(): Snapshot {
    const transaction = this.root.useReadTransaction();
    return {
      catalog: this.catalog.in(transaction),
      records: this.records.in(transaction),
      indexes: this.indexes.in(transaction),
      done: () => transaction.done(),
    };
  }

  /** Writes a copy of the present state, without free space, to a new file. */
  async copyTo(path: string): Promise<void> {
    await this.root.backup(path, true);
  }

  async close(): Promise<void> {
    this.commitAll();
    await this.root.close();
  }

  private table(name: string): Table {
    return new Table(this.root.openDB<Buffer, Buffer>(name, { encoding: 'binary', ...byteCodec }));
  }

  private commitAll(): void {
    this.scheduled = false;
    const jobs = this.jobs;
    this.jobs = [];
    if (jobs.length === 0) return;
    try {
      this.commit(jobs);
    } catch (error) {
      this.afterAbort();
      const [only] = jobs;
      if (jobs.length === 1 && only) only.fail(translated(error, this.directory));
      // One of them is to blame; the others must not suffer for it.
      else for (const job of jobs) this.commitAlone(job);
    }
  }

  private commitAlone(job: Job): void {
    try {
      this.commit([job]);
    } catch (error) {
      this.afterAbort();
      job.fail(translated(error, this.directory));
    }
  }

  private commit(jobs: Job[]): void {
    this.root.transactionSync(() => {
      for (const job of jobs) job.run();
      this.beforeCommit();
    });
    for (const job of jobs) job.settle();
  }
}

function newJob<T>(work: () => T, resolve: (value: T) => void, reject: (error: unknown) => void): Job {
  let settle = () => {};
  return {
    run() {
      try {
        const value = work();
        settle = () => resolve(value);
      } catch (error) {
        if (!(error instanceof MongoError)) throw error;
        settle = () => reject(error);
      }
    },
    settle: () => settle(),
    fail: reject,
  };
}

const FULL_BYTES = 1024 * 1024;

/** What the disk says, in the server's words. LMDB calls a write that was cut short an input/output error. */
function translated(error: unknown, directory: string): unknown {
  const message = error instanceof Error ? error.message : String(error);
  const outOfSpace = /no space left|ENOSPC|MAP_FULL/i.test(message);
  if (!outOfSpace && !(/input\/output error/i.test(message) && isFull(directory))) return error;
  return new MongoError('OutOfDiskSpace', `No space left for the database: ${message}`);
}

function isFull(directory: string): boolean {
  const { bavail, bsize } = statfsSync(directory);
  return bavail * bsize < FULL_BYTES;
}
