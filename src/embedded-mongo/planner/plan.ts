import type { Collection } from '../catalog/collection.js';
import { MongoError } from '../errors.js';
import type { Index } from '../indexes/index-definition.js';
import type { FilterNode } from '../language/index.js';
import { type Constraints, constraintsOf } from './constraints.js';
import type { SortField } from './index-order.js';
import { type IndexScan, scanOf } from './index-scan.js';
import { everything, includesMissing } from './intervals.js';
import { impliesPartial } from './partial.js';

export interface CollectionScan {
  readonly kind: 'collection';
  readonly reverse: boolean;
  readonly sorted: boolean;
}

/** The union of the branches of an `$or`. */
export interface UnionScan {
  readonly kind: 'union';
  readonly branches: readonly IndexScan[];
  readonly sorted: false;
}

export type Plan = CollectionScan | IndexScan | UnionScan;

export interface Wanted {
  readonly filter: FilterNode;
  readonly sort?: readonly SortField[];
  /** An index's name, its key pattern as text, or natural order. */
  readonly hint?: Hint | undefined;
}

export type Hint = { readonly index: string } | { readonly natural: 1 | -1 };

const PROBED_ENTRIES = 100;

export function planFor(collection: Collection, wanted: Wanted): Plan {
  const sort = wanted.sort ?? [];
  const constraints = constraintsOf(wanted.filter);
  if (wanted.hint) return hinted(collection, wanted.hint, wanted.filter, constraints, sort);
  const natural = sort[0]?.path === '$natural' ? sort[0] : undefined;
  if (natural) return { kind: 'collection', reverse: natural.descending, sorted: true };
  const best = bestScan(collection, wanted.filter, constraints, sort);
  if (best && (best.points > 0 || best.ranged)) return best;
  const union = unionFor(collection, constraints);
  if (union) return union;
  return best ?? { kind: 'collection', reverse: false, sorted: sort.length === 0 };
}

function hinted(
  collection: Collection,
  hint: Hint,
  filter: FilterNode,
  constraints: Constraints,
  sort: readonly SortField[],
): Plan {
  if ('natural' in hint) return { kind: 'collection', reverse: hint.natural < 0, sorted: sort.length === 0 };
  const index = collection.indexes.find((candidate) => candidate.name === hint.index);
  if (!index)
    throw new MongoError(
      'BadValue',
      'error processing query: planner returned error: hint provided does not correspond to an existing index',
    );
  if (index.partial && !impliesPartial(filter, index.partial.tree)) {
    return { kind: 'collection', reverse: false, sorted: sort.length === 0 };
  }
  return scanOf(index, constraints, sort);
}

function bestScan(
  collection: Collection,
  filter: FilterNode,
  constraints: Constraints,
  sort: readonly SortField[],
): IndexScan | undefined {
  const byId = idLookup(collection, constraints);
  if (byId) return byId;
  const scans = collection.indexes
    .filter((index) => isUsable(index, filter))
    .map((index) => scanOf(index, constraints, sort))
    .filter((scan) => isUseful(scan));
  if (scans.length <= 1) return scans[0];
  const ranked = scans.map((scan) => ({ scan, rank: rankOf(scan) })).sort((a, b) => b.rank - a.rank);
  const [first, second] = ranked;
  if (!first || !second || !(second.scan.points > 0 || second.scan.ranged)) return first?.scan;
  return fewestEntries(
    collection,
    ranked.map(({ scan }) => scan),
  );
}

/** The commonest query of all needs no comparison with other indexes. */
function idLookup(collection: Collection, constraints: Constraints): IndexScan | undefined {
  const [index] = collection.indexes;
  if (!index?.isId || !constraints.byPath.has('_id')) return undefined;
  const scan = scanOf(index, constraints, []);
  return scan.points === 1 && scan.ranges.length <= 1 ? { ...scan, sorted: true } : undefined;
}

function isUsable(index: Index, filter: FilterNode): boolean {
  if (index.spec.get('hidden') === true) return false;
  return !index.partial || impliesPartial(filter, index.partial.tree);
}

function isUseful(scan: IndexScan): boolean {
  const narrowing = scan.points > 0 || scan.ranged;
  // A sparse index lacks documents; only a condition that they do not meet makes it whole.
  if (scan.index.sparse)
    return scan.bounds.some((intervals) => intervals !== everything && !includesMissing(intervals));
  return narrowing || scan.sorted;
}

function rankOf(scan: IndexScan): number {
  const whole = scan.index.unique && scan.points === scan.index.fields.length ? 1000 : 0;
  return whole + scan.points * 10 + (scan.ranged ? 5 : 0) + (scan.sorted ? 7 : 0);
}

/** Looks a little way into each index: the one whose ranges end soon wins, else the ranking stands. */
function fewestEntries(collection: Collection, ranked: readonly IndexScan[]): IndexScan | undefined {
  const [best] = ranked;
  if (!best || (best.index.unique && best.points === best.index.fields.length)) return best;
  const narrow = ranked.filter((scan) => scan.points > 0 || scan.ranged);
  const counted = narrow.map((scan) => ({ scan, entries: countEntries(collection, scan) }));
  const bestCount = counted.find(({ scan }) => scan === best)?.entries ?? PROBED_ENTRIES;
  const fewest = counted.reduce(
    (a, b) => (b.entries < a.entries ? b : a),
    counted[0] ?? { scan: best, entries: bestCount },
  );
  return fewest.entries < bestCount / 2 ? fewest.scan : best;
}

function countEntries(collection: Collection, scan: IndexScan): number {
  let count = 0;
  for (const range of scan.ranges) {
    count += collection.countEntries(range, PROBED_ENTRIES - count);
    if (count >= PROBED_ENTRIES) break;
  }
  return count;
}

function unionFor(collection: Collection, constraints: Constraints): UnionScan | undefined {
  for (const alternatives of constraints.alternatives) {
    const branches = alternatives.map((branch) => bestScan(collection, branch, constraintsOf(branch), []));
    if (branches.every((branch) => branch !== undefined && (branch.points > 0 || branch.ranged))) {
      return { kind: 'union', branches: branches.filter((branch) => branch !== undefined), sorted: false };
    }
  }
  return undefined;
}

/** The indexes' scans that a plan consists of. */
export function scansOf(plan: Plan): readonly IndexScan[] {
  if (plan.kind === 'collection') return [];
  return plan.kind === 'index' ? [plan] : plan.branches;
}
