import { type Decimal, decimalParts, type Numeric } from '../bson/numeric.js';
import { Decimal128, Double, isInt32, isNumeric, Undefined, type Value } from '../bson/values.js';

export type { Numeric };

type NumericType = 'int' | 'long' | 'double' | 'decimal';

const MAX_LONG = 2n ** 63n - 1n;
const MIN_LONG = -(2n ** 63n);

export function numericType(value: Numeric): NumericType {
  if (typeof value === 'number') return isInt32(value) ? 'int' : 'double';
  if (typeof value === 'bigint') return 'long';
  return value instanceof Double ? 'double' : 'decimal';
}

/** A value that stays a double, whatever its digits. */
export function double(value: number): number | Double {
  return isInt32(value) ? new Double(value) : value;
}

/** An integer as int32 where it fits, as int64 otherwise. */
export function integer(value: number | bigint): number | bigint {
  const small = Number(value);
  return isInt32(small) ? small : BigInt(value);
}

/** The nearest JS number; int64 and decimal values may lose digits. */
export function toNumber(value: Numeric): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  return value instanceof Double ? value.value : Number(value.toString());
}

export function isNaNValue(value: Value | undefined): boolean {
  return isNumeric(value) && Number.isNaN(toNumber(value));
}

export function fitsLong(value: bigint): boolean {
  return value <= MAX_LONG && value >= MIN_LONG;
}

/** The integer a number truncates to, or why there is none: the server's words. */
export function truncateToLong(value: Numeric): bigint | string {
  if (typeof value === 'bigint') return value;
  const parts = value instanceof Decimal128 ? decimalParts(value) : toNumber(value);
  if (typeof parts === 'number' && !Number.isFinite(parts)) return 'Unable to coerce NaN/Inf to integral type';
  const truncated = typeof parts === 'number' ? BigInt(Math.trunc(parts)) : truncateDecimal(parts);
  return fitsLong(truncated) ? truncated : 'Out of bounds coercing to integral value';
}

function truncateDecimal({ coefficient, exponent }: Decimal): bigint {
  return exponent >= 0 ? coefficient * 10n ** BigInt(exponent) : coefficient / 10n ** BigInt(-exponent);
}

/** A whole number that a long holds exactly, or undefined. */
export function exactLong(value: Value | undefined): bigint | undefined {
  if (!isNumeric(value)) return undefined;
  const long = truncateToLong(value);
  return typeof long === 'bigint' && isWhole(value) ? long : undefined;
}

function isWhole(value: Numeric): boolean {
  if (typeof value === 'bigint') return true;
  if (!(value instanceof Decimal128)) return Number.isInteger(toNumber(value));
  const parts = decimalParts(value);
  if (typeof parts === 'number') return false;
  return parts.exponent >= 0 || parts.coefficient % 10n ** BigInt(-parts.exponent) === 0n;
}

/** Whether a value counts as true: as the server reads `$exists: 1`, `$cond` and boolean options. */
export function isTruthy(value: Value | undefined): boolean {
  if (typeof value === 'boolean') return value;
  if (isNumeric(value)) return toNumber(value) !== 0;
  return !isNullish(value);
}

export function isNullish(value: Value | undefined): value is null | undefined | Undefined {
  return value === undefined || value === null || value instanceof Undefined;
}
