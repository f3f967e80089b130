// Without the names in eighty languages that its main file reads: names come from Intl.
import isoCountries from 'i18n-iso-countries/index.js';
import { formatter } from './format.js';
import type { Locale } from './locales.js';

export interface Named {
  readonly code: string;
  readonly name: string;
}

const countryCodes = new Set(Object.keys(isoCountries.getAlpha2Codes()));

/** Every two-letter language, and the larger ones without two letters that our members write in. */
const languageCodes = new Set(
  (
    'aa ab af ak am ar as ay az ba be bg bi bm bn bo br bs ca ce co cs cy da de dv dz ee el en eo es et eu fa ff fi fj ' +
    'fo fr fy ga gd gl gn gu gv ha he hi hr ht hu hy id ig is it ja jv ka kg ki kk kl km kn ko kr ks ku kw ky lb lg ln ' +
    'lo lt lu lv mg mi mk ml mn mr ms mt my nb nd ne nl nn nr ny oc om or os pa pl ps pt qu rm rn ro ru rw sa sc sd ' +
    'se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt ty ug uk ur uz ve vi wo xh yi ' +
    'yo za zh zu dyu kea kmb mos quc seh snk srr tet tum umb vmw zgh'
  ).split(' '),
);

export const isCountry = (code: string): boolean => countryCodes.has(code);
export const isLanguage = (code: string): boolean => languageCodes.has(code);

const lists = new Map<string, readonly Named[]>();

/** All countries by name, as a reader of this language would look them up. */
export const countries = (locale: Locale): readonly Named[] =>
  listed(`countries ${locale}`, () => named(countryCodes, locale, formatter(locale).country));

/** All languages a text or a member can have, by name. */
export const languages = (locale: Locale): readonly Named[] =>
  listed(`languages ${locale}`, () => named(languageCodes, locale, formatter(locale).language));

function listed(key: string, make: () => readonly Named[]): readonly Named[] {
  const list = lists.get(key) ?? make();
  lists.set(key, list);
  return list;
}

function named(codes: ReadonlySet<string>, locale: Locale, nameOf: (code: string) => string): readonly Named[] {
  const { compare } = formatter(locale);
  return [...codes].map((code) => ({ code, name: nameOf(code) })).sort((a, b) => compare(a.name, b.name));
}
