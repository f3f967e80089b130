import { RawDoc } from '../bson/raw-doc.js';
import { asBuffer, checkDocument } from '../bson/walk.js';
import type { Collection } from '../catalog/collection.js';
import type { Pace } from '../cursors/pace.js';
import { identRange } from '../storage/idents.js';
import type { Store } from '../storage/store.js';

export interface Validation {
  readonly errors: string[];
  documents: number;
  readonly keysPerIndex: Map<string, number>;
}

const MOST_ERRORS = 100;

/** Checks every document and that each index has exactly the entries its documents ask for, in one snapshot. */
export async function validateCollection(store: Store, collection: Collection, pace: Pace): Promise<Validation> {
  const snapshot = store.snapshot();
  const seen = collection.in(snapshot);
  const result: Validation = { errors: [], documents: 0, keysPerIndex: new Map() };
  const expected = collection.indexes.map(() => 0);
  const stats = seen.savedStats();
  try {
    for (const { recordId, bytes } of seen.scan()) {
      checkStored(seen, recordId, bytes, expected, result);
      if (result.errors.length >= MOST_ERRORS) return result;
      await pace.breathe();
    }
    for (const [i, index] of collection.indexes.entries()) {
      const entries = snapshot.indexes.count(identRange(index.ident));
      result.keysPerIndex.set(index.name, entries);
      if (entries !== expected[i])
        result.errors.push(`index ${index.name} has ${entries} entries, ${expected[i]} were expected`);
      await pace.breathe();
    }
    if (stats.count !== result.documents)
      result.errors.push(`the count is ${stats.count}, but there are ${result.documents} documents`);
    return result;
  } finally {
    snapshot.done();
  }
}

function checkStored(
  collection: Collection,
  recordId: number,
  bytes: Buffer,
  expected: number[],
  result: Validation,
): void {
  result.documents++;
  try {
    const buffer = asBuffer(bytes);
    if (checkDocument(buffer, 0, buffer.length) !== buffer.length)
      result.errors.push(`record ${recordId} has bytes behind its end`);
    const document = new RawDoc(bytes);
    for (const [i, index] of collection.indexes.entries()) {
      const keys = collection.keysOf(index, document);
      expected[i] = (expected[i] ?? 0) + keys.length;
      if (keys.some((key) => !collection.hasEntry(index, key, recordId))) {
        result.errors.push(`record ${recordId} is missing in index ${index.name}`);
      }
    }
  } catch (error) {
    result.errors.push(`record ${recordId}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
