import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Viewer } from '../../../platform/access/viewer.js';
import { Config } from '../../../platform/config/config.js';
import { Invalid } from '../../../platform/errors/errors.js';
import { Blogs } from '../blogs.js';
import { postRules, visiblePosts } from '../blogs.policy.js';
import { postPath } from '../paths.js';
import type { Post, PostId } from './post.model.js';

type Linked = Pick<Post, '_id' | 'slug' | 'title' | 'language' | 'translationGroup'>;

/** Posts of one blog that say the same in several languages. */
@Injectable()
export class Translations {
  constructor(
    @InjectModel('Post') private readonly posts: Model<Post>,
    @Inject(Blogs) private readonly blogs: Blogs,
    @Inject(Config) private readonly config: Config,
  ) {}

  /** @throws Invalid when the address is none of a post in the same blog that they see. */
  async check(viewer: Viewer, post: Post, address: string): Promise<void> {
    if (address === '') return;
    const other = await this.named(post, address);
    if (!other || !postRules.read(viewer, other)) throw Invalid.field('translationOf', 'blogs.rule.noSuchPost');
  }

  async groupOf(post: Post, address: string): Promise<PostId | null> {
    const other = await this.named(post, address);
    return other ? (other.translationGroup ?? other._id) : null;
  }

  private async named(post: Post, address: string): Promise<Post | null> {
    const slug = slugIn(address.replace(this.config.publicUrl, ''));
    if (!slug) return null;
    return this.posts
      .findOne({ blog: post.blog, _id: { $ne: post._id }, deleted: null, $or: [{ slug }, { oldSlugs: slug }] })
      .lean<Post>();
  }

  /** What stands in the form of a post that is linked already: the address of one of the others. */
  async addressFor(viewer: Viewer, post: Post): Promise<string> {
    const other = post.translationGroup && (await this.of(viewer, post))[0];
    if (!other?.slug) return '';
    return postPath((await this.blogs.of(viewer, post)).path, other.slug);
  }

  /** The other languages of a post, for those who read it. */
  async of(viewer: Viewer, post: Post): Promise<Linked[]> {
    const group = post.translationGroup ?? post._id;
    return this.posts
      .find(
        { $or: [{ _id: group }, { translationGroup: group }], _id: { $ne: post._id }, ...visiblePosts(viewer) },
        { slug: 1, title: 1, language: 1, translationGroup: 1 },
      )
      .sort({ language: 1, _id: 1 })
      .limit(40)
      .lean<Linked[]>();
  }
}

/** The last part of `/workspaces/…/blog/<slug>` or `/people/…/blog/<slug>`. */
function slugIn(address: string): string | null {
  const [, slug] = /^\/(?:workspaces|people)\/[^/]+\/blog\/([^/?#]+)/.exec(address.trim()) ?? [];
  return slug ? decodedOrNull(slug) : null;
}

function decodedOrNull(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
