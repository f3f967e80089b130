import { Inject, Injectable } from '@nestjs/common';
import type { Locale } from '../../../platform/i18n/locales.js';
import { Live } from '../../../platform/realtime/live.js';
import { Renderer } from '../../../platform/web/renderer.js';
import { type WorkspaceId, Workspaces } from '../../workspaces/public.js';
import { Discussions } from '../discussions.js';
import type { Held, Place } from '../discussions.policy.js';
import { ReplyItem } from '../pages/reply-item.js';
import { State } from '../pages/state.js';
import { Replies } from '../replies.js';
import type { ShownReply } from '../shown.js';
import { Threads } from '../threads.js';
import { roomOf } from './discussion-room.js';

/** A reply as it is put into an open page. */
export interface ReplyFragment {
  seq: number;
  revision: number;
  html: string;
}

/** What open browsers are told of a discussion: the same fragments that the page is made of. */
@Injectable()
export class LiveDiscussions {
  constructor(
    @Inject(Live) private readonly live: Live,
    @Inject(Renderer) private readonly renderer: Renderer,
    @Inject(Discussions) private readonly discussions: Discussions,
    @Inject(Replies) private readonly replies: Replies,
    @Inject(Threads) private readonly threads: Threads,
    @Inject(Workspaces) private readonly workspaces: Workspaces,
  ) {}

  /** Tells the room of a reply that was added, edited or removed, as it is now. */
  async tellReply(discussionId: string, replyId: string): Promise<void> {
    const [discussion, reply] = await Promise.all([this.discussions.byId(discussionId), this.replies.byId(replyId)]);
    if (!discussion || !reply) return;
    const [shown] = await this.threads.present(discussion, await this.placeOf(discussion.workspace), [reply]);
    if (shown) this.tell(discussionId, 'reply', (locale) => this.fragment(locale, shown));
  }

  /** Tells the room that the discussion was closed, reopened or changed. */
  async tellState(discussionId: string): Promise<void> {
    const discussion = await this.discussions.byId(discussionId);
    if (!discussion) return;
    const held = { discussion, place: await this.placeOf(discussion.workspace) };
    const shown = await this.threads.presentDiscussion(held);
    this.tell(discussionId, 'state', (locale) => ({
      title: shown.title,
      html: this.renderer.piece(locale, (ui) => <State ui={ui} discussion={shown} />),
    }));
  }

  /** Cuts everybody who listens: they come back, and are asked anew whether it exists for them. */
  recheck(discussionId: string): void {
    this.live.recheck(roomOf(discussionId));
  }

  fragment(locale: Locale, reply: ShownReply): ReplyFragment {
    const html = this.renderer.piece(locale, (ui) => <ReplyItem ui={ui} reply={reply} />);
    return { seq: reply.seq, revision: reply.revision, html };
  }

  async stateFragment(locale: Locale, held: Held): Promise<string> {
    const shown = await this.threads.presentDiscussion(held);
    return this.renderer.piece(locale, (ui) => <State ui={ui} discussion={shown} />);
  }

  private tell(discussionId: string, event: string, payloadIn: (locale: Locale) => unknown): void {
    this.live.tellInEachLanguage(roomOf(discussionId), event, payloadIn);
  }

  private placeOf(workspace: WorkspaceId | null): Promise<Place> | null {
    return workspace && this.workspaces.byId(workspace);
  }
}
