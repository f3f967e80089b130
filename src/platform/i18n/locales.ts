export const locales = ['en', 'fr', 'es', 'pt'] as const;
export type Locale = (typeof locales)[number];

export const fallbackLocale: Locale = 'en';

/** Each language in its own words: what a reader looks for in a language switch. */
export const localeNames: Readonly<Record<Locale, string>> = {
  en: 'English',
  fr: 'Français',
  es: 'Español',
  pt: 'Português',
};

/** The variety of each language that counts, dates and figures follow: our English and Portuguese readers are not American. */
export const regional: Readonly<Record<Locale, string>> = { en: 'en-GB', fr: 'fr', es: 'es', pt: 'pt-PT' };

export const isLocale = (value: unknown): value is Locale => locales.includes(value as Locale);
