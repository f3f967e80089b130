import { MongoError } from '../../errors.js';
import { DAY, dayOfYear, isoDayOfWeek, isoWeek, isoWeekStart, utc, weekOfYear } from './calendar.js';
import { fromLocal, MINUTE, toLocal, type Zone, zoneNamed } from './zone.js';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const two = (value: number) => String(value).padStart(2, '0');

function offsetText(minutes: number, separator: string): string {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${separator}${two(size % 60)}`;
}

type Writer = (local: Date, offset: number) => string;
const WRITERS = new Map<string, Writer>([
  ['%', () => '%'],
  ['b', (local) => (MONTHS[local.getUTCMonth()] ?? '').slice(0, 3)],
  ['B', (local) => MONTHS[local.getUTCMonth()] ?? ''],
  ['d', (local) => two(local.getUTCDate())],
  ['G', (local) => String(isoWeek(local).year).padStart(4, '0')],
  ['H', (local) => two(local.getUTCHours())],
  ['j', (local) => String(dayOfYear(local)).padStart(3, '0')],
  ['L', (local) => String(local.getUTCMilliseconds()).padStart(3, '0')],
  ['m', (local) => two(local.getUTCMonth() + 1)],
  ['M', (local) => two(local.getUTCMinutes())],
  ['S', (local) => two(local.getUTCSeconds())],
  ['u', (local) => String(isoDayOfWeek(local))],
  ['U', (local) => two(weekOfYear(local))],
  ['V', (local) => two(isoWeek(local).week)],
  ['w', (local) => String(local.getUTCDay() + 1)],
  ['Y', (local) => String(local.getUTCFullYear()).padStart(4, '0')],
  ['z', (_local, offset) => offsetText(offset, '')],
  ['Z', (_local, offset) => String(offset)],
]);

export function checkFormat(format: string, specifiers: { has(name: string): boolean } = WRITERS): void {
  for (const match of format.matchAll(/%(.?)/gs)) {
    if (!match[1]) throw new MongoError(18535, "Unmatched '%' at end of format string");
    if (!specifiers.has(match[1])) {
      throw new MongoError(18536, `Invalid format character '%${match[1]}' in format string`);
    }
  }
}

export function formatDate(date: Date, format: string, zone: Zone): string {
  const offset = zone.offsetAt(date.getTime());
  const local = toLocal(date.getTime(), zone);
  const year = local.getUTCFullYear();
  if (year < 0 || year > 9999) {
    throw new MongoError(
      18537,
      `Could not convert date to string: date component was outside the supported range of 0-9999: ${year}`,
    );
  }
  return format.replace(/%(.)/gs, (_, name: string) => WRITERS.get(name)?.(local, offset) ?? '');
}

interface Fields {
  [name: string]: number;
}

const READERS = new Map<string, { pattern: string; field?: string; read?: (text: string) => number }>([
  ['b', { pattern: '[A-Za-z]{3}', field: 'month', read: (text) => monthNumber(text, 3) }],
  ['B', { pattern: '[A-Za-z]{3,9}', field: 'month', read: (text) => monthNumber(text, 9) }],
  ['d', { pattern: '\\d{1,2}', field: 'day' }],
  ['G', { pattern: '\\d{4}', field: 'isoYear' }],
  ['H', { pattern: '\\d{1,2}', field: 'hour' }],
  ['j', { pattern: '\\d{1,3}', field: 'dayOfYear' }],
  ['L', { pattern: '\\d{1,3}', field: 'millisecond' }],
  ['m', { pattern: '\\d{1,2}', field: 'month' }],
  ['M', { pattern: '\\d{1,2}', field: 'minute' }],
  ['S', { pattern: '\\d{1,2}', field: 'second' }],
  ['u', { pattern: '[1-7]', field: 'isoDay' }],
  ['V', { pattern: '\\d{1,2}', field: 'isoWeek' }],
  ['Y', { pattern: '\\d{4}', field: 'year' }],
  ['z', { pattern: '[+-]\\d{2}:?\\d{2}|Z', field: 'offset', read: offsetMinutes }],
  ['Z', { pattern: '[+-]?\\d{1,4}', field: 'offset' }],
  ['%', { pattern: '%' }],
]);

function monthNumber(text: string, length: number): number {
  return MONTHS.findIndex((name) => name.slice(0, length).toLowerCase() === text.toLowerCase()) + 1;
}

function offsetMinutes(text: string): number {
  if (text === 'Z') return 0;
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(text) ?? [];
  return (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
}

function failed(text: string, reason: string): MongoError {
  return new MongoError('ConversionFailure', `Error parsing date string '${text}'; ${reason}`);
}

export function dateWithFormat(text: string, format: string, zone: Zone): Date {
  checkFormat(format, READERS);
  const names: string[] = [];
  const source = format.replace(/%(.)|[\\^$.*+?()[\]{}|]/gs, (whole, name: string | undefined) => {
    const reader = name === undefined ? undefined : READERS.get(name);
    if (!reader || name === undefined) return `\\${whole}`;
    if (reader.field) names.push(name);
    return reader.field ? `(${reader.pattern})` : reader.pattern;
  });
  const match = new RegExp(`^${source}$`).exec(text);
  if (!match) throw failed(text, '0: Format literal not found');
  const fields: Fields = {};
  names.forEach((name, index) => {
    const reader = READERS.get(name);
    const part = match[index + 1] ?? '';
    if (reader?.field) fields[reader.field] = reader.read ? reader.read(part) : Number(part);
  });
  return new Date(instantOf(text, fields, zone));
}

function instantOf(text: string, fields: Fields, zone: Zone): number {
  const { hour = 0, minute = 0, second = 0, millisecond = 0, offset } = fields;
  if ((fields.month ?? 1) < 1 || (fields.month ?? 1) > 12 || (fields.day ?? 1) > 31 || hour > 24 || minute > 59) {
    throw failed(text, '0: The parsed date was invalid');
  }
  const local = dayOf(text, fields) + hour * 3_600_000 + minute * MINUTE + second * 1000 + millisecond;
  return offset === undefined ? fromLocal(local, zone) : local - offset * MINUTE;
}

function dayOf(
  text: string,
  { year, month = 1, day = 1, isoYear, isoWeek: week = 1, isoDay = 1, dayOfYear: ordinal }: Fields,
): number {
  if (isoYear !== undefined) return isoWeekStart(isoYear, week) + (isoDay - 1) * DAY;
  if (year === undefined) throw failed(text, '0: an incomplete date/time string has been found, with elements missing');
  if (ordinal !== undefined) return utc(year, 0, ordinal);
  return utc(year, month - 1, day);
}

const ISO =
  /^(\d{4})-?(\d{2})-?(\d{2})(?:[T ](\d{2}):?(\d{2})(?::?(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|[+-]\d{2}:?(?:\d{2})?|[A-Za-z]+(?:\/[A-Za-z_]+)*)?$/;

/** A date written as ISO 8601 has it, with or without a time and a zone. */
export function dateOfText(text: string, zone: Zone, zoneWasGiven = false): Date {
  const match = ISO.exec(text.trim());
  if (!match) return dateOfLooseText(text, zone);
  const [, year, month, day, hour, minute, second, fraction = '', named] = match;
  if (named && zoneWasGiven) {
    throw new MongoError(
      'ConversionFailure',
      `you cannot pass in a date/time string with GMT offset together with a timezone argument`,
    );
  }
  const fields: Fields = {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour ?? 0),
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
    millisecond: Number(fraction.padEnd(3, '0').slice(0, 3)),
  };
  return new Date(instantOf(text, fields, named ? zoneNamed(named) : zone));
}

/** Month names in English, as in `July 4th, 2018 12:39:02 BST`; anything else is refused. */
function dateOfLooseText(text: string, zone: Zone): Date {
  const match =
    /^([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?:\s+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/.exec(
      text.trim(),
    );
  const month = match
    ? MONTHS.findIndex((name) => name.toLowerCase().startsWith((match[1] ?? '').toLowerCase())) + 1
    : 0;
  if (!match || month === 0) {
    throw failed(text, '0: The timezone could not be found in the database');
  }
  const fields: Fields = {
    year: Number(match[3]),
    month,
    day: Number(match[2]),
    hour: Number(match[4] ?? 0),
    minute: Number(match[5] ?? 0),
    second: Number(match[6] ?? 0),
  };
  return new Date(instantOf(text, fields, zone));
}
