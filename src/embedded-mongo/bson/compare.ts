import { compareNumbers } from './numeric.js';
import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  binaryBytes,
  Code,
  DbPointer,
  Decimal128,
  Doc,
  Double,
  FarDate,
  isNumeric,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
  Undefined,
  type Value,
} from './values.js';

/** The place of a value's type in the BSON comparison order; types of one rank compare by value. */
export function rankOf(value: Value | undefined): number {
  switch (typeof value) {
    case 'undefined':
      return RANK.undefined;
    case 'string':
      return RANK.string;
    case 'number':
    case 'bigint':
      return RANK.number;
    case 'boolean':
      return RANK.bool;
    default:
      break;
  }
  if (value === null) return RANK.null;
  if (value instanceof ObjectId) return RANK.objectId;
  if (value instanceof Date || value instanceof FarDate) return RANK.date;
  if (value instanceof Doc) return RANK.object;
  if (Array.isArray(value)) return RANK.array;
  if (value instanceof Double || value instanceof Decimal128) return RANK.number;
  return rankOfRare(value);
}

function rankOfRare(value: object): number {
  if (value instanceof Binary) return RANK.binary;
  if (value instanceof Timestamp) return RANK.timestamp;
  if (value instanceof BSONRegExp) return RANK.regex;
  if (value instanceof BSONSymbol) return RANK.string;
  if (value instanceof Undefined) return RANK.undefined;
  if (value instanceof DbPointer) return RANK.dbPointer;
  if (value instanceof Code) return value.scope ? RANK.codeWithScope : RANK.code;
  if (value instanceof MinKey) return RANK.minKey;
  if (value instanceof MaxKey) return RANK.maxKey;
  throw new TypeError(`Not a BSON value: ${value.constructor.name}`);
}

/** Also the first byte of an index key, so all are between 1 and 254. */
export const RANK = {
  minKey: 1,
  undefined: 3,
  null: 5,
  number: 10,
  string: 15,
  object: 20,
  array: 25,
  binary: 30,
  objectId: 35,
  bool: 40,
  date: 45,
  timestamp: 47,
  regex: 50,
  dbPointer: 55,
  code: 60,
  codeWithScope: 65,
  maxKey: 127,
} as const;

/**
 * Orders two values as the server does. A missing value (`undefined`) and the deprecated undefined type are
 * equal and come before null; indexes and sorts turn a missing field into null before they compare.
 */
export function compare(a: Value | undefined, b: Value | undefined): number {
  if (typeof a === 'number' && typeof b === 'number') {
    return a < b ? -1 : a > b ? 1 : a === b ? 0 : compareNumbers(a, b);
  }
  if (typeof a === 'string' && typeof b === 'string') return compareStrings(a, b);
  const rank = rankOf(a);
  const difference = rank - rankOf(b);
  if (difference !== 0) return difference < 0 ? -1 : 1;
  return a === undefined || b === undefined || a === null || b === null ? 0 : compareSameRank(a, b);
}

export function equal(a: Value | undefined, b: Value | undefined): boolean {
  return compare(a, b) === 0;
}

function compareSameRank(a: Exclude<Value, null>, b: Exclude<Value, null>): number {
  if (isNumeric(a) && isNumeric(b)) return compareNumbers(a, b);
  if (a instanceof ObjectId && b instanceof ObjectId) return compareBytes(a.id, b.id);
  if (a instanceof Doc && b instanceof Doc) return compareDocs(a, b);
  if (Array.isArray(a) && Array.isArray(b)) return compareArrays(a, b);
  if (isDate(a) && isDate(b)) return order(milliseconds(a), milliseconds(b));
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  if (a instanceof Binary && b instanceof Binary) return compareBinaries(a, b);
  return compareRare(a, b);
}

function compareRare(a: Exclude<Value, null>, b: Exclude<Value, null>): number {
  if (isText(a) && isText(b)) return compareStrings(text(a), text(b));
  if (a instanceof Timestamp && b instanceof Timestamp) {
    return order(a.high >>> 0, b.high >>> 0) || order(a.low >>> 0, b.low >>> 0);
  }
  if (a instanceof BSONRegExp && b instanceof BSONRegExp) {
    return compareStrings(a.pattern, b.pattern) || compareStrings(a.options, b.options);
  }
  if (a instanceof Code && b instanceof Code) return compareCodes(a, b);
  if (a instanceof DbPointer && b instanceof DbPointer) {
    const lengths = order(Buffer.byteLength(a.namespace), Buffer.byteLength(b.namespace));
    return lengths || compareStrings(a.namespace, b.namespace) || compareBytes(a.id.id, b.id.id);
  }
  return 0;
}

function order<T extends number | bigint>(a: T | number, b: T | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function isDate(value: Value): value is Date | FarDate {
  return value instanceof Date || value instanceof FarDate;
}

function milliseconds(value: Date | FarDate): number | bigint {
  return value instanceof FarDate ? value.ms : value.getTime();
}

function isText(value: Value): value is string | BSONSymbol {
  return typeof value === 'string' || value instanceof BSONSymbol;
}

function text(value: string | BSONSymbol): string {
  return typeof value === 'string' ? value : value.value;
}

/** By UTF-8 bytes, which is by code point: UTF-16 order differs only where surrogates meet U+E000 to U+FFFF. */
export function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return byCodePoint(x) < byCodePoint(y) ? -1 : 1;
  }
  return order(a.length, b.length);
}

function byCodePoint(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference < 0 ? -1 : 1;
  }
  return order(a.length, b.length);
}

function compareBinaries(a: Binary, b: Binary): number {
  return order(a.position, b.position) || order(a.sub_type, b.sub_type) || compareBytes(binaryBytes(a), binaryBytes(b));
}

function compareDocs(a: Doc, b: Doc): number {
  const left = a.entries();
  const right = b.entries();
  for (;;) {
    const x = left.next();
    const y = right.next();
    if (x.done || y.done) return Number(Boolean(y.done)) - Number(Boolean(x.done));
    const result =
      order(rankOf(x.value[1]), rankOf(y.value[1])) ||
      compareStrings(x.value[0], y.value[0]) ||
      compare(x.value[1], y.value[1]);
    if (result !== 0) return result;
  }
}

function compareArrays(a: readonly Value[], b: readonly Value[]): number {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) {
    const result = compare(a[i], b[i]);
    if (result !== 0) return result;
  }
  return order(a.length, b.length);
}

function compareCodes(a: Code, b: Code): number {
  const byText = compareStrings(a.code, b.code);
  return byText || (a.scope instanceof Doc && b.scope instanceof Doc ? compareDocs(a.scope, b.scope) : 0);
}
