import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Viewer } from '../../platform/access/viewer.js';
import { Frames } from '../../platform/web/frame.js';
import { OldAddresses } from '../../platform/web/old-addresses.js';
import { ActionButton } from '../../ui/public.js';
import { Subjects } from '../attachments/public.js';
import { type TaggedEntry, Tagging } from '../tags/public.js';
import { WorkspaceHome } from '../workspaces/public.js';
import { BlogFeeds } from './blogs.feeds.js';
import { postRules, visiblePosts } from './blogs.policy.js';
import { Comments } from './comments/comments.js';
import { workspaceBlogPath } from './paths.js';
import type { Post } from './posts/post.model.js';
import { Posts } from './posts/posts.js';
import { PostShower } from './posts/shown.js';

/** Where blogs plug in. */
@Injectable()
export class Registries {
  constructor(
    @Inject(Frames) readonly frames: Frames,
    @Inject(OldAddresses) readonly oldAddresses: OldAddresses,
    @Inject(Subjects) readonly subjects: Subjects,
    @Inject(WorkspaceHome) readonly home: WorkspaceHome,
    @Inject(Tagging) readonly tagging: Tagging,
  ) {}
}

/** What blogs give to the frame, to workspaces, to tags, to attachments, and to addresses of old. */
@Injectable()
export class BlogPlugs implements OnModuleInit {
  constructor(
    @InjectModel('Post') private readonly model: Model<Post>,
    @Inject(Posts) private readonly posts: Posts,
    @Inject(Comments) private readonly comments: Comments,
    @Inject(PostShower) private readonly shower: PostShower,
    @Inject(BlogFeeds) private readonly feeds: BlogFeeds,
    @Inject(Registries) private readonly to: Registries,
  ) {}

  onModuleInit(): void {
    this.plugIntoFrame();
    this.plugIntoWorkspaces();
    this.to.oldAddresses.plug((viewer, address) => this.posts.atOldAddress(viewer, address));
    this.to.tagging.shownBy('post', (viewer, ids) => this.tagged(viewer, ids));
    this.to.subjects.register({ kind: 'post', admits: (viewer, id) => this.posts.admits(viewer, id) });
    this.to.subjects.register({ kind: 'draft', admits: (viewer, id) => this.posts.admitsToHistory(viewer, id) });
    this.to.subjects.register({ kind: 'comment', admits: (viewer, id) => this.comments.admits(viewer, id) });
  }

  private plugIntoFrame(): void {
    this.to.frames.plug(({ viewer, t }) => ({
      nav: [
        {
          label: t('ui.nav.community'),
          href: '/community',
          order: 20,
          children: [{ label: t('ui.nav.blogs'), href: '/blogs', order: 30 }],
        },
      ],
      yours: viewer.member ? [{ label: t('blogs.drafts.title'), href: '/drafts', order: 25 }] : [],
    }));
  }

  private plugIntoWorkspaces(): void {
    this.to.home.plug({
      order: 10,
      tab: ({ t }, { slug }) => ({ label: t('blogs.blog'), href: workspaceBlogPath(slug) }),
      feeds: ({ t }, { slug }) => [{ title: t('blogs.blog'), path: workspaceBlogPath(slug) }],
      actions: (ui, viewer, workspace) =>
        postRules.write(viewer, workspace) ? (
          <ActionButton ui={ui} action={`${workspaceBlogPath(workspace.slug)}/drafts`} kind="quiet">
            {ui.t('blogs.write')}
          </ActionButton>
        ) : null,
    });
  }

  private async tagged(viewer: Viewer, ids: string[]): Promise<Map<string, TaggedEntry>> {
    const posts = await this.model
      .find({ _id: { $in: ids }, ...visiblePosts(viewer) }, { source: 0, work: 0 })
      .lean<Post[]>();
    const [items, shown] = await Promise.all([this.feeds.items(viewer, posts), this.shower.show(viewer, posts)]);
    return new Map(
      items.map((item, at) => {
        const { id = '', author = null, place = null } = shown[at] ?? {};
        return [id, { ...item, kind: 'blogs.kind', person: author, place }];
      }),
    );
  }
}
