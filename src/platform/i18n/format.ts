import { type Locale, regional } from './locales.js';

export type DateLike = Date | string | number;

/** Dates, numbers and names as one reader expects them: in their language and their time zone. */
export interface Format {
  readonly timeZone: string;
  readonly dateTime: (date: DateLike) => string;
  readonly day: (date: DateLike) => string;
  /** A day without the year, for dense lists. */
  readonly shortDay: (date: DateLike) => string;
  readonly time: (date: DateLike) => string;
  /** "3 hours ago", "tomorrow". */
  readonly relative: (date: DateLike, now?: DateLike) => string;
  readonly number: (value: number) => string;
  readonly bytes: (value: number) => string;
  readonly list: (items: readonly string[]) => string;
  readonly country: (code: string) => string;
  readonly language: (code: string) => string;
  /** Sorting as this language does: accents beside their letters. */
  readonly compare: (a: string, b: string) => number;
}

const formats = new Map<string, Format>();

export function isTimeZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
}

/** Made once for each language and zone; a zone that does not exist is as UTC. */
export function formatter(locale: Locale, timeZone = 'UTC'): Format {
  const key = `${locale} ${timeZone}`;
  const known = formats.get(key);
  if (known) return known;
  if (!isTimeZone(timeZone)) return formatter(locale);
  const format = makeFormat(locale, timeZone);
  formats.set(key, format);
  return format;
}

function makeFormat(locale: Locale, timeZone: string): Format {
  const tag = regional[locale];
  const dateFormat = (options: Intl.DateTimeFormatOptions) => {
    const intl = new Intl.DateTimeFormat(tag, { timeZone, ...options });
    return (date: DateLike) => intl.format(new Date(date));
  };
  const collator = new Intl.Collator(tag, { sensitivity: 'base', numeric: true });
  const numbers = new Intl.NumberFormat(tag);
  const lists = new Intl.ListFormat(tag);
  return {
    timeZone,
    dateTime: dateFormat({ dateStyle: 'long', timeStyle: 'short' }),
    day: dateFormat({ dateStyle: 'long' }),
    shortDay: dateFormat({ day: 'numeric', month: 'short' }),
    time: dateFormat({ timeStyle: 'short' }),
    relative: relativeFormat(tag),
    number: (value) => numbers.format(value),
    bytes: bytesFormat(tag),
    list: (items) => lists.format(items),
    country: nameOf(tag, 'region'),
    language: nameOf(tag, 'language'),
    compare: (a, b) => collator.compare(a, b),
  };
}

const steps: ReadonlyArray<readonly [Intl.RelativeTimeFormatUnit, number]> = [
  ['year', 365.25 * 86_400],
  ['month', 30.44 * 86_400],
  ['week', 7 * 86_400],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

function relativeFormat(tag: string): Format['relative'] {
  const intl = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' });
  return (date, now = Date.now()) => {
    const seconds = (new Date(date).getTime() - new Date(now).getTime()) / 1000;
    const step = steps.find(([, size]) => Math.abs(seconds) >= size);
    return step ? intl.format(Math.trunc(seconds / step[1]), step[0]) : intl.format(0, 'second');
  };
}

function bytesFormat(tag: string): Format['bytes'] {
  const sizes = (['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const).map(
    (unit) => new Intl.NumberFormat(tag, { style: 'unit', unit, maximumFractionDigits: 1 }),
  );
  return (value) => {
    const step = value < 1 ? 0 : Math.min(Math.floor(Math.log(value) / Math.log(1000)), sizes.length - 1);
    return sizes[step]!.format(value / 1000 ** step);
  };
}

/** An unknown code is shown as it is: better than an empty place. */
function nameOf(tag: string, type: 'region' | 'language'): (code: string) => string {
  const names = new Intl.DisplayNames(tag, { type });
  return (code) => {
    try {
      return names.of(code) ?? code;
    } catch {
      return code;
    }
  };
}
