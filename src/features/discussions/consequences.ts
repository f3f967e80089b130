import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Facts } from '../../platform/facts/facts.js';
import type { MemberId } from '../accounts/public.js';
import { Follows } from '../notifications/public.js';
import { type TaggedThing, Tagging } from '../tags/public.js';
import { Workspaces } from '../workspaces/public.js';
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
    @Inject(Tagging) private readonly tagging: Tagging,
    @Inject(Workspaces) private readonly workspaces: Workspaces,
    @Inject(Facts) private readonly facts: Facts,
  ) {}

  listen(): void {
    for (const fact of [replyAdded, replyEdited, replyRemoved])
      this.facts.on(fact, ({ discussion, reply }) => this.live.tellReply(discussion, reply));
    for (const fact of [discussionClosed, discussionReopened, discussionChanged])
      this.facts.on(fact, ({ discussion }) => this.live.tellState(discussion));
    for (const fact of [discussionMoved, discussionRemoved])
      this.facts.on(fact, async ({ discussion }) => this.live.recheck(discussion));
    for (const fact of [discussionOpened, discussionChanged, discussionMoved, discussionRemoved])
      this.facts.on(fact, ({ discussion }) => this.tag(discussion));
    this.facts.on(discussionOpened, ({ discussion }) => this.begin(discussion));
    this.facts.on(replyAdded, ({ reply }) => this.goOn(reply));
  }

  private async begin(id: string): Promise<void> {
    const opened = await this.discussions.byId(id);
    if (!opened) return;
    await this.follow(opened._id, opened.author);
    if (opened.workspace) await this.workspaces.markActive(opened.workspace, opened.createdAt);
  }

  private async goOn(replyId: string): Promise<void> {
    const added = await this.replies.byId(replyId);
    const discussion = added && (await this.discussions.byId(added.discussion.toHexString()));
    if (!discussion) return;
    await this.follow(added.discussion, added.author);
    await this.count(added.discussion, added.seq, added.at);
    if (discussion.workspace) await this.workspaces.markActive(discussion.workspace, added.at);
  }

  private async tag(id: string): Promise<void> {
    const discussion = await this.discussions.byId(id);
    if (discussion) await this.tagging.put(taggedThing(discussion));
    else await this.tagging.drop(`discussion:${id}`);
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

export const taggedThing = ({ _id, workspace, tags, createdAt }: Discussion): TaggedThing => ({
  subject: `discussion:${_id.toHexString()}`,
  section: 'discussions',
  workspace,
  tags,
  at: createdAt,
});
