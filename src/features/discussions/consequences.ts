import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Facts } from '../../platform/facts/facts.js';
import type { MemberId } from '../accounts/public.js';
import { Follows } from '../notifications/public.js';
import type { Discussion, DiscussionId } from './discussion.model.js';
import {
  discussionChanged,
  discussionClosed,
  discussionMoved,
  discussionOpened,
  discussionRemoved,
  discussionReopened,
  replyAdded,
  replyEdited,
  replyRemoved,
} from './discussions.facts.js';
import { Discussions } from './discussions.js';
import { LiveDiscussions } from './live-discussions.js';
import { Replies } from './replies.js';

/** What follows from the facts within this feature. Everything here may happen twice, and changes nothing the second time. */
@Injectable()
export class Consequences {
  constructor(
    @InjectModel('Discussion') private readonly model: Model<Discussion>,
    @Inject(Discussions) private readonly discussions: Discussions,
    @Inject(Replies) private readonly replies: Replies,
    @Inject(LiveDiscussions) private readonly live: LiveDiscussions,
    @Inject(Follows) private readonly follows: Follows,
    @Inject(Facts) private readonly facts: Facts,
  ) {}

  listen(): void {
    for (const fact of [replyAdded, replyEdited, replyRemoved])
      this.facts.on(fact, ({ discussion, reply }) => this.live.tellReply(discussion, reply));
    for (const fact of [discussionClosed, discussionReopened, discussionChanged])
      this.facts.on(fact, ({ discussion }) => this.live.tellState(discussion));
    for (const fact of [discussionMoved, discussionRemoved])
      this.facts.on(fact, async ({ discussion }) => this.live.recheck(discussion));
    this.facts.on(discussionOpened, async ({ discussion }) => {
      const opened = await this.discussions.byId(discussion);
      if (opened) await this.follow(opened._id, opened.author);
    });
    this.facts.on(replyAdded, async ({ reply }) => {
      const added = await this.replies.byId(reply);
      if (!added) return;
      await this.follow(added.discussion, added.author);
      await this.count(added.discussion, added.seq, added.at);
    });
  }

  /** Who starts or answers a discussion hears how it goes on, unless they have chosen otherwise. */
  private follow(discussion: DiscussionId, member: MemberId): Promise<void> {
    return this.follows.followUnlessChosen(member, { kind: 'discussion', target: discussion.toHexString() });
  }

  /** The place of the last reply is the number of replies: it is never counted up, so telling it twice or late does no harm. */
  private async count(discussion: DiscussionId, seq: number, at: Date): Promise<void> {
    await this.model.updateOne({ _id: discussion }, { $max: { replyCount: seq, lastReplyAt: at, activeAt: at } });
  }
}
