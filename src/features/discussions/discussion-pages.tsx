import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '../../platform/access/viewer.js';
import { type PageAnswer, page } from '../../platform/web/answers.js';
import { shownForm, type TypedForm } from '../../platform/web/show-again.js';
import { Follows, Notifications } from '../notifications/public.js';
import type { ThreadQuery } from './discussions.input.js';
import { Discussions } from './discussions.js';
import { discussionRules, type Held, replyRules } from './discussions.policy.js';
import { DiscussionPage } from './pages/discussion-page.js';
import type { Hindrance } from './pages/reply-form.js';
import { ReadMarks } from './read-marks.js';
import { Threads } from './threads.js';

/** The page of a discussion, for whoever opens it and for whoever sent a reply that was refused. */
@Injectable()
export class DiscussionPages {
  constructor(
    @Inject(Discussions) private readonly discussions: Discussions,
    @Inject(Threads) private readonly threads: Threads,
    @Inject(ReadMarks) private readonly marks: ReadMarks,
    @Inject(Follows) private readonly follows: Follows,
    @Inject(Notifications) private readonly notifications: Notifications,
  ) {}

  /** With everything typed into the form of a reply. Opening the page is reading it. */
  async show(viewer: Viewer, held: Held, query: ThreadQuery, form: TypedForm): Promise<PageAnswer> {
    const { _id } = held.discussion;
    const target = _id.toHexString();
    const [around, discussion, thread, marks, following] = await Promise.all([
      this.discussions.around(viewer, held.place),
      this.threads.presentDiscussion(held),
      this.threads.page(held, query),
      this.marks.of(viewer, [_id]),
      this.follows.wayOf(viewer, { kind: 'discussion', target }),
    ]);
    await this.markRead(viewer, held, thread.to);
    return page((ui) => (
      <DiscussionPage
        ui={ui}
        around={around}
        discussion={discussion}
        thread={thread}
        mark={marks.get(target)}
        form={shownForm(ui, form, 'reply')}
        hindrance={hindranceOf(viewer, held)}
        may={{ change: discussionRules.change(viewer, held), tend: discussionRules.tend(viewer, held) }}
        mayWith={(reply) => ({
          edit: replyRules.edit(viewer, held, reply),
          remove: replyRules.remove(viewer, held, reply),
        })}
        following={following}
      />
    ));
  }

  /** Up to and with the reply at this place. No e-mail goes out about it any more. */
  async markRead(viewer: Viewer, { discussion }: Held, seq: number): Promise<void> {
    if (!viewer.member) return;
    await this.marks.move(viewer, discussion._id, seq);
    await this.notifications.read(viewer, `discussion:${discussion._id.toHexString()}`);
  }
}

function hindranceOf(viewer: Viewer, held: Held): Hindrance {
  const { discussion, place } = held;
  if (discussion.closed) return { kind: 'closed' };
  if (discussionRules.reply(viewer, held)) return { kind: 'none' };
  if (!viewer.member) return { kind: 'signIn' };
  if (!viewer.member.confirmed || !place) return { kind: 'confirm' };
  return place.archived ? { kind: 'archived' } : { kind: 'join', href: `/workspaces/${place.slug}` };
}
