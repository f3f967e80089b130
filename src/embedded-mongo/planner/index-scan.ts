import type { Index } from '../indexes/index-definition.js';
import { afterPrefix, identPrefix, identRange } from '../storage/idents.js';
import type { Range } from '../storage/table.js';
import type { Constraints } from './constraints.js';
import { type IndexOrder, orderOf, type SortField } from './index-order.js';
import { descending, everything, type Interval, includesMissing, intersect } from './intervals.js';

/** A range of an index; its keys have their first `shared` bytes in common. */
export interface KeyRange extends Range {
  readonly shared: number;
}

/** A way through one index. */
export interface IndexScan {
  readonly kind: 'index';
  readonly index: Index;
  readonly ranges: readonly KeyRange[];
  readonly reverse: boolean;
  /** Whether the documents come in the order that was asked for. */
  readonly sorted: boolean;
  /** Whether the ranges must be read side by side for that, comparing keys behind what each range shares. */
  readonly merged: boolean;
  /** How many of the index's fields are held to single values, and whether another is held to a range. */
  readonly points: number;
  readonly ranged: boolean;
  /** For each field of the index, the intervals that documents are looked for in. */
  readonly bounds: readonly (readonly Interval[])[];
}

const MAX_RANGES = 2000;
const MAX_MERGED = 200;
/** Keys are cut in this neighbourhood; a longer bound is loosened to what is in order. */
const LONGEST_BOUND = 1000;

export function scanOf(index: Index, constraints: Constraints, sort: readonly SortField[]): IndexScan {
  const bounds = fieldBounds(index, constraints);
  const points = countPoints(bounds);
  const order = orderOf(index, bounds, points, sort);
  const ranges = rangesOf(index, bounds, points, order?.firstField ?? 0);
  const merged = order !== undefined && ranges.length > 1 && choicesBefore(bounds, order) > 1;
  const sorted = order !== undefined && (!merged || ranges.length <= MAX_MERGED);
  return {
    kind: 'index',
    index,
    ranges: sorted && order?.reverse && !merged ? [...ranges].reverse() : ranges,
    reverse: sorted && (order?.reverse ?? false),
    sorted,
    merged: sorted && merged,
    points,
    ranged: bounds[points] !== undefined && bounds[points] !== everything,
    bounds,
  };
}

function choicesBefore(bounds: readonly (readonly Interval[])[], order: IndexOrder): number {
  return bounds.slice(0, order.firstField).reduce((product, intervals) => product * intervals.length, 1);
}

function fieldBounds(index: Index, constraints: Constraints): (readonly Interval[])[] {
  return index.fields.map(({ path }, i) => {
    const lists = constraints.byPath.get(path);
    if (!lists || sharesArray(index, i)) return everything;
    // `a.0` is a position and a field of elements: what lacks the one may have the other.
    if (hasPosition(path) && lists.some(includesMissing)) return everything;
    return index.multikey[i] ? narrowest(lists) : lists.reduce((a, b) => intersect(a, b));
  });
}

/** Two fields of one array may be satisfied by different elements, while a key holds them of one element. */
function sharesArray(index: Index, position: number): boolean {
  const root = index.fields[position]?.path.split('.')[0];
  return (
    index.multikey[position] === true &&
    index.fields.some((field, i) => i < position && index.multikey[i] && field.path.split('.')[0] === root)
  );
}

function hasPosition(path: string): boolean {
  return path.split('.').some((part) => /^\d+$/.test(part));
}

function narrowest(lists: readonly Interval[][]): readonly Interval[] {
  const weight = (list: readonly Interval[]) => (list.every((interval) => interval.point) ? list.length : 1e6);
  return [...lists].sort((a, b) => weight(a) - weight(b))[0] ?? everything;
}

function countPoints(bounds: readonly (readonly Interval[])[]): number {
  let ranges = 1;
  for (let i = 0; i < bounds.length; i++) {
    const intervals = bounds[i] ?? everything;
    ranges *= Math.max(intervals.length, 1);
    if (!intervals.every((interval) => interval.point) || ranges > MAX_RANGES) return i;
  }
  return bounds.length;
}

interface Prefix {
  readonly bytes: Buffer;
  readonly shared: number;
}

function rangesOf(
  index: Index,
  bounds: readonly (readonly Interval[])[],
  points: number,
  firstSorted: number,
): KeyRange[] {
  const ident = identPrefix(index.ident);
  let prefixes: Prefix[] = [{ bytes: ident, shared: ident.length }];
  for (let i = 0; i < points; i++) {
    const intervals = inIndexOrder(index, i, bounds[i] ?? everything);
    prefixes = prefixes.flatMap((prefix) => intervals.map((interval) => extended(prefix, interval, i < firstSorted)));
  }
  const last = bounds[points];
  if (!last || last === everything) return prefixes.map((prefix) => wholePrefix(index, prefix));
  const intervals = inIndexOrder(index, points, last);
  return prefixes.flatMap(({ bytes, shared }) =>
    intervals.map(({ start, end }) => ({
      start: loosened(Buffer.concat([bytes, start])),
      end: loosenedEnd(Buffer.concat([bytes, end])),
      shared,
    })),
  );
}

function extended({ bytes, shared }: Prefix, interval: Interval, beforeSort: boolean): Prefix {
  const longer = Buffer.concat([bytes, interval.start]);
  return { bytes: longer, shared: beforeSort ? longer.length : shared };
}

function wholePrefix(index: Index, { bytes, shared }: Prefix): KeyRange {
  const start = loosened(bytes);
  const end = identRange(index.ident).start.equals(bytes) ? identRange(index.ident).end : afterPrefix(start);
  return { start, end, shared };
}

function inIndexOrder(index: Index, field: number, intervals: readonly Interval[]): readonly Interval[] {
  return index.descending[field] ? descending(intervals) : intervals;
}

function loosened(bound: Buffer): Buffer {
  return bound.length <= LONGEST_BOUND ? bound : bound.subarray(0, LONGEST_BOUND);
}

function loosenedEnd(bound: Buffer): Buffer {
  return bound.length <= LONGEST_BOUND ? bound : afterPrefix(bound.subarray(0, LONGEST_BOUND));
}
