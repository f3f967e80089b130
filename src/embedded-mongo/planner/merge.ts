import type { Collection, IndexEntry } from '../catalog/collection.js';
import type { IndexScan, KeyRange } from './index-scan.js';

interface Source {
  readonly entries: Generator<IndexEntry>;
  readonly shared: number;
  head: IndexEntry;
}

/** Reads the ranges side by side, so that `{ a: { $in: [1, 2] } }` sorted by `b` needs no sort under an index on a and b. */
export function* mergedScan(collection: Collection, scan: IndexScan): Generator<number> {
  const sources = scan.ranges.map((range) => start(collection, scan, range)).filter((source) => source !== undefined);
  while (sources.length > 0) {
    const next = sources.reduce((a, b) => (comesBefore(b, a, scan.reverse) ? b : a));
    yield next.head.recordId;
    const following = next.entries.next();
    if (following.done) sources.splice(sources.indexOf(next), 1);
    else next.head = following.value;
  }
}

function start(collection: Collection, scan: IndexScan, range: KeyRange): Source | undefined {
  const entries = collection.scanIndex(scan.index, range, scan.reverse);
  const first = entries.next();
  return first.done ? undefined : { entries, shared: range.shared, head: first.value };
}

function comesBefore(a: Source, b: Source, reverse: boolean): boolean {
  const order = a.head.key.compare(b.head.key, b.shared, b.head.key.length, a.shared, a.head.key.length);
  return reverse ? order > 0 : order < 0;
}
