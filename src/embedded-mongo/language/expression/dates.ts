import { aliasOf, type Value } from '../../bson/values.js';
import { MongoError } from '../../errors.js';
import { isNullish } from '../numbers.js';
import { compileNamed, type NamedErrors, namedFields, shown } from './arguments.js';
import type { Operator } from './compile.js';
import { dateOf } from './date-parts.js';
import { checkFormat, dateOfText, dateWithFormat, formatDate } from './date-text.js';
import { UTC, zoneOf } from './zone.js';

function errors(operator: string, codes: { type: number; unknown: number; missing: number }): NamedErrors {
  return {
    ...codes,
    typeMessage: `${operator} only supports an object as its argument`,
    unknownMessage: (name) => `Unrecognized argument to ${operator}: ${name}`,
    missingMessage: (name) => `Missing '${name}' parameter to ${operator}`,
  };
}

const LOCAL_FORMAT = '%Y-%m-%dT%H:%M:%S.%L';

const dateToString: Operator = (operand, scope) => {
  const codes = { type: 18629, unknown: 18534, missing: 18628 };
  const fields = namedFields(
    '$dateToString',
    operand,
    ['date'],
    ['format', 'timezone', 'onNull'],
    errors('$dateToString', codes),
  );
  const { date, format, timezone, onNull } = compileNamed(fields, scope);
  return (frame) => {
    const pattern = format ? format(frame) : undefined;
    const zone = timezone ? timezone(frame) : 'UTC';
    const value = date?.(frame);
    if (isNullish(value)) return onNull ? onNull(frame) : null;
    if (isNullish(zone) || (format && isNullish(pattern))) return null;
    if (pattern !== undefined && typeof pattern !== 'string') {
      throw new MongoError(
        18533,
        `$dateToString requires that 'format' be a string, found: ${aliasOf(pattern ?? null)} with value ${shown(pattern)}`,
      );
    }
    if (pattern !== undefined) checkFormat(pattern);
    const local = zoneOf(zone);
    return formatDate(dateOf(value), pattern ?? (local.isUtc ? `${LOCAL_FORMAT}Z` : LOCAL_FORMAT), local);
  };
};

const dateFromString: Operator = (operand, scope) => {
  const codes = { type: 40540, unknown: 40541, missing: 40542 };
  const named = errors('$dateFromString', codes);
  const fields = namedFields(
    '$dateFromString',
    operand,
    ['dateString'],
    ['format', 'timezone', 'onError', 'onNull'],
    named,
  );
  const { dateString, format, timezone, onError, onNull } = compileNamed(fields, scope);
  return (frame) => {
    const text = dateString?.(frame);
    const zone = timezone ? timezone(frame) : undefined;
    const pattern = format ? format(frame) : undefined;
    if (isNullish(text)) return onNull ? onNull(frame) : null;
    if ((timezone && isNullish(zone)) || (format && isNullish(pattern))) return null;
    try {
      return parsedDate(text, pattern ?? undefined, zone ?? undefined);
    } catch (error) {
      if (!onError || !(error instanceof MongoError) || error.codeName !== 'ConversionFailure') throw error;
      return onError(frame);
    }
  };
};

function parsedDate(text: Value, format: Value | undefined, zone: Value | undefined): Date {
  if (typeof text !== 'string') {
    throw new MongoError(
      'ConversionFailure',
      `$dateFromString requires that 'dateString' be a string, found: ${aliasOf(text)} with value ${shown(text)}`,
    );
  }
  const zoneIn = zone === undefined ? UTC : zoneOf(zone);
  if (format === undefined) return dateOfText(text, zoneIn, zone !== undefined);
  if (typeof format !== 'string') {
    throw new MongoError(
      40684,
      `$dateFromString requires that 'format' be a string, found: ${aliasOf(format)} with value ${shown(format)}`,
    );
  }
  return dateWithFormat(text, format, zoneIn);
}

export const dateOperators: Record<string, Operator> = {
  $dateToString: dateToString,
  $dateFromString: dateFromString,
};
