import { RawDoc } from '../bson/raw-doc.js';
import { Doc, type Value } from '../bson/values.js';
import type { StoredDocument } from '../catalog/collection.js';
import { MongoError } from '../errors.js';
import type { Sort } from '../language/index.js';
import { TICK, type Ticking } from '../planner/run.js';

const MAX_SORT_BYTES = 100 * 1024 * 1024;
/** What a document in memory costs beyond its bytes: its key and the objects around it. */
const OVERHEAD_BYTES = 200;

interface Keyed {
  readonly key: Value[];
  readonly found: StoredDocument;
}

/** Sorts what no index has sorted; keeps no more than `wanted` documents where there is a limit. */
export function* sortDocuments(
  source: Ticking<StoredDocument>,
  sort: Sort,
  wanted = Number.POSITIVE_INFINITY,
): Ticking<StoredDocument> {
  const keyOf = sortKeyReader(sort);
  const byKey = (a: Keyed, b: Keyed) => sort.compareKeys(a.key, b.key) || a.found.recordId - b.found.recordId;
  let kept: Keyed[] = [];
  let bytes = 0;
  let sinceTick = 0;
  for (const found of source) {
    if (found === TICK || ++sinceTick > 128) {
      sinceTick = 0;
      yield TICK;
    }
    if (found === TICK) continue;
    kept.push({ key: keyOf(found.bytes), found });
    bytes += found.bytes.length + OVERHEAD_BYTES;
    if (kept.length >= wanted * 2 + 1000) {
      kept = kept.sort(byKey).slice(0, wanted);
      bytes = kept.reduce((sum, { found: { bytes: size } }) => sum + size.length + OVERHEAD_BYTES, 0);
    }
    if (bytes > MAX_SORT_BYTES) throw tooLarge();
  }
  for (const { found } of kept.sort(byKey).slice(0, wanted)) yield found;
}

/** Decodes only the fields that the order is about. */
function sortKeyReader(sort: Sort): (bytes: Buffer) => Value[] {
  const roots = [...new Set(sort.keys.map(({ path }) => path.split('.')[0] ?? path))];
  return (bytes) => {
    const raw = new RawDoc(bytes);
    const part = new Doc();
    for (const root of roots) {
      const value = raw.get(root);
      if (value !== undefined) part.set(root, value);
    }
    return sort.keyOf(part);
  };
}

function tooLarge(): MongoError {
  return new MongoError(
    'QueryExceededMemoryLimitNoDiskUseAllowed',
    `Sort exceeded memory limit of ${MAX_SORT_BYTES} bytes, but did not opt in to external sorting.`,
  );
}
