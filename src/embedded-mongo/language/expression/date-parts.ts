import { aliasOf, Doc, ObjectId, Timestamp, type Value } from '../../bson/values.js';
import { MongoError } from '../../errors.js';
import { exactLong, isNullish } from '../numbers.js';
import { type Argument, argumentsOf, compileNamed, namedFields, shown } from './arguments.js';
import { typeOfArgument } from './arithmetic.js';
import { DAY, dateAt, dayOfYear, isoDayOfWeek, isoWeek, isoWeekStart, utc, weekOfYear } from './calendar.js';
import { compile, type Operator } from './compile.js';
import type { Evaluator, Scope } from './evaluator.js';
import { fromLocal, toLocal, type Zone, zoneOf } from './zone.js';

export function dateOf(value: Argument): Date {
  if (value instanceof Date) return value;
  if (value instanceof Timestamp) return new Date(value.getHighBitsUnsigned() * 1000);
  if (value instanceof ObjectId) return value.getTimestamp();
  throw new MongoError(16006, `can't convert from BSON type ${typeOfArgument(value)} to Date`);
}

/** The evaluators of a date and its time zone, from `$op: date` or `$op: { date, timezone }`. */
function dateArguments(operand: Value, scope: Scope, name: string): { date: Evaluator; timezone?: Evaluator } {
  if (!(operand instanceof Doc) || operand.keys().next().value?.startsWith('$')) {
    const [date, ...others] = argumentsOf(operand, scope);
    if (!date || others.length > 0) {
      throw new MongoError(
        40536,
        `${name} accepts exactly one argument if given an array, but was given ${others.length + (date ? 1 : 0)}`,
      );
    }
    return { date };
  }
  for (const field of operand.keys()) {
    if (field !== 'date' && field !== 'timezone') {
      throw new MongoError(40535, `unrecognized option to ${name}: "${field}"`);
    }
  }
  const { date, timezone } = compileNamed(operand, scope);
  if (!date) throw new MongoError(40539, `missing 'date' argument to ${name}, provided: ${shown(operand)}`);
  return { date, timezone };
}

function part(read: (local: Date) => Value): Operator {
  return (operand, scope, name) => {
    const { date, timezone } = dateArguments(operand, scope, name);
    return (frame) => {
      const value = date(frame);
      const zone = timezone ? timezone(frame) : 'UTC';
      if (isNullish(value) || isNullish(zone)) return null;
      return read(toLocal(dateOf(value).getTime(), zoneOf(zone)));
    };
  };
}

const dateToParts: Operator = (operand, scope) => {
  const fields = namedFields('$dateToParts', operand, ['date'], ['timezone', 'iso8601'], {
    type: 40524,
    unknown: 40520,
    unknownMessage: (name) => `Unrecognized argument to $dateToParts: ${name}`,
    missing: 40522,
    missingMessage: () => "Missing 'date' parameter to $dateToParts",
  });
  const { date, timezone, iso8601 } = compileNamed(fields, scope);
  return (frame) => {
    const value = date?.(frame);
    const zone = timezone ? timezone(frame) : 'UTC';
    const iso = iso8601 ? iso8601(frame) : false;
    if (isNullish(value) || isNullish(zone) || isNullish(iso)) return null;
    if (typeof iso !== 'boolean') {
      throw new MongoError(40521, `iso8601 must evaluate to a bool, found ${aliasOf(iso)}`);
    }
    return partsOf(toLocal(dateOf(value).getTime(), zoneOf(zone)), iso);
  };
};

function partsOf(local: Date, iso: boolean): Doc {
  const { year, week } = isoWeek(local);
  const day: [string, Value][] = iso
    ? [
        ['isoWeekYear', year],
        ['isoWeek', week],
        ['isoDayOfWeek', isoDayOfWeek(local)],
      ]
    : [
        ['year', local.getUTCFullYear()],
        ['month', local.getUTCMonth() + 1],
        ['day', local.getUTCDate()],
      ];
  return new Doc([
    ...day,
    ['hour', local.getUTCHours()],
    ['minute', local.getUTCMinutes()],
    ['second', local.getUTCSeconds()],
    ['millisecond', local.getUTCMilliseconds()],
  ]);
}

