import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { Open, SignedIn } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { Moved } from '../../platform/errors/errors.js';
import { FeedParams, feedAnswer } from '../../platform/feeds/feeds.js';
import { CurrentViewer } from '../../platform/web/request.js';
import { filledWith } from '../../platform/web/show-again.js';
import { DiscussionPages } from './discussion-pages.js';
import { DiscussionFeeds } from './discussions.feeds.js';
import { DiscussionParams, NewsQuery, ReadingInput, ThreadQuery } from './discussions.input.js';
import { Discussions } from './discussions.js';
import { LiveDiscussions } from './live/live-discussions.js';
import { plainPath } from './paths.js';
import { Threads } from './threads.js';

type FormatParams = DiscussionParams & { format: 'rss' | 'atom' | 'json' };

/** Reading one discussion: the page, its feed, and what an open page asks for. */
@Controller(['discussions', 'workspaces/:slug/discussions'])
export class DiscussionController {
  constructor(
    @Inject(Discussions) private readonly discussions: Discussions,
    @Inject(Threads) private readonly threads: Threads,
    @Inject(DiscussionPages) private readonly pages: DiscussionPages,
    @Inject(DiscussionFeeds) private readonly feeds: DiscussionFeeds,
    @Inject(LiveDiscussions) private readonly live: LiveDiscussions,
  ) {}

  @Get([':id', ':id/:title'])
  @Open()
  async read(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: DiscussionParams }) { slug, id }: DiscussionParams,
    @Query({ schema: ThreadQuery }) query: ThreadQuery,
  ) {
    const held = await this.discussions.findFor(viewer, id);
    const path = plainPath(held.place, held.discussion._id);
    if (held.place?.slug !== slug) throw new Moved(plainPath(slug ? { slug } : null, held.discussion._id), path);
    const form = filledWith({ language: viewer.writesIn(held.discussion.language), clientId: randomUUID() });
    return this.pages.show(viewer, held, query, form);
  }

  @Get(':id/feed.:format')
  @Open()
  async feed(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: DiscussionParams.extend(FeedParams.shape) }) { id, format }: FormatParams,
  ) {
    const held = await this.discussions.findFor(viewer, id);
    return feedAnswer(await this.feeds.ofDiscussion(viewer, held), format);
  }

  /** What an open page has missed while its line was lost. */
  @Get(':id/news')
  @Open()
  async news(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: DiscussionParams }) { id }: DiscussionParams,
    @Query({ schema: NewsQuery }) query: NewsQuery,
  ) {
    const held = await this.discussions.findFor(viewer, id);
    const { replies, last, more } = await this.threads.news(held, query);
    return {
      replies: replies.map((reply) => this.live.fragment(viewer.locale, reply)),
      last,
      more,
      title: held.discussion.title,
      state: await this.live.stateFragment(viewer.locale, held),
    };
  }

  /** The open page says how far it was read: no e-mail goes out about what was read as it came in. */
  @Post(':id/reading')
  @SignedIn()
  @HttpCode(204)
  async reading(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: DiscussionParams }) { id }: DiscussionParams,
    @Body({ schema: ReadingInput }) { seq }: ReadingInput,
  ): Promise<void> {
    const held = await this.discussions.findFor(viewer, id);
    const last = await this.threads.lastSeq(held);
    await this.pages.markRead(viewer, held, Math.min(seq, last));
  }
}
