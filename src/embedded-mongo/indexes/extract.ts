import { RawDoc } from '../bson/raw-doc.js';
import { Doc, UNDEFINED, type Value } from '../bson/values.js';
import { MongoError } from '../errors.js';

/** The values an index holds for a document: one row for each key; the flags tell which fields met an array. */
export interface Extracted {
  readonly rows: Value[][];
  readonly multikey: boolean[];
  /** Whether any of the fields is there at all, for sparse indexes. */
  readonly anyPresent: boolean;
}

type Node = RawDoc | Value | undefined;

/** A field on its way down the document. */
interface Walker {
  readonly node: Node;
  readonly rest: readonly string[];
  readonly walked: string;
}

export function extractKeys(document: RawDoc, paths: readonly (readonly string[])[]): Extracted {
  const multikey = paths.map(() => false);
  const rows: Value[][] = [];
  const state = { rows, multikey, anyPresent: false };
  expand(
    paths.map((rest) => descend({ node: document, rest, walked: '' })),
    state,
  );
  return state;
}

interface State {
  readonly rows: Value[][];
  readonly multikey: boolean[];
  anyPresent: boolean;
}

function expand(walkers: Walker[], state: State): void {
  const atArray = walkers.find(isAtArray);
  if (!atArray) {
    state.rows.push(walkers.map((walker) => leafValue(walker, state)));
    return;
  }
  const array = Array.isArray(atArray.node) ? atArray.node : [];
  const others = walkers.find((walker) => isAtArray(walker) && walker.walked !== atArray.walked);
  if (others) throw parallelArrays(others.walked, atArray.walked);
  walkers.forEach((walker, i) => {
    if (isAtArray(walker)) state.multikey[i] = true;
  });
  if (array.length === 0) expand(walkers.map(emptied), state);
  for (const element of array)
    expand(
      walkers.map((walker) => intoElement(walker, element)),
      state,
    );
}

/** An element of an array is a value of its own, even where it is an array itself. */
const DONE: readonly string[] = Object.freeze(['\0']);

function isAtArray(walker: Walker): boolean {
  return Array.isArray(walker.node) && walker.rest !== DONE;
}

function leafValue(walker: Walker, state: State): Value {
  const { node } = walker;
  if (node === undefined) return null;
  state.anyPresent = true;
  return node instanceof RawDoc ? node.decode() : node;
}

function emptied(walker: Walker): Walker {
  if (!isAtArray(walker)) return walker;
  return { node: walker.rest.length === 0 ? UNDEFINED : undefined, rest: [], walked: walker.walked };
}

function intoElement(walker: Walker, element: Value): Walker {
  if (!isAtArray(walker)) return walker;
  if (walker.rest.length === 0) return { node: element, rest: DONE, walked: walker.walked };
  if (!(element instanceof Doc)) return { node: undefined, rest: [], walked: walker.walked };
  return descend({ node: element, rest: walker.rest, walked: walker.walked });
}

/** Follows a path down to its end, to where it is missing, or to the first array. */
function descend(walker: Walker): Walker {
  let { node, rest, walked } = walker;
  while (rest.length > 0) {
    const [name = ''] = rest;
    if (Array.isArray(node)) {
      const position = /^(0|[1-9]\d*)$/.test(name) ? Number(name) : -1;
      if (position < 0 || position >= node.length) break;
      if (node.some((item) => item instanceof Doc && item.has(name))) throw ambiguous(name);
      node = node[position];
    } else if (node instanceof RawDoc) node = node.peek(name);
    else if (node instanceof Doc) node = node.get(name);
    else return { node: undefined, rest: [], walked };
    walked += `.${name}`;
    rest = rest.slice(1);
  }
  return { node, rest, walked };
}

function ambiguous(name: string): MongoError {
  return new MongoError(
    16746,
    `Ambiguous field name found in array (do not use numeric field names in embedded elements in an array), field: '${name}'`,
  );
}

function parallelArrays(a: string, b: string): MongoError {
  const last = (walked: string) => walked.slice(walked.lastIndexOf('.') + 1);
  return new MongoError(171, `cannot index parallel arrays [${last(a)}] [${last(b)}]`);
}
