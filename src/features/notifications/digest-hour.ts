import { DateTime } from 'luxon';

const HOUR = 7;
const MONDAY = 1;

/** The next time at which a digest goes out: at seven in the morning where the reader lives, every day or on Mondays. */
export function digestHour(way: 'daily' | 'weekly', timeZone: string, now: Date): Date {
  const local = DateTime.fromJSDate(now, { zone: timeZone });
  const start = local.isValid ? local : DateTime.fromJSDate(now, { zone: 'UTC' });
  let next = start.set({ hour: HOUR, minute: 0, second: 0, millisecond: 0 });
  while (next <= start || (way === 'weekly' && next.weekday !== MONDAY)) next = next.plus({ days: 1 });
  return next.toJSDate();
}
