import { plainText } from '../../../platform/text/plain-text.js';
import type { XmlElement } from './xml-elements.js';

/** The text of the child with this name, trimmed; empty when there is none. */
export function fieldOf(element: XmlElement, name: string): string {
  return element.children.find((child) => child.name === name)?.text.trim() ?? '';
}

const MAX_WORDS_LENGTH = 2000;

/** A title or name that may hold HTML and entities, as a person reads it. */
export function words(html: string): string {
  if (html.length > MAX_WORDS_LENGTH) return words(html.slice(0, MAX_WORDS_LENGTH));
  return /[<&]/.test(html) ? plainText(html).replace(/\s+/g, ' ') : html.replace(/\s+/g, ' ').trim();
}

/** `2014-11-21 15:01:17` in UTC; nothing for the zeros that stand for "not yet". */
export function utcDate(text: string): Date | undefined {
  const [, date, time] = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)/.exec(text) ?? [];
  return date === undefined || date.startsWith('0000') ? undefined : validDate(`${date}T${time}Z`);
}

/** Any date a feed may hold; WordPress writes the year -0001 where there is none. */
export function validDate(text: string): Date | undefined {
  const date = new Date(/-0001/.test(text) ? Number.NaN : text);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
