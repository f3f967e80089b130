import { isLanguage } from '../../../platform/i18n/places.js';

/** The language of a text as we keep it: `pt` for `pt-BR`; null for what we have no name for. */
export function languageOf(tag: string | undefined): string | null {
  if (tag === undefined) return null;
  const [language = ''] = tag.toLowerCase().split('-');
  return isLanguage(language) ? language : null;
}

/** A path (with its query) as it is looked for when nothing else answers: no slash at its end. */
export function oldPathOf(address: string): string | null {
  const url = URL.parse(address, 'http://old.invalid');
  if (!url) return null;
  const path = url.pathname.length > 1 ? url.pathname.replace(/\/+$/, '') : url.pathname;
  return path === '/' && url.search === '' ? null : `${path}${url.search}`;
}
