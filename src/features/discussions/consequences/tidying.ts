import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { parseId } from '../../../platform/database/ids.js';
import { Facts } from '../../../platform/facts/facts.js';
import { discussionChanged, discussionRemoved, replyEdited, replyRemoved } from '../discussions.facts.js';
import { Discussions } from '../discussions.js';
import { Replies } from '../replies.js';
import { Writing } from '../writing.js';

/** Lets go the images and files that no text shows any more. Safe to repeat. */
@Injectable()
export class Tidying implements OnModuleInit {
  constructor(
    @Inject(Discussions) private readonly discussions: Discussions,
    @Inject(Replies) private readonly replies: Replies,
    @Inject(Writing) private readonly writing: Writing,
    @Inject(Facts) private readonly facts: Facts,
  ) {}

  onModuleInit(): void {
    for (const fact of [replyEdited, replyRemoved]) this.facts.on(fact, ({ reply }) => this.tidyReply(reply));
    this.facts.on(discussionChanged, ({ discussion }) => this.tidy(discussion));
    this.facts.on(discussionRemoved, ({ discussion }) => this.clear(discussion));
  }

  private async tidyReply(id: string): Promise<void> {
    const reply = await this.replies.byId(id);
    if (reply) await this.writing.settle({ kind: 'reply', id: reply._id }, reply.removed ? '' : reply.source);
  }

  private async tidy(id: string): Promise<void> {
    const discussion = await this.discussions.byId(id);
    if (discussion) await this.writing.settle({ kind: 'discussion', id: discussion._id }, discussion.source);
  }

  /** Nobody sees the files of a discussion that was taken away: they go. */
  private async clear(hex: string): Promise<void> {
    const id = parseId<'discussion'>(hex);
    if (!id) return;
    await this.writing.settle({ kind: 'discussion', id });
    for (const reply of await this.replies.showing(id)) await this.writing.settle({ kind: 'reply', id: reply });
  }
}
