export { type DateLike, type Format, formatter } from './format.js';
export type { MessageKey } from './keys.js';
export { type Locale, localeNames, locales } from './locales.js';
export { loadMessages } from './messages.js';
export { negotiate } from './negotiate.js';
export { countries, languages } from './places.js';
export { type T, translator } from './translator.js';
