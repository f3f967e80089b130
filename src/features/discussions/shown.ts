import type { TagField } from '../../platform/database/fields.js';
import { tagPath } from '../../platform/text/tags.js';
import type { Person, Tag } from '../../ui/ui.js';
import type { Member, MemberId } from '../accounts/public.js';
import type { Place } from './discussions.policy.js';

/** Plain values that pages, fragments and feeds are made of. */

export type People = Map<string, Pick<Member, 'handle' | 'name' | 'removed'>>;

/** Under their name, with a link where they are still here. */
export function personOf(people: People, id: MemberId): Person {
  const member = people.get(id.toHexString());
  return { name: member?.name ?? '–', handle: member && !member.removed ? member.handle : null };
}

export const shownTags = (tags: TagField[]): Tag[] =>
  tags.map(({ name, key }) => ({ label: name, href: tagPath(key) }));

/** Where a discussion is held, as pages name it. */
export interface ShownPlace {
  name: string;
  slug: string;
}

export const shownPlace = (place: Place): ShownPlace | null => place && { name: place.name, slug: place.slug };

/** One line of a list. */
export interface ListedDiscussion {
  id: string;
  title: string;
  language: string;
  path: string;
  author: Person;
  place: ShownPlace | null;
  createdAt: Date;
  activeAt: Date;
  replyCount: number;
  closed: boolean;
  pinned: boolean;
  tags: Tag[];
  /** The reader has not seen all of it; the link leads to what is new. */
  unread: boolean;
}

/** The head of a discussion and its opening text. */
export interface ShownDiscussion {
  id: string;
  title: string;
  language: string;
  html: string;
  path: string;
  author: Person;
  facilitates: boolean;
  place: ShownPlace | null;
  createdAt: Date;
  editedAt: Date | null;
  tags: Tag[];
  closed: { at: Date; by: Person } | null;
  pinned: boolean;
}

/** A reply as everybody sees it who may see it. */
export interface ShownReply {
  seq: number;
  revision: number;
  author: Person;
  authorId: MemberId;
  /** They lead the workspace that this is said in. */
  facilitates: boolean;
  at: Date;
  edited: Date | null;
  removed: boolean;
  language: string;
  html: string;
  path: string;
}
