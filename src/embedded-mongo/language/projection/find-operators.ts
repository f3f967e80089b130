import { Doc, isNumeric, type Value } from '../../bson/values.js';
import { badValue, MongoError } from '../../errors.js';
import type { Environment } from '../environment.js';
import { compileFilter } from '../filter/index.js';
import { toNumber } from '../numbers.js';

/** A change to one path of a document that was projected already. */
export type Adjustment = (document: Doc, original: Doc, matchedIndex: number | undefined) => Doc;

/** `{ $slice: n }` and `{ $slice: [skip, n] }`; undefined where the operand is an expression instead. */
export function parseSlice(operand: Value): { skip: number; limit: number } | undefined {
  if (isNumeric(operand)) return sliceOfCount(Math.trunc(toNumber(operand)));
  if (!Array.isArray(operand)) return undefined;
  const [skip, limit] = operand;
  if (operand.length !== 2 || !isNumeric(skip) || !isNumeric(limit)) return undefined;
  if (toNumber(limit) <= 0) {
    throw new MongoError(28724, 'First argument to $slice must be an array, but is of type: int');
  }
  return { skip: Math.trunc(toNumber(skip)), limit: Math.trunc(toNumber(limit)) };
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
  if (parts.length > 1) throw new MongoError(31275, 'Cannot use $elemMatch projection on a nested field.');
  if (!(operand instanceof Doc))
    throw new MongoError(31274, `elemMatch: Invalid argument, object required, but got ${kind(operand)}`);
  const matcher = compileFilter(new Doc([['item', new Doc([['$elemMatch', operand]])]]), env);
  return (document, original) => {
    const items = original.get(field);
    const found = Array.isArray(items) ? matcher.matchArrayIndex(new Doc([['item', items]])) : undefined;
    const result = new Doc(document);
    result.delete(field);
    return found === undefined ? result : result.set(field, [(items as Value[])[found] as Value]);
  };
}

function kind(operand: Value): string {
  return Array.isArray(operand) ? 'array' : typeof operand;
}

/** `{ 'a.$': 1 }`: of the array only the element that the query matched. */
export function positionalAdjustment(parts: string[]): Adjustment {
  return (document, _original, matchedIndex) =>
    updateFirstArray(document, parts, (items) => {
      if (matchedIndex === undefined || matchedIndex >= items.length) {
        throw new MongoError(
          51246,
          "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
        );
      }
      return [items[matchedIndex] as Value];
    });
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
