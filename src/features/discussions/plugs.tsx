import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '../../platform/access/viewer.js';
import { type ContentAddress, type ContentEntry, type ContentKind, Contents } from '../../platform/content/contents.js';
import { Frames } from '../../platform/web/frame.js';
import { ButtonLink } from '../../ui/public.js';
import { Members } from '../accounts/public.js';
import { Subjects } from '../attachments/public.js';
import { Follows } from '../notifications/public.js';
import { type TaggedEntry, Tagging } from '../tags/public.js';
import { WorkspaceHome, Workspaces, workspacePath } from '../workspaces/public.js';
import type { Discussion } from './discussion.model.js';
import { DiscussionFeeds } from './discussions.feeds.js';
import { Discussions } from './discussions.js';
import { placeRules } from './discussions.policy.js';
import { NewestDiscussions } from './newest.js';
import { discussionPath, listPath } from './paths.js';
import { Replies } from './replies.js';
import { personOf } from './shown.js';

/** Where features plug in. */
@Injectable()
export class Registries {
  constructor(
    @Inject(Contents) readonly contents: Contents,
    @Inject(Tagging) readonly tagging: Tagging,
    @Inject(Follows) readonly follows: Follows,
    @Inject(WorkspaceHome) readonly home: WorkspaceHome,
    @Inject(Frames) readonly frames: Frames,
    @Inject(Subjects) readonly subjects: Subjects,
  ) {}
}

/** What discussions give to the rest of the site: to workspaces, tags, follows, the frame, and the pages that combine. */
@Injectable()
export class DiscussionPlugs {
  constructor(
    @Inject(NewestDiscussions) private readonly newest: NewestDiscussions,
    @Inject(Discussions) private readonly discussions: Discussions,
    @Inject(Replies) private readonly replies: Replies,
    @Inject(DiscussionFeeds) private readonly feeds: DiscussionFeeds,
    @Inject(Members) private readonly members: Members,
    @Inject(Workspaces) private readonly workspaces: Workspaces,
    @Inject(Registries) private readonly to: Registries,
  ) {}

  plug(): void {
    this.to.contents.plug(this.contentKind());
    this.to.tagging.shownBy('discussion', (viewer, ids) => this.tagged(viewer, ids));
    this.to.follows.followable('discussion', async (viewer, id) => {
      const held = await this.discussions.lookFor(viewer, id);
      return held && { title: held.discussion.title, path: discussionPath(held.place, held.discussion) };
    });
    this.to.subjects.register({
      kind: 'discussion',
      admits: async (viewer, id) => (await this.discussions.lookFor(viewer, id.toHexString())) !== null,
    });
    this.to.subjects.register({
      kind: 'reply',
      admits: async (viewer, id) => {
        const reply = await this.replies.byId(id.toHexString());
        if (!reply || reply.removed) return false;
        return (await this.discussions.lookFor(viewer, reply.discussion.toHexString())) !== null;
      },
    });
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

  private contentKind(): ContentKind {
    return {
      name: 'discussions',
      order: 20,
      heading: 'discussions.latest',
      answered: 'discussions.count',
      more: { label: 'discussions.latest.more', path: '/discussions' },
      latest: async (viewer, range) => this.entries(viewer, await this.newest.lastActive(viewer, range)),
      feed: async (viewer, range) => this.feeds.items(viewer, await this.newest.newest(viewer, range)),
      addresses: async (viewer, part) => this.addresses(viewer, await this.newest.part(viewer, part)),
      count: (viewer, range) => this.newest.count(viewer, range),
      wrote: (viewer, member) => this.newest.answeredFor(viewer, member),
    };
  }

  private async entries(viewer: Viewer, found: Discussion[]): Promise<ContentEntry[]> {
    const people = await this.members.named(found.map(({ author }) => author));
    return this.placed(viewer, found, (discussion, place) => ({
      id: `discussion:${discussion._id.toHexString()}`,
      title: discussion.title,
      path: discussionPath(place, discussion),
      language: discussion.language,
      person: personOf(people, discussion.author),
      place: place && { name: place.name, path: workspacePath(place) },
      at: discussion.activeAt,
      excerpt: discussion.excerpt,
      answers: discussion.replyCount,
    }));
  }

  private addresses(viewer: Viewer, found: Discussion[]): Promise<ContentAddress[]> {
    return this.placed(viewer, found, (discussion, place) => ({
      path: discussionPath(place, discussion),
      changedAt: discussion.activeAt,
    }));
  }

  private async tagged(viewer: Viewer, ids: string[]): Promise<Map<string, TaggedEntry>> {
    const found = await this.newest.these(viewer, ids);
    const [items, entries] = await Promise.all([this.feeds.items(viewer, found), this.entries(viewer, found)]);
    return new Map(
      items.map((item, at) => {
        const { person = null, place = null } = entries[at] ?? {};
        return [item.id.slice('discussion:'.length), { ...item, kind: 'discussions.kind', person, place }];
      }),
    );
  }

  /** Each with its workspace; those whose workspace the viewer does not see are left out. */
  private async placed<Shown>(
    viewer: Viewer,
    found: Discussion[],
    show: (discussion: Discussion, place: { slug: string; name: string } | null) => Shown,
  ): Promise<Shown[]> {
    const ids = found.flatMap(({ workspace }) => workspace ?? []);
    const places = await this.workspaces.namedFor(viewer, ids);
    return found.flatMap((discussion) => {
      const place = discussion.workspace && places.get(discussion.workspace.toHexString());
      return place === undefined ? [] : [show(discussion, place)];
    });
  }
}
