import { Doc, ObjectId, Timestamp, type Value } from '../../bson/values.js';
import { MongoError } from '../../errors.js';
import { isNullish } from '../numbers.js';
import { type Argument, argumentsOf, compileNamed, shown } from './arguments.js';
import { typeOfArgument } from './arithmetic.js';
import { dayOfYear, isoDayOfWeek, isoWeek, weekOfYear } from './calendar.js';
import type { Operator } from './compile.js';
import type { Evaluator, Scope } from './evaluator.js';
import { toLocal, zoneOf } from './zone.js';

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
};
