import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Facts } from '../../../platform/facts/facts.js';
import {
  discussionChanged,
  discussionClosed,
  discussionMoved,
  discussionRemoved,
  discussionReopened,
  replyAdded,
  replyEdited,
  replyRemoved,
} from '../discussions.facts.js';
import { LiveDiscussions } from '../live/live-discussions.js';

/** Open pages are told what happens. Told twice, they show the same. */
@Injectable()
export class Telling implements OnModuleInit {
  constructor(
    @Inject(LiveDiscussions) private readonly live: LiveDiscussions,
    @Inject(Facts) private readonly facts: Facts,
  ) {}

  onModuleInit(): void {
    for (const fact of [replyAdded, replyEdited, replyRemoved])
      this.facts.on(fact, ({ discussion, reply }) => this.live.tellReply(discussion, reply));
    for (const fact of [discussionClosed, discussionReopened, discussionChanged])
      this.facts.on(fact, ({ discussion }) => this.live.tellState(discussion));
    for (const fact of [discussionMoved, discussionRemoved])
      this.facts.on(fact, async ({ discussion }) => this.live.recheck(discussion));
  }
}
