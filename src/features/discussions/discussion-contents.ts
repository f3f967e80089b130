import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Viewer } from '../../platform/access/viewer.js';
import {
  type ContentAddress,
  type ContentEntry,
  type ContentKind,
  type ContentRange,
  Contents,
} from '../../platform/content/contents.js';
import type { Id } from '../../platform/database/ids.js';
import type { FeedItem } from '../../platform/feeds/feeds.js';
import { DiscussionEntries } from './discussion-entries.js';
import { DiscussionFeeds } from './discussions.feeds.js';
import { NewestDiscussions } from './newest.js';

/** Discussions, as pages that combine show them: the home page, a person, the dashboard, the site map, the feed of everything. */
@Injectable()
export class DiscussionContents implements ContentKind, OnModuleInit {
  readonly name = 'discussions';
  readonly order = 20;
  readonly heading = 'discussions.latest';
  readonly answered = 'discussions.count';
  readonly more = { label: 'discussions.latest.more', path: '/discussions' } as const;

  constructor(
    @Inject(NewestDiscussions) private readonly newest: NewestDiscussions,
    @Inject(DiscussionEntries) private readonly entries: DiscussionEntries,
    @Inject(DiscussionFeeds) private readonly feeds: DiscussionFeeds,
    @Inject(Contents) private readonly contents: Contents,
  ) {}

  onModuleInit(): void {
    this.contents.plug(this);
  }

  async latest(viewer: Viewer, range: ContentRange): Promise<ContentEntry[]> {
    return this.entries.of(viewer, await this.newest.lastActive(viewer, range));
  }

  async feed(viewer: Viewer, range: ContentRange): Promise<FeedItem[]> {
    return this.feeds.items(viewer, await this.newest.newest(viewer, range));
  }

  async addresses(viewer: Viewer, part: { skip: number; limit: number }): Promise<ContentAddress[]> {
    return this.entries.addresses(viewer, await this.newest.part(viewer, part));
  }

  count(viewer: Viewer, range?: Pick<ContentRange, 'by'>): Promise<number> {
    return this.newest.count(viewer, range);
  }

  wrote(viewer: Viewer, member: Id<'member'>): Promise<boolean> {
    return this.newest.answeredFor(viewer, member);
  }
}
