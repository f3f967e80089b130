import type { FarDate } from '../../bson/values.js';
import { addMonths, DAY, dateAt, monthsBetween, startOfDay, utc } from './calendar.js';
import { fromLocal, toLocal, type Zone } from './zone.js';

export const UNITS = ['millisecond', 'second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'] as const;
export type Unit = (typeof UNITS)[number];
export const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** Units of a fixed length; days and weeks have one only on local clocks. */
const MILLISECONDS: Partial<Record<Unit, number>> = { millisecond: 1, second: 1000, minute: 60_000, hour: 3_600_000 };
const MONTHS: Partial<Record<Unit, number>> = { month: 1, quarter: 3, year: 12 };
const DAYS: Partial<Record<Unit, number>> = { day: 1, week: 7 };

export function addUnits(date: Date, unit: Unit, amount: number, zone: Zone): Date | FarDate {
  const fixed = MILLISECONDS[unit];
  if (fixed !== undefined) return dateAt(date.getTime() + amount * fixed);
  const local = toLocal(date.getTime(), zone);
  const days = DAYS[unit];
  const moved =
    days === undefined ? addMonths(local, amount * (MONTHS[unit] ?? 1)) : local.getTime() + amount * days * DAY;
  return Number.isFinite(moved) ? dateAt(fromLocal(moved, zone)) : dateAt(Number.POSITIVE_INFINITY);
}

/** How many starts of a unit lie between two dates. */
export function dateDifference(start: Date, end: Date, unit: Unit, zone: Zone, weekday: number): number {
  const from = toLocal(start.getTime(), zone);
  const to = toLocal(end.getTime(), zone);
  const fixed = MILLISECONDS[unit];
  if (fixed !== undefined) return Math.floor(end.getTime() / fixed) - Math.floor(start.getTime() / fixed);
  const months = MONTHS[unit];
  if (months !== undefined) return unitsOfMonths(from, to, months);
  if (unit === 'day') return (startOfDay(to) - startOfDay(from)) / DAY;
  return (startOfWeek(to, weekday) - startOfWeek(from, weekday)) / (7 * DAY);
}

function unitsOfMonths(from: Date, to: Date, months: number): number {
  const count = (date: Date) => Math.floor((date.getUTCFullYear() * 12 + date.getUTCMonth()) / months);
  return count(to) - count(from);
}

function startOfWeek(local: Date, weekday: number): number {
  const since = (local.getUTCDay() - weekday + 7) % 7;
  return startOfDay(local) - since * DAY;
}

const REFERENCE_YEAR = 2000;

/** The start of the bin a date is in; bins are counted from the beginning of 2000. */
export function truncateDate(date: Date, unit: Unit, size: number, zone: Zone, weekday: number): Date {
  const local = toLocal(date.getTime(), zone);
  const months = MONTHS[unit];
  if (months !== undefined) return new Date(fromLocal(truncateMonths(local, months * size), zone));
  const fixed = MILLISECONDS[unit];
  if (fixed !== undefined) {
    const reference = fromLocal(utc(REFERENCE_YEAR, 0, 1), zone);
    return new Date(reference + binStart(date.getTime() - reference, fixed * size));
  }
  const reference = unit === 'week' ? firstWeekday(weekday) : utc(REFERENCE_YEAR, 0, 1);
  const start = reference + binStart(local.getTime() - reference, (DAYS[unit] ?? 1) * size * DAY);
  return new Date(fromLocal(start, zone));
}

function binStart(distance: number, size: number): number {
  return Math.floor(distance / size) * size;
}

function truncateMonths(local: Date, size: number): number {
  const distance = monthsBetween(new Date(utc(REFERENCE_YEAR, 0, 1)), local);
  return utc(REFERENCE_YEAR, binStart(distance, size), 1);
}

function firstWeekday(weekday: number): number {
  const first = utc(REFERENCE_YEAR, 0, 1);
  return first + ((weekday - new Date(first).getUTCDay() + 7) % 7) * DAY;
}
