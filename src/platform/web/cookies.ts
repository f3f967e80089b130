import type { CookieSerializeOptions } from '@fastify/cookie';
import type { Config } from '../config/config.js';

export const SESSION_COOKIE = 'palabre_session';
/** Random value of a browser without a session, so that its forms are protected too. */
export const VISITOR_COOKIE = 'palabre_visitor';
export const LANGUAGE_COOKIE = 'palabre_language';
/** Set by the page's script: the reader's IANA time zone. */
export const ZONE_COOKIE = 'palabre_zone';
export const FLASH_COOKIE = 'palabre_flash';

export const YEAR_SECONDS = 365 * 24 * 3600;

/** `Secure` wherever people reach the site by https. */
export const cookieOptions = (config: Config, options: CookieSerializeOptions = {}): CookieSerializeOptions => ({
  path: '/',
  httpOnly: true,
  sameSite: 'lax',
  secure: config.publicUrl.startsWith('https:'),
  ...options,
});
