import { SESSION_COOKIE } from '../../platform/web/cookies.js';
import { SESSION_DAYS } from './sessions.js';

/** Without a time of its own the cookie goes when the browser is closed. */
export const sessionCookie = (token: string, stay: boolean) => ({
  name: SESSION_COOKIE,
  value: token,
  options: stay ? { maxAge: SESSION_DAYS * 24 * 3600 } : {},
});
