import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Viewer } from '../../../platform/access/viewer.js';
import { type CursorQuery, dateCursor, type Listing } from '../../../platform/api/api.js';
import { parseId } from '../../../platform/database/ids.js';
import { NotFound } from '../../../platform/errors/errors.js';
import { type Blog, Blogs } from '../blogs.js';
import { postRules, visiblePosts } from '../blogs.policy.js';
import { lastingPath, postPath } from '../paths.js';
import type { Post, PostId } from './post.model.js';

/** A post on its page: or the address that it has today. */
export interface Found {
  post: Post;
  /** It was asked for by an address of before. */
  moved: boolean;
}

type Neighbour = Pick<Post, '_id' | 'slug' | 'title' | 'language'>;

/** What feeds show: the text, whole. */
const FEED_FIELDS = { source: 0, work: 0, outbox: 0 } as const;
/** What lists show: the beginning of the text. */
const LIST_FIELDS = { ...FEED_FIELDS, html: 0 } as const;

interface Where {
  blog?: Pick<Blog, 'key'>;
  after?: string;
}

/** Reads of posts, always through a viewer. */
@Injectable()
export class Posts {
  constructor(
    @InjectModel('Post') private readonly posts: Model<Post>,
    @Inject(Blogs) private readonly blogs: Blogs,
  ) {}

  /** @throws NotFound also where it exists but not for them. */
  async byId(viewer: Viewer, id: PostId): Promise<Post> {
    const post = await this.posts.findById(id).lean<Post>();
    if (!post || !postRules.read(viewer, post)) throw new NotFound();
    return post;
  }

  /** By id, as readers find it; null otherwise. */
  async public(viewer: Viewer, id: string): Promise<Post | null> {
    const _id = parseId<'post'>(id);
    return _id && this.posts.findOne({ _id, ...visiblePosts(viewer) }).lean<Post>();
  }

  /** By its address in a blog, or one it had before. @throws NotFound also where it exists but not for them. */
  async find(viewer: Viewer, blog: Blog, slug: string): Promise<Found> {
    const key = slug.toLowerCase();
    const post =
      (await this.posts.findOne({ blog: blog.key, slug: key }).lean<Post>()) ??
      (await this.posts.findOne({ blog: blog.key, oldSlugs: key }).lean<Post>());
    if (!post || !postRules.read(viewer, post)) throw new NotFound();
    return { post, moved: post.slug !== slug };
  }

  /** What readers find, newest first: everywhere, or in one blog. */
  async list(viewer: Viewer, { after, limit }: CursorQuery, blog?: Pick<Blog, 'key'>): Promise<Listing<Post>> {
    const found = await this.published(viewer, limit + 1, { blog, after }, LIST_FIELDS);
    const items = found.slice(0, limit);
    const last = items.at(-1);
    const more = found.length > limit && last?.publishedAt;
    return { items, next: more ? dateCursor.pack(more, last._id) : null };
  }

  /** With their texts, newest first. */
  newest(viewer: Viewer, limit: number, where: Where = {}): Promise<Post[]> {
    return this.published(viewer, limit, where, FEED_FIELDS);
  }

  private async published(
    viewer: Viewer,
    limit: number,
    { blog, after }: Where,
    fields: typeof FEED_FIELDS | typeof LIST_FIELDS,
  ): Promise<Post[]> {
    const cursor = dateCursor.unpack(after);
    const older = cursor
      ? { $or: [{ publishedAt: { $lt: cursor.at } }, { publishedAt: cursor.at, _id: { $lt: cursor.id } }] }
      : {};
    return this.posts
      .find({ ...visiblePosts(viewer), ...(blog && { blog: blog.key }), ...older }, fields)
      .sort({ publishedAt: -1, _id: -1 })
      .limit(limit)
      .lean<Post[]>();
  }

  /** The posts before and after it in its blog. */
  async neighbours(viewer: Viewer, post: Post): Promise<{ older: Neighbour | null; newer: Neighbour | null }> {
    const at = post.publishedAt;
    if (!at) return { older: null, newer: null };
    const beside = (side: '$lt' | '$gt', order: 1 | -1) =>
      this.posts
        .findOne(
          {
            blog: post.blog,
            ...visiblePosts(viewer),
            $or: [{ publishedAt: { [side]: at } }, { publishedAt: at, _id: { [side]: post._id } }],
          },
          { slug: 1, title: 1, language: 1 },
        )
        .sort({ publishedAt: order, _id: order })
        .lean<Neighbour>();
    const [older, newer] = await Promise.all([beside('$lt', -1), beside('$gt', 1)]);
    return { older, newer };
  }

  /** Where a post is today. */
  async addressOf(viewer: Viewer, post: Post): Promise<string> {
    if (post.slug === undefined) return lastingPath(post._id);
    return postPath((await this.blogs.of(viewer, post)).path, post.slug);
  }

  /** Where a path of another site leads since its posts were imported; null for others, and for who may not see it. */
  async atOldAddress(viewer: Viewer, address: string): Promise<string | null> {
    const post = await this.posts.findOne({ oldAddresses: address }).lean<Post>();
    return post && postRules.read(viewer, post) ? this.addressOf(viewer, post) : null;
  }

  /** For attachments: whether this one exists for the viewer. */
  async admits(viewer: Viewer, id: PostId): Promise<boolean> {
    const post = await this.posts.findById(id, { workspace: 1, author: 1, state: 1, deleted: 1 }).lean<Post>();
    return post !== null && postRules.read(viewer, post);
  }

  /** The same for what only shows in drafts and earlier versions. */
  async admitsToHistory(viewer: Viewer, id: PostId): Promise<boolean> {
    const post = await this.posts.findById(id, { workspace: 1, author: 1, state: 1, deleted: 1 }).lean<Post>();
    return post !== null && viewer.sees(post.workspace) && viewer.is(post.author);
  }
}
