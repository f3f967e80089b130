import { Injectable } from '@nestjs/common';
import type { Person } from '../../ui/ui.js';
import type { Viewer } from '../access/viewer.js';
import type { Id } from '../database/ids.js';
import type { FeedItem } from '../feeds/feeds.js';
import type { MessageKey } from '../i18n/keys.js';

/** Something that people wrote, as one line of a list. */
export interface ContentEntry {
  /** `post:<id>`. */
  id: string;
  title: string;
  path: string;
  /** ISO 639-1 of the text. */
  language: string;
  person: Person;
  /** The workspace that it stands in. */
  place: { name: string; path: string } | null;
  /** When it was published, or last answered. */
  at: Date;
  excerpt: string;
  answers: number;
}

/** Of everything the viewer may see, or of what one member wrote, or of what stands in these workspaces. */
export interface ContentRange {
  by?: Id<'member'>;
  within?: Id<'workspace'>[];
  limit: number;
}

/** Where something is, and when it changed. */
export interface ContentAddress {
  path: string;
  changedAt: Date;
}

/** What somebody has begun and not published. */
export interface Unfinished {
  title: string;
  path: string;
  language: string;
  at: Date;
}

/** One kind of content, as its feature offers it to pages that show what is new: the home page, a person, the dashboard, the site map, the feed of everything. */
export interface ContentKind {
  /** `posts`, `discussions`. */
  name: string;
  /** Where it stands among the others: 10 posts, 20 discussions. */
  order: number;
  /** Heading of the latest: "Latest blog posts". */
  heading: MessageKey;
  /** How many answers there are, with {count}: "3 comments", "3 replies". */
  answered: MessageKey;
  /** Leads on to all of them. */
  more: { label: MessageKey; path: string };
  /** The latest, newest first; whatever the viewer may not see is left out. */
  latest(viewer: Viewer, range: ContentRange): Promise<ContentEntry[]>;
  /** The newest, whole, for feeds. */
  feed(viewer: Viewer, range: ContentRange): Promise<FeedItem[]>;
  /** All of it, oldest first, a part at a time. */
  addresses(viewer: Viewer, part: { skip: number; limit: number }): Promise<ContentAddress[]>;
  count(viewer: Viewer, range?: Pick<ContentRange, 'by'>): Promise<number>;
  unfinished?(viewer: Viewer, limit: number): Promise<Unfinished[]>;
  /** Whether the member wrote anything of this kind, also an answer, that the viewer may see. */
  wrote?(viewer: Viewer, member: Id<'member'>): Promise<boolean>;
  /** A place of a member's own, such as their blog. */
  ownPlace?: {
    label: MessageKey;
    pathOf(handle: string): string;
    /** Who of these has something there that the viewer may see, by id. */
    keptBy(viewer: Viewer, members: Id<'member'>[]): Promise<ReadonlySet<string>>;
  };
}

/** The latest of one kind of content. */
export interface Latest {
  kind: ContentKind;
  entries: ContentEntry[];
}

/** The kinds of content of the site. Content features plug in; pages that combine know none of them. */
@Injectable()
export class Contents {
  private readonly plugged: ContentKind[] = [];

  /** Called while modules initialise. */
  plug(kind: ContentKind): void {
    this.plugged.push(kind);
    this.plugged.sort((a, b) => a.order - b.order);
  }

  get kinds(): readonly ContentKind[] {
    return this.plugged;
  }

  /** The latest of each kind of which there is any. */
  async latest(viewer: Viewer, range: ContentRange): Promise<Latest[]> {
    const latest = await Promise.all(
      this.plugged.map(async (kind) => ({ kind, entries: await kind.latest(viewer, range) })),
    );
    return latest.filter(({ entries }) => entries.length > 0);
  }

  /** What the viewer has begun last, of all kinds. */
  async unfinishedFor(viewer: Viewer, limit: number): Promise<Unfinished[]> {
    const lists = await Promise.all(this.plugged.map(async (kind) => kind.unfinished?.(viewer, limit) ?? []));
    return lists
      .flat()
      .sort((a, b) => b.at.getTime() - a.at.getTime())
      .slice(0, limit);
  }

  /** Whether the member wrote anything at all that the viewer may see. */
  async wroteFor(viewer: Viewer, by: Id<'member'>): Promise<boolean> {
    for (const kind of this.plugged) {
      if ((await kind.latest(viewer, { by, limit: 1 })).length > 0) return true;
      if (await kind.wrote?.(viewer, by)) return true;
    }
    return false;
  }

  /** The newest of all kinds together. */
  async feed(viewer: Viewer, range: ContentRange): Promise<FeedItem[]> {
    const lists = await Promise.all(this.plugged.map((kind) => kind.feed(viewer, range)));
    return newestFirst(lists.flat()).slice(0, range.limit);
  }
}

export const newestFirst = (items: FeedItem[]): FeedItem[] =>
  [...items].sort((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime());
