import { afterPrefix, identPrefix, identRange } from '../storage/idents.js';
import type { Store } from '../storage/store.js';

const ORPHAN = Buffer.from('o');
const SWEEP_BATCH = 5000;

export type TableName = 'records' | 'indexes';

/** What dropped collections and indexes leave behind: a drop returns at once and this is swept up later. */
export class Orphans {
  constructor(private readonly store: Store) {}

  add(table: TableName, ident: number): void {
    this.store.catalog.mark(Buffer.concat([ORPHAN, Buffer.from(table[0] ?? ''), identPrefix(ident)]));
  }

  get any(): boolean {
    return this.store.catalog.countUpTo({ start: ORPHAN, end: afterPrefix(ORPHAN) }, 1) > 0;
  }

  /** Removes one batch of entries; true while there may be more. Only inside `Store.write`. */
  sweep(): boolean {
    const [key] = this.store.catalog.scanKeys({ start: ORPHAN, end: afterPrefix(ORPHAN) });
    if (!key) return false;
    const table = key[1] === 'r'.charCodeAt(0) ? this.store.records : this.store.indexes;
    let removed = 0;
    for (const entry of table.scanKeys(identRange(key.readUInt32BE(2)))) {
      table.remove(entry);
      if (++removed >= SWEEP_BATCH) return true;
    }
    this.store.catalog.remove(key);
    return true;
  }
}
