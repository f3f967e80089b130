import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Members } from '../accounts/public.js';
import { type FollowTarget, type Notice, Notices, notice, Retelling, type Subject } from '../notifications/public.js';
import { Workspaces } from '../workspaces/public.js';
import type { Discussion } from './discussion.model.js';
import {
  discussionChanged,
  discussionMoved,
  discussionOpened,
  discussionRemoved,
  replyAdded,
  replyEdited,
  replyRemoved,
} from './discussions.facts.js';
import { Discussions } from './discussions.js';
import type { Place } from './discussions.policy.js';
import { discussionPath, replyPath } from './paths.js';
import { Replies } from './replies.js';

type PayloadOf<Of> = Of extends { readonly payload?: infer Payload extends object } ? Payload : never;

const exampleSubject = (path: string): Subject => ({
  workspace: null,
  actor: null,
  actorName: 'Ben',
  followed: [],
  direct: [],
  subject: 'discussion:65f000000000000000000001',
  thread: 'discussion:65f000000000000000000001',
  path,
  title: 'Que cotisation quand les revenus suivent la pluie ?',
  place: 'Mutuelles de santé au Sahel',
  html: '<p>Nous avons essayé une cotisation unique après la récolte.</p>',
  language: 'fr',
});

const examplePath = '/workspaces/mutuelles/discussions/65f000000000000000000001/que-cotisation';

const subjectOf = (discussion: string) => `discussion:${discussion}`;

/** The sentences that followers hear about discussions. */
@Injectable()
export class DiscussionNotices implements OnModuleInit {
  constructor(
    @Inject(Notices) private readonly notices: Notices,
    @Inject(Retelling) private readonly retelling: Retelling,
    @Inject(Discussions) private readonly discussions: Discussions,
    @Inject(Replies) private readonly replies: Replies,
    @Inject(Members) private readonly members: Members,
    @Inject(Workspaces) private readonly workspaces: Workspaces,
  ) {}

  onModuleInit(): void {
    this.notices.register(this.opened());
    this.notices.register(this.answered());
    for (const fact of [discussionChanged, discussionMoved, discussionRemoved])
      this.retelling.after(fact, ({ discussion }) => ({ subject: subjectOf(discussion) }));
    for (const fact of [replyEdited, replyRemoved])
      this.retelling.after(fact, ({ discussion, reply }) => ({ subject: subjectOf(discussion), only: { reply } }));
  }

  private opened(): Notice<PayloadOf<typeof discussionOpened>> {
    return notice({
      fact: discussionOpened,
      kind: 'discussions.opened',
      line: 'discussions.notice.opened',
      mailSubject: 'discussions.notice.openedSubject',
      button: 'discussions.notice.read',
      load: async ({ discussion: id }) => {
        const discussion = await this.discussions.byId(id);
        if (!discussion) return null;
        const place = await this.placeOf(discussion);
        return {
          ...(await this.about(discussion, place, discussion.author)),
          path: discussionPath(place, discussion),
          html: discussion.html,
          language: discussion.language,
        };
      },
      example: exampleSubject(examplePath),
    });
  }

  private answered(): Notice<PayloadOf<typeof replyAdded>> {
    return notice({
      fact: replyAdded,
      kind: 'discussions.answered',
      line: 'discussions.notice.answered',
      mailSubject: 'discussions.notice.answeredSubject',
      button: 'discussions.notice.answer',
      load: async ({ discussion: id, reply: replyId }) => {
        const [discussion, reply] = await Promise.all([this.discussions.byId(id), this.replies.byId(replyId)]);
        if (!discussion || !reply || reply.removed) return null;
        const place = await this.placeOf(discussion);
        return {
          ...(await this.about(discussion, place, reply.author)),
          path: replyPath(discussionPath(place, discussion), reply.seq),
          html: reply.html,
          language: reply.language,
        };
      },
      example: exampleSubject(replyPath(examplePath, 3)),
    });
  }

  private async about(
    discussion: Discussion,
    place: Place,
    actor: Discussion['author'],
  ): Promise<Omit<Subject, 'path' | 'html' | 'language'>> {
    const key = subjectOf(discussion._id.toHexString());
    return {
      workspace: discussion.workspace,
      actor,
      actorName: (await this.members.named([actor])).get(actor.toHexString())?.name ?? '',
      followed: followedBy(discussion, actor),
      direct: [],
      subject: key,
      thread: key,
      title: discussion.title,
      place: place?.name ?? discussion.title,
    };
  }

  private placeOf({ workspace }: Discussion): Promise<Place> | null {
    return workspace && this.workspaces.byId(workspace);
  }
}

/** The closest first: how somebody follows this discussion weighs more than how they follow its workspace. */
function followedBy(discussion: Discussion, actor: Discussion['author']): FollowTarget[] {
  return [
    { kind: 'discussion', target: discussion._id.toHexString() },
    ...discussion.tags.map(({ key }): FollowTarget => ({ kind: 'tag', target: key })),
    { kind: 'member', target: actor.toHexString() },
    ...(discussion.workspace ? [{ kind: 'workspace' as const, target: discussion.workspace.toHexString() }] : []),
  ];
}
