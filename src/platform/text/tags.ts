export const MAX_TAG_LENGTH = 60;
/** How many one thing can carry. */
export const MAX_TAGS = 15;

/** Control characters, direction overrides and other marks that cannot be seen. Joiners stay: some scripts need them. */
const INVISIBLE = /[\p{Cc}\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffd]/gu;
const JOINERS = /[\u200c\u200d]/g;
const ACCENTS = /([\p{Script=Latin}\p{Script=Greek}])\p{M}+/gu;

/** A tag as it is shown: its own capitals and accents, no `#` in front, no stray spaces; empty when nothing is left. */
export function cleanTag(name: string): string {
  const words = name
    .slice(0, 10 * MAX_TAG_LENGTH)
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .replace(INVISIBLE, '');
  const trimmed = words
    .replace(/ +/g, ' ')
    .trim()
    .replace(/^#+\s*(?=\S)/, '');
  const short = [...trimmed].slice(0, MAX_TAG_LENGTH).join('').trim();
  return /[\p{L}\p{N}\p{S}]/u.test(short) ? short : '';
}

/** The form that two spellings of one tag share, and that stands in addresses: `Économie  Sociale` is `economie sociale`. */
export function foldTag(name: string): string {
  const letters = cleanTag(name).normalize('NFKD').toUpperCase().toLowerCase().replaceAll('ς', 'σ');
  const bare = letters.normalize('NFKD').replace(ACCENTS, '$1').replace(JOINERS, '');
  return bare
    .replace(/[\s/\\]+/gu, ' ')
    .trim()
    .normalize('NFC');
}

/** Tags to keep with a thing: what nothing is left of goes, and each stands once, in the spelling that came first. */
export function tagFields(names: readonly string[]): { name: string; key: string }[] {
  const kept = new Map<string, { name: string; key: string }>();
  for (const written of names) {
    const name = cleanTag(written);
    const key = foldTag(name);
    if (key && !kept.has(key)) kept.set(key, { name, key });
  }
  return [...kept.values()];
}

/** Tags as a form shows them: on one line. */
export const tagLine = (tags: readonly { name: string }[]): string => tags.map(({ name }) => name).join(', ');

/** The page of everything that carries a tag. */
export const tagPath = (key: string): string => `/tags/${encodeURIComponent(key)}`;
