import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '../../platform/access/viewer.js';
import { formatter } from '../../platform/i18n/format.js';
import type { Locale } from '../../platform/i18n/locales.js';
import { translator } from '../../platform/i18n/translator.js';
import { Live } from '../../platform/realtime/live.js';
import { Renderer } from '../../platform/web/renderer.js';
import { type MemberId, Members } from '../accounts/public.js';
import { type WorkspaceId, Workspaces } from '../workspaces/public.js';
import { Discussions } from './discussions.js';
import type { Held, Place } from './discussions.policy.js';
import { ReplyItem } from './pages/reply-item.js';
import { State } from './pages/state.js';
import { Replies } from './replies.js';
import { roomOf } from './room.js';
import type { ShownReply } from './shown.js';
import { Threads } from './threads.js';

const MAX_NAMED = 12;

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
    @Inject(Members) private readonly members: Members,
    @Inject(Workspaces) private readonly workspaces: Workspaces,
  ) {}

  /** Whoever sees the discussion may listen; the mark of its workspace cuts them off when that may have changed. */
  open(): void {
    this.live.roomKind({
      name: 'discussion',
      admit: (viewer, id) => this.admit(viewer, id),
      readers: (members, visitors) => this.readers(members, visitors),
    });
  }

  private async admit(viewer: Viewer, id: string): Promise<string[] | null> {
    const held = await this.discussions.lookFor(viewer, id);
    return held && (held.place ? [`workspace:${held.place._id.toHexString()}`] : []);
  }

  private async readers(members: MemberId[], visitors: number) {
    const people = await this.members.named(members);
    const names = [...people.values()].map(({ name }) => name);
    return (locale: Locale, named: boolean): string => {
      const t = translator(locale);
      const shown = named ? names.slice(0, MAX_NAMED) : [];
      const count = names.length + visitors - shown.length;
      const others = count > 0 ? [t('discussions.live.others', { count, named: shown.length > 0 ? 'yes' : 'no' })] : [];
      const list = formatter(locale).list([...shown, ...others]);
      return shown.length + count > 0 ? t('discussions.live.readers', { names: list }) : '';
    };
  }

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
