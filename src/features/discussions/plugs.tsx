import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Viewer } from '../../platform/access/viewer.js';
import type { Id } from '../../platform/database/ids.js';
import { Frames } from '../../platform/web/frame.js';
import { ButtonLink } from '../../ui/public.js';
import { Subjects } from '../attachments/public.js';
import { Follows } from '../notifications/public.js';
import { type TaggedEntry, Tagging } from '../tags/public.js';
import { WorkspaceHome } from '../workspaces/public.js';
import { DiscussionEntries } from './discussion-entries.js';
import { DiscussionFeeds } from './discussions.feeds.js';
import { Discussions } from './discussions.js';
import { placeRules } from './discussions.policy.js';
import { NewestDiscussions } from './newest.js';
import { discussionPath, listPath } from './paths.js';
import { Replies } from './replies.js';

/** Where features plug in. */
@Injectable()
export class Registries {
  constructor(
    @Inject(Tagging) readonly tagging: Tagging,
    @Inject(Follows) readonly follows: Follows,
    @Inject(WorkspaceHome) readonly home: WorkspaceHome,
    @Inject(Frames) readonly frames: Frames,
    @Inject(Subjects) readonly subjects: Subjects,
  ) {}
}

/** What discussions give to the rest of the site: to workspaces, tags, follows, attachments, and the frame. */
@Injectable()
export class DiscussionPlugs implements OnModuleInit {
  constructor(
    @Inject(NewestDiscussions) private readonly newest: NewestDiscussions,
    @Inject(Discussions) private readonly discussions: Discussions,
    @Inject(Replies) private readonly replies: Replies,
    @Inject(DiscussionEntries) private readonly entries: DiscussionEntries,
    @Inject(DiscussionFeeds) private readonly feeds: DiscussionFeeds,
    @Inject(Registries) private readonly to: Registries,
  ) {}

  onModuleInit(): void {
    this.to.tagging.shownBy('discussion', (viewer, ids) => this.tagged(viewer, ids));
    this.to.follows.followable('discussion', async (viewer, id) => {
      const held = await this.discussions.lookFor(viewer, id);
      return held && { title: held.discussion.title, path: discussionPath(held.place, held.discussion) };
    });
    this.plugIntoAttachments();
    this.plugIntoWorkspaces();
    this.plugIntoFrame();
  }

  private plugIntoAttachments(): void {
    const admits = async (viewer: Viewer, id: Id<'discussion'>) =>
      (await this.discussions.lookFor(viewer, id.toHexString())) !== null;
    this.to.subjects.register({ kind: 'discussion', admits });
    this.to.subjects.register({
      kind: 'reply',
      admits: async (viewer, id) => {
        const reply = await this.replies.byId(id.toHexString());
        return reply !== null && !reply.removed && admits(viewer, reply.discussion);
      },
    });
  }

  private plugIntoWorkspaces(): void {
    this.to.home.plug({
      order: 20,
      tab: ({ t }, workspace) => ({ label: t('discussions.title'), href: listPath(workspace) }),
      feeds: ({ t }, workspace) => [{ title: t('discussions.title'), path: listPath(workspace) }],
      actions: ({ t }, viewer, workspace) =>
        placeRules.open(viewer, workspace) ? (
          <ButtonLink kind="quiet" href={`${listPath(workspace)}/new`}>
            {t('discussions.open.title')}
          </ButtonLink>
        ) : null,
    });
  }

  private plugIntoFrame(): void {
    this.to.frames.plug(({ t }) => ({
      nav: [
        {
          label: t('ui.nav.community'),
          href: '/community',
          order: 20,
          children: [{ label: t('ui.nav.discussions'), href: '/discussions', order: 40 }],
        },
      ],
    }));
  }

  private async tagged(viewer: Viewer, ids: string[]): Promise<Map<string, TaggedEntry>> {
    const found = await this.newest.these(viewer, ids);
    const [items, entries] = await Promise.all([this.feeds.items(viewer, found), this.entries.of(viewer, found)]);
    return new Map(
      items.map((item, at) => {
        const { person = null, place = null } = entries[at] ?? {};
        return [item.id.slice('discussion:'.length), { ...item, kind: 'discussions.kind', person, place }];
      }),
    );
  }
}
