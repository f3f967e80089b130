import { encode, RawDoc } from '../bson/codec.js';
import { toNumber } from '../bson/plain.js';
import { Doc, type Value } from '../bson/values.js';
import type { Collection, StoredDocument } from '../catalog/collection.js';
import { badValue, inContext } from '../errors.js';
import { samePattern } from '../indexes/index-spec.js';
import {
  compileFilter,
  compileProjection,
  compileSort,
  type Environment,
  type Matcher,
  type Projection,
  type Sort,
  show,
} from '../language/index.js';
import type { SortField } from '../planner/index-order.js';
import { type Hint, type Plan, planFor, scansOf } from '../planner/plan.js';
import { runPlan, TICK, type Ticking, type Work } from '../planner/run.js';
import { sortDocuments } from './sort-documents.js';

/** A query as commands state it, compiled. */
export interface FindQuery {
  readonly matcher: Matcher;
  readonly sort: Sort | undefined;
  readonly sortFields: readonly SortField[];
  readonly skip: number;
  /** 0 for no limit. */
  readonly limit: number;
  readonly projection: Projection | undefined;
  readonly hint: Hint | undefined;
}

export interface FindSpec {
  readonly filter?: Doc | undefined;
  readonly sort?: Doc | undefined;
  readonly skip?: number | undefined;
  readonly limit?: number | undefined;
  readonly projection?: Doc | undefined;
  readonly hint?: Value | undefined;
}

export function compileQuery(collection: Collection | undefined, spec: FindSpec, env: Environment): FindQuery {
  const { sort, projection } = spec;
  const natural = sort?.has('$natural') ? naturalSort(sort, spec.hint) : undefined;
  const matcher = compileFilter(spec.filter ?? new Doc(), env);
  return {
    matcher,
    sort: sort && sort.size > 0 && natural === undefined ? compileSort(sort) : undefined,
    sortFields: sort ? sortFieldsOf(sort) : [],
    skip: spec.skip ?? 0,
    limit: spec.limit ?? 0,
    projection:
      projection && projection.size > 0 ? compileProjection(projection, { env, tree: matcher.tree }) : undefined,
    hint: natural === undefined ? hintOf(collection, spec.hint) : { natural: natural < 0 ? -1 : 1 },
  };
}

function naturalSort(sort: Doc, hint: Value | undefined): number {
  const way = toNumber(sort.get('$natural'));
  if (way !== 1 && way !== -1) throw badValue('$natural sort cannot be set to a value other than -1 or 1.');
  if (sort.size > 1) throw badValue(`Cannot include '$natural' in compound sort: ${show(sort)}`);
  if (hint !== undefined && !(hint instanceof Doc && (hint.size === 0 || hint.has('$natural')))) {
    throw badValue('Cannot use a hint of an index together with a $natural sort');
  }
  return way;
}

function sortFieldsOf(sort: Doc): SortField[] {
  return Array.from(sort, ([path, way]) => ({ path, descending: (toNumber(way) ?? 1) < 0 }));
}

function hintOf(collection: Collection | undefined, hint: Value | undefined): Hint | undefined {
  if (hint === undefined || hint === '') return undefined;
  if (typeof hint === 'string') return hint === '$natural' ? { natural: 1 } : { index: hint };
  if (!(hint instanceof Doc)) throw badValue('hint must be a string or an object');
  if (hint.size === 0) return undefined;
  const natural = toNumber(hint.get('$natural'));
  if (natural !== undefined) return { natural: natural < 0 ? -1 : 1 };
  const index = collection?.indexes.find(({ spec }) => samePattern(spec.get('key'), hint));
  return { index: index?.name ?? '' };
}

export function planQuery(collection: Collection, query: FindQuery): Plan {
  const plan = planFor(collection, {
    filter: query.matcher.tree,
    sort: query.sort ? query.sortFields : [],
    hint: query.hint,
  });
  for (const { index } of scansOf(plan)) index.uses++;
  return plan;
}

/** The stored documents a query finds, in order, after skip and limit. */
export function* findStored(
  collection: Collection,
  query: FindQuery,
  plan = planQuery(collection, query),
  work?: Work,
): Ticking<StoredDocument> {
  const found = runPlan(collection, plan, query.matcher, work);
  const wanted = query.limit === 0 ? undefined : query.limit + query.skip;
  const inOrder = query.sort && !plan.sorted ? sortDocuments(found, query.sort, wanted) : found;
  let place = 0;
  for (const document of inOrder) {
    if (document === TICK) yield TICK;
    else if (++place > query.skip) yield document;
    if (place === wanted) return;
  }
}

/** The same as clients get them: projected, as bytes. */
export function* findBytes(collection: Collection, query: FindQuery, plan?: Plan, work?: Work): Ticking<Uint8Array> {
  const chosen = plan ?? planQuery(collection, query);
  try {
    for (const found of findStored(collection, query, chosen, work)) {
      yield found === TICK ? TICK : project(found.bytes, query);
    }
  } catch (error) {
    throw inContext(error, 'Executor error during find command', 'Failed to optimize expression');
  }
}

export function project(bytes: Buffer, { projection, matcher }: FindQuery): Uint8Array {
  if (!projection) return bytes;
  const raw = new RawDoc(bytes);
  const document = raw.decode();
  return encode(projection.apply(document, projection.positional ? matcher.matchArrayIndex(document) : undefined));
}
