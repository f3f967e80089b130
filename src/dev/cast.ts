import type { SiteRole } from '../platform/access/viewer.js';
import type { Locale } from '../platform/i18n/locales.js';

/** The people whom every test, seed and screenshot knows. Dov, the visitor, has no account. */
export interface CastMember {
  handle: string;
  name: string;
  email: string;
  country: string;
  languages: string[];
  locale: Locale;
  timeZone: string;
  roles: SiteRole[];
}

const person = (
  name: string,
  country: string,
  locale: Locale,
  timeZone: string,
  roles: SiteRole[] = [],
): CastMember => {
  const handle = name.toLowerCase();
  return { handle, name, email: `${handle}@example.org`, country, languages: [locale], locale, timeZone, roles };
};

export const ana = person('Ana', 'SN', 'fr', 'Africa/Dakar');
export const ben = person('Ben', 'MZ', 'pt', 'Africa/Maputo');
export const cleo = person('Cleo', 'CH', 'en', 'Europe/Zurich', ['librarian']);
export const eve = person('Eve', 'IN', 'en', 'Asia/Kolkata');
export const fin = person('Fin', 'PT', 'pt', 'Europe/Lisbon');
export const gil = person('Gil', 'UY', 'es', 'America/Montevideo', ['administrator']);
/** Visitors have no account. */
export const dov = null;

export const members = [ana, ben, cleo, eve, fin, gil];

export const PASSWORD = 'sous le grand arbre';
