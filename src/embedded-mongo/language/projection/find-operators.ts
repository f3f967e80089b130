import { aliasOf, Doc, isNumeric, type Value } from '../../bson/values.js';
import { badValue, MongoError } from '../../errors.js';
import type { Environment } from '../environment.js';
import { compileFilter } from '../filter/index.js';
import { toNumber } from '../numbers.js';

/** A change to one path of a document that was projected already. */
export type Adjustment = (document: Doc, original: Doc, matchedIndex: number | undefined) => Doc;

/** `{ $slice: n }` and `{ $slice: [skip, n] }`, or what is wrong with it: it may be an expression. */
export function parseSlice(operand: Value): { skip: number; limit: number } | MongoError {
  if (isNumeric(operand)) return sliceOfCount(Math.trunc(toNumber(operand)));
  if (!Array.isArray(operand)) return new MongoError(31273, '$slice only supports numbers and [skip, limit] arrays');
  const [skip = null, limit = null] = operand;
  if (operand.length !== 2) return new MongoError(31272, '$slice array argument should be of form [skip, limit]');
  if (!isNumeric(skip)) {
    return new MongoError(31257, `$slice expects the skip argument to be a number, got ${aliasOf(skip)}`);
  }
  if (!isNumeric(limit)) {
    return new MongoError(31258, `$slice expects the limit argument to be a number, got ${aliasOf(limit)}`);
  }
  const count = Math.trunc(toNumber(limit));
  if (count <= 0) return new MongoError(31259, `$slice limit must be positive, got ${count}`);
  return { skip: Math.trunc(toNumber(skip)), limit: count };
}

function sliceOfCount(count: number): { skip: number; limit: number } {
  return count < 0 ? { skip: count, limit: -count } : { skip: 0, limit: count };
}

export function sliced(items: Value[], skip: number, limit: number): Value[] {
  const from = skip < 0 ? Math.max(0, items.length + skip) : skip;
  return items.slice(from, from + limit);
}

export function sliceAdjustment(parts: string[], skip: number, limit: number): Adjustment {
  return (document) => updateArrays(document, parts, (items) => sliced(items, skip, limit));
}

/** Changes the array at the end of a path, in the documents of arrays on the way too. */
function updateArrays(document: Doc, [part = '', ...rest]: string[], change: (items: Value[]) => Value[]): Doc {
  const value = document.get(part);
  const changed = value === undefined ? undefined : updateArraysWithin(value, rest, change);
  return changed === undefined ? document : new Doc(document).set(part, changed);
}

function updateArraysWithin(value: Value, rest: string[], change: (items: Value[]) => Value[]): Value {
  if (rest.length === 0) return Array.isArray(value) ? change(value) : value;
  if (value instanceof Doc) return updateArrays(value, rest, change);
  if (!Array.isArray(value)) return value;
  return value.map((item) => (item instanceof Doc ? updateArrays(item, rest, change) : item));
}

export function elemMatchAdjustment(parts: string[], operand: Value, env: Environment): Adjustment {
  const [field = ''] = parts;
  if (!(operand instanceof Doc)) {
    throw new MongoError(31274, `elemMatch: Invalid argument, object required, but got ${aliasOf(operand)}`);
  }
  if (parts.length > 1) throw new MongoError(31275, 'Cannot use $elemMatch projection on a nested field.');
  const matcher = compileFilter(new Doc([['item', new Doc([['$elemMatch', operand]])]]), env);
  return (document, original) => {
    const items = original.get(field);
    const found = Array.isArray(items) ? matcher.matchArrayIndex(new Doc([['item', items]])) : undefined;
    const result = new Doc(document);
    result.delete(field);
    return found === undefined ? result : result.set(field, [(items as Value[])[found] as Value]);
  };
}

/** `{ 'a.$': 1 }`: of the array only the element that the query matched. */
export function positionalAdjustment(parts: string[]): Adjustment {
  return (document, _original, matchedIndex) =>
    updateFirstArray(document, parts, (items) => {
      if (matchedIndex === undefined) throw unmatched(51246, "couldn't find a matching element in the array");
      if (matchedIndex >= items.length) throw unmatched(51247, 'element mismatch');
      return [items[matchedIndex] as Value];
    });
}

function unmatched(code: number, reason: string): MongoError {
  return new MongoError(code, `positional operator '.$' ${reason}`);
}

function updateFirstArray(document: Doc, [part = '', ...rest]: string[], change: (items: Value[]) => Value[]): Doc {
  const value = document.get(part);
  if (Array.isArray(value)) return new Doc(document).set(part, change(value));
  if (!(value instanceof Doc) || rest.length === 0) return document;
  return new Doc(document).set(part, updateFirstArray(value, rest, change));
}

export function refuseMeta(operand: Value): never {
  if (typeof operand !== 'string') throw badValue('$meta projection requires a string argument');
  throw new MongoError(40218, `query requires ${operand} metadata, but it is not available`);
}
