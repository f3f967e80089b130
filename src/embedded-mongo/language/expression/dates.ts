import { aliasOf, ObjectId, Timestamp, type Value } from '../../bson/values.js';
import { failedToParse, MongoError } from '../../errors.js';
import { exactLong, isNullish } from '../numbers.js';
import { compileNamed, type NamedErrors, namedFields, shown } from './arguments.js';
import type { Operator } from './compile.js';
import { dateOf } from './date-parts.js';
import { checkFormat, dateOfText, dateWithFormat, formatDate } from './date-text.js';
import { addUnits, dateDifference, truncateDate, UNITS, type Unit, WEEKDAYS } from './date-units.js';
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

function unitOf(operator: string, value: Value): Unit {
  if (typeof value !== 'string') {
    throw new MongoError(5439013, `${operator} requires 'unit' to be a string, but got ${aliasOf(value)}`);
  }
  const unit = UNITS.find((known) => known === value);
  if (!unit) {
    throw failedToParse(
      `${operator} parameter 'unit' value parsing failed :: caused by :: unknown time unit value: ${value}`,
    );
  }
  return unit;
}

function adding(operator: string, sign: 1 | -1): Operator {
  const codes = { type: 5166400, unknown: 5166401, missing: 5166402 };
  return (operand, scope) => {
    const named: NamedErrors = {
      ...codes,
      typeMessage: `${operator} expects an object as its argument`,
      unknownMessage: (name) =>
        `Unrecognized argument to ${operator}: ${name}. Expected arguments are startDate, unit, amount, and optionally timezone.`,
      missingMessage: () => `${operator} requires startDate, unit, and amount to be present`,
    };
    const fields = namedFields(operator, operand, ['startDate', 'unit', 'amount'], ['timezone'], named);
    const { startDate, unit, amount, timezone } = compileNamed(fields, scope);
    return (frame) => {
      const values = [startDate?.(frame), unit?.(frame), amount?.(frame), timezone ? timezone(frame) : 'UTC'];
      if (values.some(isNullish)) return null;
      const [start = null, unitValue = null, count = null, zone = null] = values;
      const exact = exactLong(count);
      if (exact === undefined) throw new MongoError(5166405, `${operator} expects integer amount of time units`);
      const from = requireDate(
        start,
        () => new MongoError(5166403, `${operator} requires startDate to be convertible to a date`),
      );
      return addUnits(from, unitOf(operator, unitValue), Number(exact) * sign, zoneOf(zone));
    };
  };
}

/** A date, or what is as good as one; anything else is the operator's own error. */
function requireDate(value: Value, failure: () => MongoError): Date {
  if (value instanceof Date || value instanceof Timestamp || value instanceof ObjectId) return dateOf(value);
  throw failure();
}

function namedDate(operator: string, name: string, value: Value): Date {
  return requireDate(
    value,
    () => new MongoError(5166307, `${operator} requires '${name}' to be a date, but got ${aliasOf(value)}`),
  );
}

const dateDiff: Operator = (operand, scope) => {
  const codes = { type: 5166301, unknown: 5166302, missing: 5166303 };
  const fields = namedFields(
    '$dateDiff',
    operand,
    ['startDate', 'endDate', 'unit'],
    ['timezone', 'startOfWeek'],
    errors('$dateDiff', codes),
  );
  const { startDate, endDate, unit, timezone, startOfWeek } = compileNamed(fields, scope);
  return (frame) => {
    const values = [startDate?.(frame), endDate?.(frame), unit?.(frame), timezone ? timezone(frame) : 'UTC'];
    if (values.some(isNullish)) return null;
    const [start = null, end = null, unitValue = null, zone = null] = values;
    const measured = unitOf('$dateDiff', unitValue);
    const weekday = measured === 'week' && startOfWeek ? startOfWeek(frame) : 'sunday';
    if (isNullish(weekday)) return null;
    const from = namedDate('$dateDiff', 'startDate', start);
    const to = namedDate('$dateDiff', 'endDate', end);
    return BigInt(dateDifference(from, to, measured, zoneOf(zone), weekdayOf('$dateDiff', weekday)));
  };
};

function weekdayOf(operator: string, value: Value): number {
  if (typeof value !== 'string') {
    throw new MongoError(5439015, `${operator} requires 'startOfWeek' to be a string, but got ${aliasOf(value)}`);
  }
  const index = WEEKDAYS.findIndex((day) => day === value.toLowerCase() || day.slice(0, 3) === value.toLowerCase());
  if (index < 0)
    throw new MongoError(
      5439016,
      `${operator} parameter 'startOfWeek' value cannot be recognized as a day of a week: ${value}`,
    );
  return index;
}

const dateTrunc: Operator = (operand, scope) => {
  const codes = { type: 5439007, unknown: 5439008, missing: 5439009 };
  const fields = namedFields(
    '$dateTrunc',
    operand,
    ['date', 'unit'],
    ['binSize', 'timezone', 'startOfWeek'],
    errors('$dateTrunc', codes),
  );
  const { date, unit, binSize, timezone, startOfWeek } = compileNamed(fields, scope);
  return (frame) => {
    const values = [date?.(frame), unit?.(frame), binSize ? binSize(frame) : 1, timezone ? timezone(frame) : 'UTC'];
    if (values.some(isNullish)) return null;
    const [value = null, unitValue = null, size = null, zone = null] = values;
    const truncated = unitOf('$dateTrunc', unitValue);
    const weekday = truncated === 'week' && startOfWeek ? startOfWeek(frame) : 'sunday';
    if (isNullish(weekday)) return null;
    const from = namedDate('$dateTrunc', 'date', value);
    return truncateDate(from, truncated, binSizeOf(size), zoneOf(zone), weekdayOf('$dateTrunc', weekday));
  };
};

function binSizeOf(value: Value): number {
  const exact = exactLong(value);
  if (exact === undefined) {
    throw new MongoError(
      5439017,
      `$dateTrunc requires 'binSize' to be a 64-bit integer, but got value '${shown(value)}' of type ${aliasOf(value)}`,
    );
  }
  if (exact < 1n)
    throw new MongoError(5439018, `$dateTrunc requires 'binSize' to be greater than 0, but got value ${exact}`);
  return Number(exact);
}

export const dateOperators: Record<string, Operator> = {
  $dateToString: dateToString,
  $dateFromString: dateFromString,
  $dateAdd: adding('$dateAdd', 1),
  $dateSubtract: adding('$dateSubtract', -1),
  $dateDiff: dateDiff,
  $dateTrunc: dateTrunc,
};
