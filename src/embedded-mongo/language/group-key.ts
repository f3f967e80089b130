import { decimalParts, exactDecimal, type Numeric } from '../bson/numeric.js';
import { Binary, binaryBytes, Decimal128, Doc, Double, isNumeric, ObjectId, type Value } from '../bson/values.js';
import { isNullish } from './numbers.js';
import { show } from './show.js';

/** A string that two values share exactly when they are equal; a number counts by its value, not its type. */
export function groupKey(value: Value | undefined): string {
  if (typeof value === 'string') return `s${value.length}:${value}`;
  if (isNullish(value)) return value === null ? '0' : '_';
  if (isNumeric(value)) return `n${numberKey(value)}`;
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (value instanceof ObjectId) return `i${value.toHexString()}`;
  if (value instanceof Date) return `d${value.getTime()}`;
  if (Array.isArray(value)) return `[${value.map(groupKey).join(',')}]`;
  if (value instanceof Doc) return `{${Array.from(value, fieldKey).join(',')}}`;
  if (value instanceof Binary) return `b${value.sub_type}:${Buffer.from(binaryBytes(value)).toString('hex')}`;
  const shown = show(value);
  return `${value.constructor.name}${shown.length}:${shown}`;
}

function fieldKey([name, value]: [string, Value]): string {
  return `${name.length}:${name}=${groupKey(value)}`;
}

function numberKey(value: Numeric): string {
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Decimal128) return decimalKey(value);
  const number = value instanceof Double ? value.value : value;
  return Number.isInteger(number) ? String(BigInt(number)) : String(number);
}

/** A decimal shares the key of the double that it equals exactly, where there is one. */
function decimalKey(value: Decimal128): string {
  const parts = decimalParts(value);
  if (typeof parts === 'number') return String(parts);
  let { coefficient, exponent } = parts;
  if (coefficient === 0n) return '0';
  while (coefficient % 10n === 0n) {
    coefficient /= 10n;
    exponent++;
  }
  if (exponent >= 0) return String(coefficient * 10n ** BigInt(exponent));
  const near = Number(value.toString());
  const exact = exactDecimal(near);
  const equal = exact.coefficient === coefficient && exact.exponent === exponent;
  return equal ? String(near) : `${coefficient}e${exponent}`;
}
