import { compare } from '../../bson/compare.js';
import { Decimal128, Doc, Double, typeOf, type Value } from '../../bson/values.js';

/** Whether two values have the same bytes: type, digits and the order of fields. */
export function identical(a: Value, b: Value): boolean {
  if (a === b) return a !== 0 || Object.is(a, b);
  if (typeOf(a) !== typeOf(b)) return false;
  if (Array.isArray(a) && Array.isArray(b)) return sameItems(a, b);
  if (a instanceof Doc && b instanceof Doc) return sameFields(a, b);
  if (a instanceof Decimal128 && b instanceof Decimal128) return Buffer.compare(a.bytes, b.bytes) === 0;
  if (typeof a === 'number' || a instanceof Double) return Object.is(plain(a), plain(b));
  return compare(a, b) === 0;
}

function plain(value: Value): Value {
  return value instanceof Double ? value.value : value;
}

function sameItems(a: Value[], b: Value[]): boolean {
  return a.length === b.length && a.every((item, index) => identical(item, b[index] as Value));
}

function sameFields(a: Doc, b: Doc): boolean {
  if (a.size !== b.size) return false;
  const other = b.entries();
  for (const [name, value] of a) {
    const entry = other.next().value;
    if (!entry || entry[0] !== name || !identical(value, entry[1])) return false;
  }
  return true;
}

/** A copy whose documents and arrays can be changed without changing the original. */
export function deepCopy<T extends Value>(value: T): T;
export function deepCopy(value: Value): Value {
  if (Array.isArray(value)) return value.map((item) => deepCopy(item));
  if (!(value instanceof Doc)) return value;
  const copy = new Doc();
  for (const [name, item] of value) copy.set(name, deepCopy(item));
  return copy;
}
