import { IntlMessageFormat } from 'intl-messageformat';
import { RIGHT_TO_LEFT } from './direction.js';
import type { MessageKey } from './keys.js';
import { fallbackLocale, type Locale, regional } from './locales.js';
import { loadedMessages, type Messages } from './messages.js';

export type Values = Readonly<Record<string, string | number>>;
type Wrapped<E> = (parts: Array<string | E>) => E;
export type RichValues<E> = Readonly<Record<string, string | number | Wrapped<E>>>;

export interface T {
  (key: MessageKey, values?: Values): string;
  /** For a sentence with a link or emphasis in it: `<a>…</a>` in the words, a function of that name in the values. */
  rich<E>(key: MessageKey, values: RichValues<E>): Array<string | E>;
  /** For keys that arrive as plain text, such as the error of a validation rule. */
  has(key: string): key is MessageKey;
  readonly locale: Locale;
}

const translators = new WeakMap<Messages, Map<Locale, T>>();

/** The words of one language. The same function is handed out each time, with what it has compiled. */
export function translator(locale: Locale, messages: Messages = loadedMessages()): T {
  const known = translators.get(messages) ?? new Map<Locale, T>();
  translators.set(messages, known);
  const translate = known.get(locale) ?? makeTranslator(locale, messages);
  known.set(locale, translate);
  return translate;
}

type Compiled = string | IntlMessageFormat;

function makeTranslator(locale: Locale, messages: Messages): T {
  const compiled = new Map<string, Compiled>();

  const find = (key: string): Compiled => {
    const found = compiled.get(key) ?? compile(key, locale, messages);
    compiled.set(key, found);
    return found;
  };

  const translate = (key: MessageKey, values?: Values): string => {
    const message = find(key);
    if (typeof message === 'string') return message;
    return guarded(messages, key, () => leftToRight([String(message.format(apart<string>(values)))], values).join(''));
  };

  const rich = <E>(key: MessageKey, values: RichValues<E>): Array<string | E> => {
    const message = find(key);
    if (typeof message === 'string') return [message];
    return guarded<Array<string | E>>(messages, [key], () =>
      leftToRight([message.format<E>(apart(values))].flat() as Array<string | E>, values),
    );
  };

  const has = (key: string): key is MessageKey => messages.words[fallbackLocale].has(key);
  return Object.assign(translate, { rich, has, locale });
}

const turns = (value: unknown): value is string => typeof value === 'string' && RIGHT_TO_LEFT.test(value);

/** Names and titles written from right to left stand in our sentences by themselves, without turning what is around them. */
function apart<E>(values: RichValues<E> | undefined): RichValues<E> | undefined {
  if (!values || !Object.values(values).some(turns)) return values;
  const set = ([name, value]: [string, RichValues<E>[string]]) =>
    [name, turns(value) ? `\u2068${value}\u2069` : value] as const;
  return Object.fromEntries(Object.entries(values).map(set));
}

/** Our sentences go from left to right, also where such a name begins them. */
const leftToRight = <E>(parts: Array<string | E>, values: RichValues<E> | undefined): Array<string | E> =>
  Object.values(values ?? {}).some(turns) ? ['\u200e', ...parts] : parts;

function compile(key: string, locale: Locale, messages: Messages): Compiled {
  const own = messages.words[locale].get(key);
  const text = own ?? messages.words[fallbackLocale].get(key);
  if (text === undefined) {
    if (messages.strict) throw new Error(`No words for "${key}": add it to messages/*.json of its feature`);
    return key;
  }
  if (!/[{<']/.test(text)) return text;
  return new IntlMessageFormat(text, regional[own === undefined ? fallbackLocale : locale]);
}

function guarded<R>(messages: Messages, otherwise: R, format: () => R): R {
  if (messages.strict) return format();
  try {
    return format();
  } catch {
    return otherwise;
  }
}
