import { Decimal128, Doc, Double, Long, type Value } from './values.js';

/** Any of the numeric types as a JS number; `undefined` for what is not a number. */
export function toNumber(value: Value | undefined): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Double) return value.value;
  return value instanceof Decimal128 ? Number(value.toString()) : undefined;
}

/** How the server reads a flag: any number but zero is true. */
export function toFlag(value: Value | undefined): boolean {
  return typeof value === 'boolean' ? value : Boolean(toNumber(value));
}

/** A whole number as the type the server would answer with: int32 where it fits, else int64. */
export function wholeNumber(value: number): number | bigint {
  return (value | 0) === value ? value : BigInt(value);
}

/** Plain JS values as BSON values, for replies; a number becomes an int32, int64 or double by its size. */
export function fromPlain(value: unknown): Value {
  if (typeof value === 'number') return Number.isInteger(value) ? wholeNumber(value) : value;
  if (Array.isArray(value)) return value.map(fromPlain);
  if (value instanceof Doc || value === null || typeof value !== 'object') return value as Value;
  if (value instanceof Long) return value.toBigInt();
  if (Object.getPrototypeOf(value) !== Object.prototype) return value as Value;
  const result = new Doc();
  for (const [name, field] of Object.entries(value)) if (field !== undefined) result.set(name, fromPlain(field));
  return result;
}
