import type { RawDoc } from '../../bson/codec.js';
import { RawDoc as Raw } from '../../bson/raw-doc.js';
import { Doc, type Value } from '../../bson/values.js';

/** Something with named fields: a document, its bytes, or an array read as a document by `$elemMatch`. */
export type Fields = Doc | RawDoc | ArrayFields;
/** A value met on a path, and the index in the outermost array that was searched for it (-1: none). */
export type Visit = (value: Value | undefined, arrayIndex: number) => boolean;

export class ArrayFields {
  constructor(private readonly items: Value[]) {}

  get(field: string): Value | undefined {
    return isIndex(field) ? this.items[Number(field)] : undefined;
  }
}

export function isIndex(part: string): boolean {
  return /^\d+$/.test(part);
}

function inner(fields: Fields, part: string): Value | RawDoc | undefined {
  return fields instanceof Raw ? fields.peek(part) : fields.get(part);
}

/**
 * Visits every value that a dotted path leads to until one is accepted. Arrays on the way are searched;
 * with `intoLeaf` the elements of an array at the end are visited before the array itself.
 */
export function visitPath(fields: Fields, path: string[], from: number, intoLeaf: boolean, visit: Visit): boolean {
  const last = path.length - 1;
  let current = fields;
  for (let at = from; at < last; at++) {
    const value = inner(current, path[at] as string);
    if (value instanceof Doc || value instanceof Raw) current = value;
    else if (Array.isArray(value)) return visitArray(value, path, at + 1, intoLeaf, visit);
    else return visit(undefined, -1);
  }
  const leaf = current.get(path[last] as string);
  return Array.isArray(leaf) && intoLeaf ? visitLeafArray(leaf, visit) : visit(leaf, -1);
}

function visitLeafArray(items: Value[], visit: Visit): boolean {
  for (let index = 0; index < items.length; index++) {
    if (visit(items[index], index)) return true;
  }
  return visit(items, -1);
}

function visitArray(items: Value[], path: string[], at: number, intoLeaf: boolean, visit: Visit): boolean {
  const part = path[at] as string;
  const wanted = isIndex(part) && String(Number(part)) === part ? Number(part) : -1;
  for (let index = 0; index < items.length; index++) {
    const item = items[index] as Value;
    const within: Visit = (value) => visit(value, index);
    if (item instanceof Doc && visitPath(item, path, at, intoLeaf, within)) return true;
    if (index === wanted && visitIndexed(item, path, at, intoLeaf, visit)) return true;
  }
  return false;
}

function visitIndexed(item: Value, path: string[], at: number, intoLeaf: boolean, visit: Visit): boolean {
  if (at === path.length - 1) return visit(item, -1);
  if (item instanceof Doc) return visitPath(item, path, at + 1, intoLeaf, visit);
  return Array.isArray(item) && visitArray(item, path, at + 1, intoLeaf, visit);
}
