import type { Viewer } from '../../platform/access/viewer.js';
import type { Id } from '../../platform/database/ids.js';
import type { Locale } from '../../platform/i18n/locales.js';

export type SubscriberId = Id<'subscriber'>;
export type ReaderId = Id<'member' | 'subscriber'>;

/** Who hears of what they follow: a member, or somebody who subscribed by e-mail and has no account. */
export interface Reader {
  id: ReaderId;
  kind: 'member' | 'subscriber';
  /** Empty for subscribers: we do not ask. */
  name: string;
  /** Where letters go; null where no address has been confirmed. */
  address: string | null;
  locale: Locale;
  timeZone: string;
  /** What they may see now. */
  viewer: Viewer;
  /** Where they change what they follow. */
  followsPath: string;
}
