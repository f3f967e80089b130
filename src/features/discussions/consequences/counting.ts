import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Facts } from '../../../platform/facts/facts.js';
import { type TaggedThing, Tagging } from '../../tags/public.js';
import type { Discussion } from '../discussion.model.js';
import {
  discussionChanged,
  discussionMoved,
  discussionOpened,
  discussionRemoved,
  replyAdded,
} from '../discussions.facts.js';
import { Discussions } from '../discussions.js';
import { Replies } from '../replies.js';

/** Keeps what lists and tag clouds say of discussions true. It looks at what is there now, so that hearing twice changes nothing. */
@Injectable()
export class Counting implements OnModuleInit {
  constructor(
    @InjectModel('Discussion') private readonly model: Model<Discussion>,
    @Inject(Discussions) private readonly discussions: Discussions,
    @Inject(Replies) private readonly replies: Replies,
    @Inject(Tagging) private readonly tagging: Tagging,
    @Inject(Facts) private readonly facts: Facts,
  ) {}

  onModuleInit(): void {
    for (const fact of [discussionOpened, discussionChanged, discussionMoved, discussionRemoved])
      this.facts.on(fact, ({ discussion }) => this.tag(discussion));
    this.facts.on(replyAdded, ({ reply }) => this.count(reply));
  }

  private async tag(id: string): Promise<void> {
    const discussion = await this.discussions.byId(id);
    if (discussion) await this.tagging.put(taggedThing(discussion));
    else await this.tagging.drop(`discussion:${id}`);
  }

  /** The place of the last reply is the number of replies: it is never counted up, so telling it twice or late does no harm. */
  private async count(replyId: string): Promise<void> {
    const added = await this.replies.byId(replyId);
    if (!added) return;
    const { discussion, seq, at } = added;
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
