import { RANK } from '../bson/compare.js';
import { Doc, doc, type Value } from '../bson/values.js';
import { show } from '../language/index.js';
import type { IndexScan } from './index-scan.js';
import { everything, type Interval } from './intervals.js';
import type { Plan } from './plan.js';

export interface Around {
  readonly filter: Doc;
  readonly sort: Doc | undefined;
  readonly skip: number;
  readonly limit: number;
  readonly projected: boolean;
}

/** A plan as `explain` tells it, from the last stage inwards. */
export function describePlan(plan: Plan, around: Around): Doc {
  let stage = source(plan, around.filter);
  if (around.sort && !plan.sorted) {
    const memLimit = 100 * 1024 * 1024;
    stage = doc({ stage: 'SORT', sortPattern: around.sort, memLimit, type: 'simple', inputStage: stage });
  }
  if (around.skip > 0) stage = doc({ stage: 'SKIP', skipAmount: around.skip, inputStage: stage });
  if (around.limit > 0) stage = doc({ stage: 'LIMIT', limitAmount: around.limit, inputStage: stage });
  if (around.projected) stage = doc({ stage: 'PROJECTION_DEFAULT', inputStage: stage });
  return stage;
}

function source(plan: Plan, filter: Doc): Doc {
  if (plan.kind === 'collection') {
    const direction = plan.reverse ? 'backward' : 'forward';
    return doc({ stage: 'COLLSCAN', filter: filter.size > 0 ? filter : undefined, direction });
  }
  if (plan.kind === 'index' && isIdLookup(plan)) return doc({ stage: 'IDHACK' });
  const inputStage =
    plan.kind === 'index' ? indexStage(plan) : doc({ stage: 'OR', inputStages: plan.branches.map(indexStage) });
  return doc({ stage: 'FETCH', filter: filter.size > 0 ? filter : undefined, inputStage });
}

function isIdLookup({ index, points, ranges }: IndexScan): boolean {
  return index.isId && points === 1 && ranges.length === 1;
}

function indexStage(scan: IndexScan): Doc {
  const { index } = scan;
  return doc({
    stage: 'IXSCAN',
    keyPattern: index.spec.get('key'),
    indexName: index.name,
    isMultiKey: index.isMultikey,
    multiKeyPaths: new Doc(index.fields.map(({ path }, i) => [path, index.multikey[i] ? [path] : []])),
    isUnique: index.unique,
    isSparse: index.sparse,
    isPartial: index.partial !== undefined,
    indexVersion: 2,
    direction: scan.reverse ? 'backward' : 'forward',
    indexBounds: boundsOf(scan),
  });
}

/** The intervals that are read; keys are told by their type and bytes, values are not kept. */
function boundsOf({ index, bounds }: IndexScan): Doc {
  return new Doc(
    index.fields.map(({ path }, i): [string, Value] => {
      const intervals = bounds[i] ?? everything;
      return [path, intervals.map(describeInterval)];
    }),
  );
}

function describeInterval(interval: Interval): string {
  if (interval === everything[0]) return '[MinKey, MaxKey]';
  if (interval.value !== undefined) return `[${show(interval.value)}, ${show(interval.value)}]`;
  return `[${edge(interval.start)}, ${edge(interval.end)})`;
}

const TYPE_OF_RANK = new Map<number, string>(Object.entries(RANK).map(([name, rank]) => [rank, name]));

function edge(bytes: Buffer): string {
  const type = TYPE_OF_RANK.get(bytes[0] ?? 0) ?? TYPE_OF_RANK.get((bytes[0] ?? 0) - 1) ?? 'key';
  return bytes.length > 1 ? `${type} ${bytes.subarray(1, 17).toString('hex')}` : type;
}
