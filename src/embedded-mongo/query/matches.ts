import type { Collection } from '../catalog/collection.js';
import { isCovered } from '../planner/covered.js';
import { keysOnly, TICK, type Ticking } from '../planner/run.js';
import { type FindQuery, findStored, planQuery } from './find-query.js';

/** Yields once for each document that a query finds, from the keys of an index alone where they tell enough. */
export function* matches(collection: Collection, query: FindQuery): Ticking<true> {
  const plan = planQuery(collection, query);
  if (!isCovered(plan, query.matcher.tree)) {
    for (const found of findStored(collection, query, plan)) yield found === TICK ? TICK : true;
    return;
  }
  const last = query.limit === 0 ? Number.POSITIVE_INFINITY : query.skip + query.limit;
  let place = 0;
  for (const key of keysOnly(collection, plan)) {
    if (key === TICK) yield TICK;
    else if (++place > query.skip) yield true;
    if (place >= last) return;
  }
}

/** The record ids that a query finds, for writes: they are few bytes each, however large the documents. */
export function recordIdsOf(collection: Collection, query: FindQuery): number[] {
  const ids: number[] = [];
  for (const found of findStored(collection, query)) if (found !== TICK) ids.push(found.recordId);
  return ids;
}
