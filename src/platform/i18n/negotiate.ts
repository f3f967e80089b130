import { fallbackLocale, isLocale, type Locale } from './locales.js';

interface Wish {
  locale: string;
  weight: number;
}

/** What the reader chose wins over what the browser says; a member's own setting wins over both. */
export function negotiate(
  acceptLanguage: string | undefined,
  cookie: string | undefined,
  member: string | null | undefined,
  otherwise: Locale = fallbackLocale,
): Locale {
  if (isLocale(member)) return member;
  if (isLocale(cookie)) return cookie;
  return wishes(acceptLanguage ?? '').find(isLocale) ?? otherwise;
}

function wishes(header: string): string[] {
  return header
    .slice(0, 500)
    .split(',')
    .map(wish)
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ locale }) => locale);
}

function wish(part: string): Wish {
  const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
  const quality = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('q='));
  const weight = quality ? Number(quality.slice(2)) : 1;
  return { locale: tag.split('-')[0] ?? '', weight: Number.isFinite(weight) ? weight : 0 };
}
