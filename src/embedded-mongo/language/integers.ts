import { Decimal128, isNumeric, type Value } from '../bson/values.js';
import { exactLong, isNaNValue, truncateToLong } from './numbers.js';
import { showElement } from './show.js';

/** A whole number read from an operand, or the server's words for what is wrong with it. */
export type Parsed<T> = { value: T } | { error: string };

export function parseLong(field: string, value: Value | undefined): Parsed<bigint> {
  const shown = showElement(field, value);
  if (!isNumeric(value)) return { error: `Expected a number in: ${shown}` };
  const isDecimal = value instanceof Decimal128;
  if (isNaNValue(value) && !isDecimal) return { error: `Expected an integer, but found NaN in: ${shown}` };
  if (typeof truncateToLong(value) === 'string') return { error: `Cannot represent as a 64-bit integer: ${shown}` };
  const exact = exactLong(value);
  if (exact !== undefined) return { value: exact };
  return { error: `${isDecimal ? 'Cannot represent as a 64-bit integer' : 'Expected an integer'}: ${shown}` };
}

export function parseInt32(field: string, value: Value | undefined): Parsed<number> {
  const parsed = parseLong(field, value);
  if ('error' in parsed) return parsed;
  const small = Number(parsed.value);
  return (small | 0) === small
    ? { value: small }
    : { error: `Cannot represent in an int: ${showElement(field, value)}` };
}

export function parseNonNegativeLong(field: string, value: Value | undefined): Parsed<bigint> {
  const parsed = parseLong(field, value);
  if ('error' in parsed || parsed.value >= 0n) return parsed;
  return { error: `Expected a non-negative number in: ${showElement(field, value)}` };
}

export function parseNonNegativeInt32(field: string, value: Value | undefined): Parsed<number> {
  const parsed = parseInt32(field, value);
  if ('error' in parsed || parsed.value >= 0) return parsed;
  return { error: `Expected a non-negative number in: ${showElement(field, value)}` };
}
