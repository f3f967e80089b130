import type { FeedItem } from '../../platform/feeds/feeds.js';
import type { MessageKey } from '../../platform/i18n/keys.js';
import type { Person } from '../../ui/ui.js';

/** A tagged thing as the page and the feed of a tag show it. */
export interface TaggedEntry extends FeedItem {
  /** What it is, in a word or two: "Blog post". */
  kind: MessageKey;
  person: Person | null;
  /** The workspace or blog that it stands in. */
  place: { name: string; path: string } | null;
}
