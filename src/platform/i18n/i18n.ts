export { type DateLike, type Format, formatter, isTimeZone } from './format.js';
export type { MessageKey } from './keys.js';
export { fallbackLocale, isLocale, type Locale, localeNames, locales } from './locales.js';
export { loadedMessages, loadMessages, type Messages } from './messages.js';
export { negotiate } from './negotiate.js';
export { countries, isCountry, isLanguage, languages, type Named } from './places.js';
export { type RichValues, type T, translator, type Values } from './translator.js';
