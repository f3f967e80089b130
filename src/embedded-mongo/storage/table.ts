import type { Database, Transaction } from 'lmdb';

export interface Entry {
  readonly key: Buffer;
  readonly value: Buffer;
}

export interface Range {
  readonly start: Buffer;
  /** Not part of the range. */
  readonly end: Buffer;
}

const FIRST_CHUNK = 16;
const LARGEST_CHUNK = 512;
const NOTHING = Buffer.from([0]);

/** One ordered map of bytes to bytes. Writes are only allowed inside `Store.write`. */
export class Table {
  constructor(
    private readonly database: Database<Buffer, Buffer>,
    /** The snapshot to read in; the latest state without one. */
    private readonly snapshot: { transaction?: Transaction } = {},
  ) {}

  in(transaction: Transaction): Table {
    return new Table(this.database, { transaction });
  }

  /** A copy of the value. */
  get(key: Buffer): Buffer | undefined {
    return this.database.get(key, this.snapshot);
  }

  has(key: Buffer): boolean {
    return this.database.getBinaryFast(key) !== undefined;
  }

  put(key: Buffer, value: Buffer): void {
    this.database.putSync(key, value);
  }

  /** An entry whose key says it all. */
  mark(key: Buffer): void {
    this.database.putSync(key, NOTHING);
  }

  remove(key: Buffer): boolean {
    return this.database.removeSync(key);
  }

  /** The range's entries. It may be left and resumed while the table changes: it holds no snapshot. */
  *scan(range: Range, reverse = false): Generator<Entry> {
    yield* this.inChunks(
      range,
      reverse,
      (options) => [...this.database.getRange({ ...options, ...this.snapshot })],
      keyOfEntry,
    );
  }

  *scanKeys(range: Range, reverse = false): Generator<Buffer> {
    yield* this.inChunks(
      range,
      reverse,
      (options) => [...this.database.getKeys({ ...options, ...this.snapshot })],
      sameKey,
    );
  }

  /** How many entries the range has, counting no further than `limit`. */
  countUpTo(range: Range, limit: number): number {
    return this.database.getKeysCount({ ...range, ...this.snapshot, limit });
  }

  count(range: Range): number {
    return this.database.getKeysCount({ ...range, ...this.snapshot });
  }

  private *inChunks<T>(
    range: Range,
    reverse: boolean,
    read: (options: ScanOptions) => T[],
    keyOf: (item: T) => Buffer,
  ): Generator<T> {
    let size = FIRST_CHUNK;
    let { start, end } = range;
    let exclusiveStart = reverse;
    while (start.compare(end) < 0) {
      const options = reverse
        ? { start: end, end: start, reverse, exclusiveStart, inclusiveEnd: true, limit: size }
        : { start, end, exclusiveStart, limit: size };
      const chunk = read(options);
      yield* chunk;
      const last = chunk.at(-1);
      if (last === undefined || chunk.length < size) return;
      if (reverse) end = keyOf(last);
      else start = keyOf(last);
      exclusiveStart = true;
      size = Math.min(size * 2, LARGEST_CHUNK);
    }
  }
}

interface ScanOptions {
  start: Buffer;
  end: Buffer;
  limit: number;
  reverse?: boolean;
  exclusiveStart?: boolean;
  inclusiveEnd?: boolean;
}

function keyOfEntry(entry: { key: Buffer }): Buffer {
  return entry.key;
}

function sameKey(key: Buffer): Buffer {
  return key;
}