const TIME_PARTS = ['hour', 'minute', 'second', 'millisecond'];
const CALENDAR_PARTS = ['year', 'month', 'day'];
const ISO_PARTS = ['isoWeekYear', 'isoWeek', 'isoDayOfWeek'];

const dateFromParts: Operator = (operand, scope) => {
  const fields = namedFields(
    '$dateFromParts',
    operand,
    [],
    [...CALENDAR_PARTS, ...ISO_PARTS, ...TIME_PARTS, 'timezone'],
    {
      type: 40519,
      unknown: 40518,
      unknownMessage: (name) => `Unrecognized argument to $dateFromParts: ${name}`,
      missing: 40516,
    },
  );
  const iso = ISO_PARTS.some((name) => fields.has(name));
  if (iso && CALENDAR_PARTS.some((name) => fields.has(name))) {
    throw new MongoError(40489, '$dateFromParts does not allow mixing natural dates with ISO dates');
  }
  if (!fields.has('year') && !fields.has('isoWeekYear')) {
    throw new MongoError(40516, "$dateFromParts requires either 'year' or 'isoWeekYear' to be present");
  }
  const names = [...(iso ? ISO_PARTS : CALENDAR_PARTS), ...TIME_PARTS];
  const evaluators = names.map((name) => (fields.has(name) ? compile(fields.get(name) ?? null, scope) : undefined));
  const timezone = fields.has('timezone') ? compile(fields.get('timezone') ?? null, scope) : undefined;
  return (frame) => {
    const values = evaluators.map((evaluate) => evaluate?.(frame));
    const zone = timezone ? timezone(frame) : 'UTC';
    if (values.some((value, at) => evaluators[at] && isNullish(value)) || isNullish(zone)) return null;
    const numbers = values.map((value, at) =>
      value === undefined ? undefined : partNumber(names[at] as string, value),
    );
    return dateAt(instantOf(numbers, iso, zoneOf(zone)));
  };
};

function partNumber(name: string, value: Value): number {
  const exact = exactLong(value);
  if (exact === undefined) {
    throw new MongoError(
      40515,
      `'${name}' must evaluate to an integer, found ${aliasOf(value)} with value ${shown(value)}`,
    );
  }
  if (/year/i.test(name) && (exact < 1n || exact > 9999n)) {
    throw new MongoError(
      name === 'year' ? 40523 : 31095,
      `'${name}' must evaluate to an integer in the range 1 to 9999, found ${exact}`,
    );
  }
  if (!/second/.test(name) && (exact < -32768n || exact > 32767n)) {
    throw new MongoError(
      31034,
      `'${name}' must evaluate to a value in the range [-32768, 32767]; value ${exact} is not in range`,
    );
  }
  return Number(exact);
}

function instantOf(numbers: (number | undefined)[], iso: boolean, zone: Zone): number {
  const [year = 1970, second = 1, third = 1, hour = 0, minute = 0, seconds = 0, millisecond = 0] = numbers;
  const day = iso ? isoWeekStart(year, second) + (third - 1) * DAY : utc(year, second - 1, third);
  return fromLocal(day + hour * 3_600_000 + minute * 60_000 + seconds * 1000 + millisecond, zone);
}

export const datePartOperators: Record<string, Operator> = {
  $year: part((local) => local.getUTCFullYear()),
  $month: part((local) => local.getUTCMonth() + 1),
  $dayOfMonth: part((local) => local.getUTCDate()),
  $dayOfWeek: part((local) => local.getUTCDay() + 1),
  $dayOfYear: part(dayOfYear),
  $hour: part((local) => local.getUTCHours()),
  $minute: part((local) => local.getUTCMinutes()),
  $second: part((local) => local.getUTCSeconds()),
  $millisecond: part((local) => local.getUTCMilliseconds()),
  $week: part(weekOfYear),
  $isoWeek: part((local) => isoWeek(local).week),
  $isoWeekYear: part((local) => BigInt(isoWeek(local).year)),
  $isoDayOfWeek: part(isoDayOfWeek),
  $dateToParts: dateToParts,
  $dateFromParts: dateFromParts,
};
