import type { Numeric } from '../../bson/numeric.js';
import { aliasOf, BSONSymbol, Code, isNumeric, Timestamp, type Value } from '../../bson/values.js';
import { MongoError } from '../../errors.js';
import { isNullish, numericType, toNumber } from '../numbers.js';
import { shortDouble } from '../show.js';

/** A value as string operators take it: numbers and dates are written out, null is empty. */
export function textOf(value: Value | undefined): string {
  if (isNullish(value)) return '';
  if (typeof value === 'string') return value;
  if (isNumeric(value)) return numberText(value);
  if (value instanceof Date) return value.toISOString();
  if (value instanceof BSONSymbol) return value.value;
  if (value instanceof Code) return value.code;
  if (value instanceof Timestamp) return `Timestamp(${value.getHighBitsUnsigned()}, ${value.getLowBitsUnsigned()})`;
  throw new MongoError(16007, `can't convert from BSON type ${aliasOf(value)} to String`);
}

/** A number in digits: a double in at most 16 of them. */
export function numberText(value: Numeric): string {
  return numericType(value) === 'double' ? doubleText(toNumber(value)) : String(value);
}

function doubleText(value: number): string {
  if (Number.isFinite(value)) return Object.is(value, -0) ? '-0' : shortDouble(value);
  return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
}
