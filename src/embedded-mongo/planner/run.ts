import { RawDoc } from '../bson/raw-doc.js';
import type { Collection, StoredDocument } from '../catalog/collection.js';
import type { Matcher } from '../language/index.js';
import type { IndexScan } from './index-scan.js';
import { mergedScan } from './merge.js';
import type { Plan } from './plan.js';

/** What `explain` counts. */
export interface Work {
  keysExamined: number;
  docsExamined: number;
}

/** Given instead of a document by a stream that has found nothing for a while: a good moment to let others run. */
export const TICK = undefined;
export type Ticking<T> = Generator<T | typeof TICK, void, undefined>;

const DOCUMENTS_PER_TICK = 128;

/** The documents that match, in the plan's order. May be left and resumed while the collection changes. */
export function* runPlan(collection: Collection, plan: Plan, matcher: Matcher, work?: Work): Ticking<StoredDocument> {
  let sinceTick = 0;
  for (const found of candidates(collection, plan, work)) {
    if (work) work.docsExamined++;
    if (matcher.matches(new RawDoc(found.bytes))) {
      sinceTick = 0;
      yield found;
    } else if (++sinceTick >= DOCUMENTS_PER_TICK) {
      sinceTick = 0;
      yield TICK;
    }
  }
}

function* candidates(collection: Collection, plan: Plan, work?: Work): Generator<StoredDocument> {
  if (plan.kind === 'collection') {
    yield* collection.inNaturalOrder(plan.reverse);
    return;
  }
  const seen = mayRepeat(plan) ? new Set<number>() : undefined;
  for (const recordId of recordIds(collection, plan)) {
    if (work) work.keysExamined++;
    if (seen?.has(recordId)) continue;
    seen?.add(recordId);
    const bytes = collection.get(recordId);
    if (bytes) yield { recordId, bytes };
  }
}

function mayRepeat(plan: Exclude<Plan, { kind: 'collection' }>): boolean {
  return plan.kind === 'union' || plan.index.isMultikey;
}

function* recordIds(collection: Collection, plan: Exclude<Plan, { kind: 'collection' }>): Generator<number> {
  if (plan.kind === 'union') {
    for (const branch of plan.branches) yield* scanRecordIds(collection, branch);
  } else yield* scanRecordIds(collection, plan);
}

/** The records of a scan, whose documents need not be read. */
export function* keysOnly(collection: Collection, scan: IndexScan): Ticking<number> {
  let sinceTick = 0;
  for (const recordId of scanRecordIds(collection, scan)) {
    if (++sinceTick % DOCUMENTS_PER_TICK === 0) yield TICK;
    yield recordId;
  }
}

function* scanRecordIds(collection: Collection, scan: IndexScan): Generator<number> {
  if (scan.merged) {
    yield* mergedScan(collection, scan);
    return;
  }
  for (const range of scan.ranges) {
    if (isWholeUniqueKey(scan)) {
      const recordId = collection.recordAt(range.start);
      if (recordId !== undefined) yield recordId;
    } else for (const entry of collection.scanIndex(scan.index, range, scan.reverse)) yield entry.recordId;
  }
}

/** One entry at most, and its key is known: a look-up, not a scan. */
function isWholeUniqueKey({ index, points, ranges }: IndexScan): boolean {
  return index.unique && points === index.fields.length && ranges.every((range) => range.start.length < LONGEST_LOOKUP);
}

const LONGEST_LOOKUP = 1000;
