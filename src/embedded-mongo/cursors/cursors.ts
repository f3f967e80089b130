import { randomBytes } from 'node:crypto';
import { MongoError } from '../errors.js';
import type { Pace } from './pace.js';

const MAX_REPLY_BYTES = 16 * 1024 * 1024;
const FIRST_BATCH = 101;
const IDLE_MINUTES = 10;

/** Documents on their way to a client; `undefined` is a tick, at which others may run. */
export type Documents = Iterator<Uint8Array | undefined> | AsyncIterator<Uint8Array | undefined>;

export interface Batch {
  readonly documents: Uint8Array[];
  readonly exhausted: boolean;
}

/** A query that is being read batch by batch. */
export class Cursor {
  lastUsedAt = Date.now();
  inUse = false;
  private held: Uint8Array | undefined;

  constructor(
    readonly namespace: string,
    private readonly source: Documents,
    readonly pace: Pace,
    readonly neverExpires = false,
    /** How many documents there can still be at most: who has had them all is not asked to come again. */
    private left = Number.POSITIVE_INFINITY,
  ) {}

  /** Reads up to `size` documents, and no more than fit a reply; a first batch is small unless asked otherwise. */
  async nextBatch(size: number | undefined, first = false): Promise<Batch> {
    const limit = size ?? (first ? FIRST_BATCH : Number.POSITIVE_INFINITY);
    const documents: Uint8Array[] = [];
    let bytes = 0;
    while (documents.length < limit) {
      let next = this.held;
      this.held = undefined;
      if (!next) {
        const step = this.source.next();
        const { done, value } = step instanceof Promise ? await step : step;
        if (done) return { documents, exhausted: true };
        const pause = this.pace.breathe();
        if (pause) await pause;
        if (!value) continue;
        next = value;
      }
      if (documents.length > 0 && bytes + next.length > MAX_REPLY_BYTES) {
        this.held = next;
        break;
      }
      bytes += next.length;
      documents.push(next);
      if (--this.left === 0) {
        await this.close();
        return { documents, exhausted: true };
      }
    }
    return { documents, exhausted: false };
  }

  async close(): Promise<void> {
    await this.source.return?.();
  }
}

/** The cursors that clients have open. */
export class Cursors {
  private readonly open = new Map<bigint, Cursor>();

  get size(): number {
    return this.open.size;
  }

  /** Keeps a cursor for later; gives its number. */
  add(cursor: Cursor): bigint {
    const id = newCursorId();
    this.open.set(id, cursor);
    return id;
  }

  get(id: bigint, namespace: string): Cursor {
    const cursor = this.open.get(id);
    if (!cursor) throw new MongoError('CursorNotFound', `cursor id ${id} not found`);
    if (cursor.namespace !== namespace) {
      throw new MongoError(
        'Unauthorized',
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
      );
    }
    if (cursor.inUse) throw new MongoError('CursorInUse', `cursor id ${id} is already in use`);
    return cursor;
  }

  async kill(id: bigint): Promise<boolean> {
    const cursor = this.open.get(id);
    this.open.delete(id);
    await cursor?.close();
    return cursor !== undefined;
  }

  async killIdle(now = Date.now()): Promise<void> {
    for (const [id, cursor] of [...this.open]) {
      const idle = now - cursor.lastUsedAt > IDLE_MINUTES * 60_000;
      if (idle && !cursor.inUse && !cursor.neverExpires) await this.kill(id);
    }
  }
}

function newCursorId(): bigint {
  return randomBytes(8).readBigInt64LE() & 0x7fffffffffffffffn || 1n;
}
