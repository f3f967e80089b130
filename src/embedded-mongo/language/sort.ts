import { compare } from '../bson/compare.js';
import { Doc, isNumeric, UNDEFINED, type Value } from '../bson/values.js';
import { badValue, MongoError } from '../errors.js';
import { fieldParts } from './expression/evaluator.js';
import { toNumber } from './numbers.js';
import { showElement } from './show.js';

export interface SortKey {
  path: string;
  direction: 1 | -1;
}

export interface Sort {
  readonly keys: readonly SortKey[];
  /** The values a document is ordered by: of an array its smallest, or its largest where the order descends. */
  keyOf(document: Doc): Value[];
  compareKeys(a: readonly Value[], b: readonly Value[]): number;
  compare(a: Doc, b: Doc): number;
}

export function compileSort(sort: Doc): Sort {
  if (sort.size > 32) throw new MongoError(13103, 'too many compound keys');
  const keys = Array.from(sort, ([path, value]): SortKey => ({ path, direction: sortDirection(path, value) }));
  const paths = keys.map(({ path }) => fieldParts(path));
  const compareKeys = (a: readonly Value[], b: readonly Value[]) => compareInOrder(keys, a, b);
  const keyOf = (document: Doc) => sortKeyOf(document, paths, compareKeys);
  return { keys, keyOf, compareKeys, compare: (a, b) => compareKeys(keyOf(a), keyOf(b)) };
}

function sortDirection(path: string, value: Value): 1 | -1 {
  if (value instanceof Doc && value.has('$meta')) {
    throw new MongoError(40218, 'query requires text score metadata, but it is not available');
  }
  if (!isNumeric(value)) throw new MongoError(15974, `Illegal key in $sort specification: ${showElement(path, value)}`);
  const direction = Math.trunc(toNumber(value));
  if (direction === 1 || direction === -1) return direction;
  throw new MongoError(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
}

function compareInOrder(keys: readonly SortKey[], a: readonly Value[], b: readonly Value[]): number {
  for (let at = 0; at < keys.length; at++) {
    const order = compare(a[at], b[at]);
    if (order !== 0) return order * (keys[at]?.direction ?? 1);
  }
  return 0;
}

function sortKeyOf(document: Doc, paths: string[][], order: (a: Value[], b: Value[]) => number): Value[] {
  const states = paths.map((parts): PathState => ({ value: document, parts, at: 0, expanded: false }));
  let best: Value[] | undefined;
  for (const key of keysOf(states)) {
    if (!best || order(key, best) < 0) best = key;
  }
  return best ?? [];
}

/** How far a path has been followed. */
interface PathState {
  value: Value | undefined;
  parts: string[];
  at: number;
  /** The path's end was an array, and this is one of its elements. */
  expanded: boolean;
}

/** Every combination of values that the paths lead to; they may go through one array only. */
function* keysOf(states: PathState[]): Generator<Value[]> {
  for (const state of states) follow(state);
  const array = states.find(isOpenArray)?.value;
  if (!Array.isArray(array)) {
    yield states.map(({ value }) => value ?? null);
    return;
  }
  if (states.some((state) => isOpenArray(state) && state.value !== array)) {
    throw badValue('cannot sort with keys that are parallel arrays');
  }
  const items: (Value | undefined)[] = array.length > 0 ? array : [undefined];
  for (const item of items) {
    yield* keysOf(
      states.map((state) => (state.value === array && isOpenArray(state) ? within(state, item) : { ...state })),
    );
  }
}

function isOpenArray(state: PathState): boolean {
  return Array.isArray(state.value) && !state.expanded;
}

/** Follows a path through documents, up to its end or to an array. */
function follow(state: PathState): void {
  while (state.at < state.parts.length && !state.expanded) {
    const part = state.parts[state.at] as string;
    if (state.value instanceof Doc) state.value = state.value.get(part);
    else if (Array.isArray(state.value)) {
      if (!/^\d+$/.test(part) || Number(part) >= state.value.length) return;
      state.value = state.value[Number(part)];
    } else {
      state.value = undefined;
      state.at = state.parts.length;
      return;
    }
    state.at++;
  }
}

function within(state: PathState, item: Value | undefined): PathState {
  if (state.at === state.parts.length)
    return { ...state, value: item === undefined ? UNDEFINED : item, expanded: true };
  const value = item instanceof Doc ? item : undefined;
  return { ...state, value, at: value ? state.at : state.parts.length };
}
