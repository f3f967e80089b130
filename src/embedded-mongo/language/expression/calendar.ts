import { FarDate } from '../../bson/values.js';
import { MongoError } from '../../errors.js';

export const DAY = 86_400_000;

/** Fields of a date whose UTC fields are the local ones. */
export function dayOfYear(local: Date): number {
  return Math.floor((startOfDay(local) - Date.UTC(local.getUTCFullYear(), 0, 1)) / DAY) + 1;
}

function startOfDay(local: Date): number {
  return Math.floor(local.getTime() / DAY) * DAY;
}

/** Monday is 1, Sunday 7. */
export function isoDayOfWeek(local: Date): number {
  return local.getUTCDay() || 7;
}

/** The year and number of the ISO week: that of its Thursday. */
export function isoWeek(local: Date): { year: number; week: number } {
  const thursday = new Date(startOfDay(local) + (4 - isoDayOfWeek(local)) * DAY);
  return { year: thursday.getUTCFullYear(), week: Math.ceil(dayOfYear(thursday) / 7) };
}

/** Weeks begin on Sundays; the days before the first Sunday are in week 0. */
export function weekOfYear(local: Date): number {
  return Math.floor((dayOfYear(local) + 6 - local.getUTCDay()) / 7);
}

/** `Date.UTC`, for years below 100 too. */
export function utc(year: number, month: number, day: number, time = 0): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  return date.getTime() + time;
}

/** Monday of the ISO week. */
export function isoWeekStart(year: number, week: number): number {
  const fourth = new Date(utc(year, 0, 4));
  return fourth.getTime() + ((week - 1) * 7 - (isoDayOfWeek(fourth) - 1)) * DAY;
}

const FARTHEST = 8.64e15;
const LONGEST = 2 ** 63;

/** The date of so many milliseconds; those that JavaScript cannot count are kept apart. */
export function dateAt(milliseconds: number): Date | FarDate {
  if (Math.abs(milliseconds) <= FARTHEST) return new Date(milliseconds);
  if (Math.abs(milliseconds) < LONGEST) return new FarDate(BigInt(Math.trunc(milliseconds)));
  throw new MongoError('Overflow', 'date overflow');
}
