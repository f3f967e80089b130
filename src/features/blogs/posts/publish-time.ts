import { DateTime } from 'luxon';
import { Invalid } from '../../../platform/errors/errors.js';
import { isTimeZone } from '../../../platform/i18n/format.js';

const LATEST_YEARS = 5;

/** The moment that a clock on the wall of this zone shows; null to publish now. @throws Invalid for what has passed, or is no time. */
export function publishTime(
  wall: { when: 'now' | 'later'; publishAt: string },
  timeZone: string,
  now: Date,
): Date | null {
  if (wall.when === 'now') return null;
  const zone = isTimeZone(timeZone) ? timeZone : 'UTC';
  const time = DateTime.fromISO(wall.publishAt, { zone });
  if (wall.publishAt === '') throw Invalid.field('publishAt', 'required');
  if (!time.isValid) throw Invalid.field('publishAt', 'format');
  return momentInFuture(time.toJSDate(), now, 'publishAt');
}

/** @throws Invalid, naming the field, for what has passed or lies beyond all plans. */
export function momentInFuture(at: Date, now: Date, field: string): Date {
  if (at <= now) throw Invalid.field(field, 'blogs.rule.passed');
  if (DateTime.fromJSDate(at) > DateTime.fromJSDate(now).plus({ years: LATEST_YEARS }))
    throw Invalid.field(field, 'blogs.rule.tooLate');
  return at;
}

/** As `<input type="datetime-local">` has it. */
export function onTheWall(at: Date, timeZone: string): string {
  const zone = isTimeZone(timeZone) ? timeZone : 'UTC';
  return DateTime.fromJSDate(at, { zone }).toFormat("yyyy-MM-dd'T'HH:mm");
}
