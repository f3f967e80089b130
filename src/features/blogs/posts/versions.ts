import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Viewer } from '../../../platform/access/viewer.js';
import { Clock } from '../../../platform/clock/clock.js';
import { Conflict, Forbidden, NotFound } from '../../../platform/errors/errors.js';
import { Blogs } from '../blogs.js';
import { postRules } from '../blogs.policy.js';
import type { Post, PostId } from './post.model.js';
import { Posts } from './posts.js';
import { Releasing, writingOf } from './releasing.js';
import type { Version } from './version.model.js';

/** The texts of a post as readers saw them, one after another. */
@Injectable()
export class Versions {
  constructor(
    @InjectModel('PostVersion') private readonly versions: Model<Version>,
    @Inject(Posts) private readonly posts: Posts,
    @Inject(Releasing) private readonly releasing: Releasing,
    @Inject(Blogs) private readonly blogs: Blogs,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The post whose history the viewer may read. @throws NotFound for all others. */
  async postFor(viewer: Viewer, id: PostId): Promise<Post> {
    const post = await this.posts.byId(viewer, id);
    if (!postRules.history(viewer, post)) throw new NotFound();
    return post;
  }

  /** Newest first, without their texts. */
  async listOf(post: Post): Promise<Omit<Version, 'source'>[]> {
    return this.versions
      .find({ post: post._id, number: { $lte: post.version } }, { source: 0 })
      .sort({ number: -1 })
      .lean<Version[]>();
  }

  /** One of them, and the one before it. */
  async pairOf(post: Post, number: number): Promise<{ version: Version; before: Version | null }> {
    if (number > post.version) throw new NotFound();
    const found = await this.versions
      .find({ post: post._id, number: { $in: [number, number - 1] } })
      .sort({ number: -1 })
      .lean<Version[]>();
    const [version, before = null] = found;
    if (version?.number !== number) throw new NotFound();
    return { version, before };
  }

  /** Takes an earlier text back, as a new version: also this can be taken back. */
  async takeBack(viewer: Viewer, id: PostId, number: number): Promise<Post> {
    const post = await this.postFor(viewer, id);
    const blog = await this.blogs.of(viewer, post);
    if (!postRules.edit(viewer, post, blog.workspace)) throw new Forbidden();
    if (post.state !== 'published') throw new Conflict('blogs.notPublished');
    if (post.work) throw new Conflict('blogs.unfinishedEdit');
    const { version } = await this.pairOf(post, number);
    return this.releasing.release({ ...post, ...writingOf(version) }, { at: this.clock.now(), minor: false });
  }
}
