import { createHash } from 'node:crypto';
import slugify from '@sindresorhus/slugify';

export const MAX_SLUG_LENGTH = 80;

/** Room for `-2`, `-3`… when the plain form is taken. */
const MAX_BASE_LENGTH = MAX_SLUG_LENGTH - 6;

/** `&` would become the English word, whatever the language. */
const SLUGIFY = { decamelize: false, customReplacements: [['&', ' ']] as [string, string][] };

/** Lower case Latin letters, digits and hyphens; empty where a script has no common Latin spelling. */
export const latinSlug = (text: string): string => slugify(text.slice(0, 400), SLUGIFY);

/** An address for a title in any script, not among `taken`; the same title always asks for the same address first. */
export function slugOf(title: string, taken: { has(slug: string): boolean } = new Set()): string {
  const base = cut(latinSlug(title)) || `p-${fingerprint(title)}`;
  if (!taken.has(base)) return base;
  for (let number = 2; ; number += 1) if (!taken.has(`${base}-${number}`)) return `${base}-${number}`;
}

function cut(slug: string): string {
  if (slug.length <= MAX_BASE_LENGTH) return slug;
  const words = slug.slice(0, MAX_BASE_LENGTH + 1);
  const lastWord = words.lastIndexOf('-');
  return lastWord > MAX_BASE_LENGTH / 2 ? words.slice(0, lastWord) : slug.slice(0, MAX_BASE_LENGTH);
}

/** For titles in scripts that have no common Latin spelling. */
function fingerprint(title: string): string {
  return BigInt(`0x${createHash('sha256').update(title).digest('hex').slice(0, 12)}`)
    .toString(36)
    .padStart(8, '0')
    .slice(-8);
}
