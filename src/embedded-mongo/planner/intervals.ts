import { RANK, rankOf } from '../bson/compare.js';
import { toNumber } from '../bson/plain.js';
import { MaxKey, MinKey, UNDEFINED, Undefined, type Value } from '../bson/values.js';
import { encodeWholeKey } from '../keys/encode-key.js';
import type { Predicate } from '../language/index.js';
import { afterPrefix } from '../storage/idents.js';

/** Keys of one field from `start` up to but not including `end`, in ascending order. */
export interface Interval {
  readonly start: Buffer;
  readonly end: Buffer;
  /** Set where the interval holds one value only: its keys need no order among themselves. */
  readonly point: boolean;
  /** That value, for `explain`. */
  readonly value?: Value;
}

const ASCENDING = [false];
const TEXT_END_BYTES = 2;

function keyOf(value: Value): Buffer {
  return encodeWholeKey([value], ASCENDING);
}

function pointOf(value: Value): Interval {
  const start = keyOf(value);
  return { start, end: afterPrefix(start), point: true, value };
}

const AFTER_NAN = afterPrefix(keyOf(Number.NaN));

function betweenRanks(from: number, to: number): Interval {
  return { start: Buffer.from([from]), end: Buffer.from([to + 1]), point: false };
}

const EVERYTHING = betweenRanks(RANK.minKey, RANK.maxKey);
const MISSING_OR_NULL = betweenRanks(RANK.undefined, RANK.null);

/** The keys that a predicate can match, or more, in order; `undefined` where it says nothing about keys. */
export function intervalsFor(predicate: Predicate): Interval[] | undefined {
  switch (predicate.operator) {
    case '$eq':
      return equalTo(predicate.operand);
    case '$in':
      return anyOf(predicate.operand, predicate.patterns.length > 0);
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return compared(predicate.operator, predicate.operand);
    case '$regex':
      return [...prefixed(predicate.operand.prefix), betweenRanks(RANK.regex, RANK.regex)];
    default:
      return undefined;
  }
}

function equalTo(value: Value): Interval[] {
  if (value === null || value instanceof Undefined) return [MISSING_OR_NULL];
  if (!Array.isArray(value)) return [pointOf(value)];
  // An array is in the index by its elements, and as a whole where it is an element itself.
  return union([pointOf(value.length === 0 ? UNDEFINED : (value[0] ?? null)), pointOf(value)]);
}

function anyOf(values: readonly Value[], withPatterns: boolean): Interval[] {
  const intervals = values.flatMap(equalTo);
  if (withPatterns) intervals.push(betweenRanks(RANK.string, RANK.string), betweenRanks(RANK.regex, RANK.regex));
  return union(intervals);
}

function compared(operator: '$gt' | '$gte' | '$lt' | '$lte', value: Value): Interval[] | undefined {
  if (value instanceof MinKey || value instanceof MaxKey || Array.isArray(value)) return undefined;
  const orEqual = operator.endsWith('e');
  if (value === null || value instanceof Undefined) return orEqual ? [MISSING_OR_NULL] : undefined;
  if (Number.isNaN(toNumber(value))) return orEqual ? [pointOf(value)] : [];
  const { start, end } = pointOf(value);
  const rank = rankOf(value);
  const interval = operator.startsWith('$g')
    ? { start: orEqual ? start : end, end: Buffer.from([rank + 1]), point: false }
    : { start: lowest(rank), end: orEqual ? end : start, point: false };
  return interval.start.compare(interval.end) < 0 ? [interval] : [];
}

/** `/^abc/` can only match strings that start so. */
/** No number is below or above NaN, whose key is in front of all others. */
function lowest(rank: number): Buffer {
  return rank === RANK.number ? AFTER_NAN : Buffer.from([rank]);
}

function prefixed(prefix: string): Interval[] {
  if (prefix === '') return [betweenRanks(RANK.string, RANK.string)];
  const start = keyOf(prefix).subarray(0, -TEXT_END_BYTES);
  return [{ start, end: afterPrefix(start), point: false }];
}

/** In order and without overlaps. */
export function union(intervals: readonly Interval[]): Interval[] {
  const result: Interval[] = [];
  for (const next of [...intervals].sort((a, b) => a.start.compare(b.start))) {
    const last = result.at(-1);
    if (!last || last.end.compare(next.start) <= 0) result.push(next);
    else if (last.end.compare(next.end) < 0)
      result[result.length - 1] = { start: last.start, end: next.end, point: false };
  }
  return result;
}

export function intersect(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const result: Interval[] = [];
  for (const x of a) {
    for (const y of b) {
      const start = x.start.compare(y.start) > 0 ? x.start : y.start;
      const end = x.end.compare(y.end) < 0 ? x.end : y.end;
      if (start.compare(end) < 0) result.push({ start, end, point: x.point || y.point });
    }
  }
  return result;
}

/** The same keys in an index that has them inverted, in the order of that index. */
export function descending(intervals: readonly Interval[]): Interval[] {
  return intervals
    .map(({ start, end, point, value }) => ({
      // Of a point the whole key is kept: other fields follow it.
      start: point ? inverted(start) : afterPrefix(inverted(end)),
      end: afterPrefix(inverted(start)),
      point,
      ...(value === undefined ? {} : { value }),
    }))
    .reverse();
}

function inverted(bytes: Buffer): Buffer {
  return Buffer.from(bytes.map((byte) => ~byte & 0xff));
}

export const everything = [EVERYTHING];

/** Whether documents without the field are among the keys. */
export function includesMissing(intervals: readonly Interval[]): boolean {
  return intervals.some(({ start }) => (start[0] ?? 0) <= RANK.null);
}
