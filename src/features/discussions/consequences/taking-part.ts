import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Facts } from '../../../platform/facts/facts.js';
import type { MemberId } from '../../accounts/public.js';
import { Follows } from '../../notifications/public.js';
import { Workspaces } from '../../workspaces/public.js';
import type { DiscussionId } from '../discussion.model.js';
import { discussionOpened, replyAdded } from '../discussions.facts.js';
import { Discussions } from '../discussions.js';
import { Replies } from '../replies.js';

/** Whoever writes hears how it goes on, and where somebody writes a workspace is alive. Hearing twice changes nothing. */
@Injectable()
export class TakingPart implements OnModuleInit {
  constructor(
    @Inject(Discussions) private readonly discussions: Discussions,
    @Inject(Replies) private readonly replies: Replies,
    @Inject(Follows) private readonly follows: Follows,
    @Inject(Workspaces) private readonly workspaces: Workspaces,
    @Inject(Facts) private readonly facts: Facts,
  ) {}

  onModuleInit(): void {
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
    if (discussion.workspace) await this.workspaces.markActive(discussion.workspace, added.at);
  }

  /** Who starts or answers a discussion hears how it goes on, unless they have chosen otherwise. */
  private follow(discussion: DiscussionId, member: MemberId): Promise<void> {
    return this.follows.followUnlessChosen(member, { kind: 'discussion', target: discussion.toHexString() });
  }
}
