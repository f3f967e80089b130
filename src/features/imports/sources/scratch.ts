import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deserialize, serialize } from 'bson';
import { open, type RootDatabase } from 'lmdb';

export type ScratchKey = (string | number)[];

const WAIT_EVERY = 2000;

/** A sorted heap on disk, for what must be read in another order than it comes in and may not fit in memory. Dates stay dates. */
export class Scratch<Value extends object> {
  private written = 0;

  private constructor(
    private readonly folder: string,
    private readonly heap: RootDatabase<Buffer, ScratchKey>,
  ) {}

  static async open<Value extends object>(): Promise<Scratch<Value>> {
    const folder = await mkdtemp(join(tmpdir(), `palabre-import-${process.pid}-`));
    const path = join(folder, 'heap');
    return new Scratch<Value>(folder, open<Buffer, ScratchKey>({ path, noSync: true, encoding: 'binary' }));
  }

  async put(key: ScratchKey, value: Value): Promise<void> {
    const done = this.heap.put(key, Buffer.from(serialize(value)));
    this.written += 1;
    if (this.written % WAIT_EVERY === 0) await done;
  }

  get(key: ScratchKey): Value | undefined {
    const kept = this.heap.get(key);
    return kept && this.read(kept);
  }

  /** Everything whose key begins so. */
  under(beginning: ScratchKey): Value[] {
    return [...this.heap.getRange({ start: beginning, end: [...beginning, Number.MAX_SAFE_INTEGER] })].map(
      ({ value }) => this.read(value),
    );
  }

  /** Everything that was put can be read from here on. */
  async settled(): Promise<void> {
    await this.heap.flushed;
  }

  get size(): number {
    return this.written;
  }

  /** In the order of the keys. */
  async *all(): AsyncGenerator<Value> {
    await this.settled();
    for (const { value } of this.heap.getRange({})) yield this.read(value);
  }

  private read(kept: Buffer): Value {
    return deserialize(kept, { promoteBuffers: true }) as Value;
  }

  async close(): Promise<void> {
    await this.heap.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}
