import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Viewer } from '../../platform/access/viewer.js';
import {
  type ContentAddress,
  type ContentEntry,
  type ContentKind,
  type ContentRange,
  Contents,
  type Unfinished,
} from '../../platform/content/contents.js';
import type { Id } from '../../platform/database/ids.js';
import type { FeedItem } from '../../platform/feeds/feeds.js';
import { BlogFeeds } from './blogs.feeds.js';
import { visiblePosts } from './blogs.policy.js';
import type { Comment } from './comments/comment.model.js';
import { memberBlogPath } from './paths.js';
import { DraftList } from './posts/draft-list.js';
import type { Post } from './posts/post.model.js';
import { PostShower } from './posts/shown.js';

/** Enough to know whether somebody takes part where the viewer may look. */
const RECENT_COMMENTS = 100;

/** Posts, as pages that combine show them: the home page, a person, the dashboard, the site map, the feed of everything. */
@Injectable()
export class BlogContents implements ContentKind, OnModuleInit {
  readonly name = 'posts';
  readonly order = 10;
  readonly heading = 'blogs.latest';
  readonly answered = 'blogs.comments.count';
  readonly more = { label: 'blogs.latest.more', path: '/blogs' } as const;
  readonly ownPlace = {
    label: 'blogs.own',
    pathOf: memberBlogPath,
    keptBy: (viewer: Viewer, members: Id<'member'>[]) => this.writersAmong(viewer, members),
  } as const;

  constructor(
    @InjectModel('Post') private readonly posts: Model<Post>,
    @InjectModel('Comment') private readonly comments: Model<Comment>,
    @Inject(PostShower) private readonly shower: PostShower,
    @Inject(BlogFeeds) private readonly feeds: BlogFeeds,
    @Inject(DraftList) private readonly drafts: DraftList,
    @Inject(Contents) private readonly contents: Contents,
  ) {}

  onModuleInit(): void {
    this.contents.plug(this);
  }

  async latest(viewer: Viewer, range: ContentRange): Promise<ContentEntry[]> {
    const shown = await this.shower.show(viewer, await this.newest(viewer, range, { html: 0 }));
    return shown.map(({ id, title, path, language, author, place, publishedAt, excerpt, commentCount }) => ({
      id: `post:${id}`,
      title,
      path,
      language,
      person: author,
      place,
      at: publishedAt ?? new Date(0),
      excerpt,
      answers: commentCount,
    }));
  }

  async feed(viewer: Viewer, range: ContentRange): Promise<FeedItem[]> {
    return this.feeds.items(viewer, await this.newest(viewer, range));
  }

  async addresses(viewer: Viewer, { skip, limit }: { skip: number; limit: number }): Promise<ContentAddress[]> {
    const posts = await this.posts
      .find(visiblePosts(viewer), { source: 0, html: 0, work: 0 })
      .sort({ publishedAt: 1, _id: 1 })
      .skip(skip)
      .limit(limit)
      .lean<Post[]>();
    const shown = await this.shower.show(viewer, posts);
    return shown.map(({ path, editedAt, publishedAt }) => ({
      path,
      changedAt: editedAt ?? publishedAt ?? new Date(0),
    }));
  }

  count(viewer: Viewer, { by }: Pick<ContentRange, 'by'> = {}): Promise<number> {
    return this.posts.countDocuments({ ...visiblePosts(viewer), ...(by && { author: by }) });
  }

  async unfinished(viewer: Viewer, limit: number): Promise<Unfinished[]> {
    const drafts = await this.drafts.of(viewer);
    return drafts.slice(0, limit).map(({ title, path, language, savedAt }) => ({ title, path, language, at: savedAt }));
  }

  /** Whether one of a member's latest comments stands where the viewer may read it. Posts of theirs are found by `latest`. */
  async wrote(viewer: Viewer, author: Id<'member'>): Promise<boolean> {
    const comments = await this.comments
      .find({ author, removed: null, ...viewer.visible }, { post: 1 })
      .sort({ at: -1 })
      .limit(RECENT_COMMENTS)
      .lean<Pick<Comment, 'post'>[]>();
    const _id = { $in: comments.map(({ post }) => post) };
    return (await this.posts.exists({ _id, ...visiblePosts(viewer) })) !== null;
  }

  /** Who of these has something in a blog of their own. */
  private async writersAmong(viewer: Viewer, members: Id<'member'>[]): Promise<ReadonlySet<string>> {
    const blog = { $in: members.map((member) => `member:${member.toHexString()}`) };
    const authors = await this.posts.distinct('author', { blog, ...visiblePosts(viewer) });
    return new Set(authors.map((author) => author.toHexString()));
  }

  private newest(viewer: Viewer, { by, within, limit }: ContentRange, without: { html?: 0 } = {}): Promise<Post[]> {
    const places = within && { workspace: { $in: within.filter((id) => viewer.sees(id)) } };
    return this.posts
      .find(
        { ...visiblePosts(viewer), ...(by && { author: by }), ...places },
        { source: 0, work: 0, outbox: 0, ...without },
      )
      .sort({ publishedAt: -1, _id: -1 })
      .limit(limit)
      .lean<Post[]>();
  }
}
