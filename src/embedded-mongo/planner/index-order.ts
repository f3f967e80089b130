import type { Index } from '../indexes/index-definition.js';
import { everything, type Interval } from './intervals.js';

export interface SortField {
  readonly path: string;
  readonly descending: boolean;
}

/** How an index gives the order that was asked for. */
export interface IndexOrder {
  readonly reverse: boolean;
  /** The index's field that the order starts at. */
  readonly firstField: number;
}

/** Whether the index, behind the fields that are held to single values, is in the order asked for. */
export function orderOf(
  index: Index,
  bounds: readonly (readonly Interval[])[],
  points: number,
  sort: readonly SortField[],
): IndexOrder | undefined {
  if (sort.length === 0 || index.hasCutKeys) return undefined;
  const isFixed = (i: number) => bounds[i]?.length === 1 && bounds[i]?.[0]?.point === true && !index.multikey[i];
  let at = 0;
  let firstField: number | undefined;
  let reverse = false;
  for (const wanted of sort) {
    if (index.fields.some((field, i) => field.path === wanted.path && isFixed(i))) continue;
    while (index.fields[at] && index.fields[at]?.path !== wanted.path && mayPass(at)) at++;
    const field = index.fields[at];
    if (field?.path !== wanted.path || (index.multikey[at] && bounds[at] !== everything)) return undefined;
    const backward = field.descending !== wanted.descending;
    if (firstField === undefined) reverse = backward;
    else if (reverse !== backward) return undefined;
    firstField ??= at;
    at++;
  }
  return { reverse, firstField: firstField ?? 0 };

  function mayPass(i: number): boolean {
    return isFixed(i) || (firstField === undefined && i < points);
  }
}
