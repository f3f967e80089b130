import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Viewer } from '../../../platform/access/viewer.js';
import { Clock } from '../../../platform/clock/clock.js';
import { Forbidden, NotFound } from '../../../platform/errors/errors.js';
import { record } from '../../../platform/facts/fact.js';
import { Facts } from '../../../platform/facts/facts.js';
import { Jobs, job } from '../../../platform/jobs/jobs.js';
import { Attachments, subjectOf } from '../../attachments/public.js';
import { postDeleted, postRestored } from '../blogs.facts.js';
import type { Blog } from '../blogs.js';
import { postRules } from '../blogs.policy.js';
import type { Comment } from '../comments/comment.model.js';
import type { Post, PostId } from './post.model.js';
import type { Version } from './version.model.js';

const purgePosts = job<Record<string, never>>('purge-posts', { attempts: 1 });

const DAY_MS = 24 * 3600_000;
/** How long a deleted post can be taken back. */
export const UNDO_DAYS = 30;
const BLANK_DAYS = 2;
const BATCH = 200;

/** Deleting posts, taking that back, and letting go of them for good. */
@Injectable()
export class Removal implements OnModuleInit, OnApplicationBootstrap {
  constructor(
    @InjectModel('Post') private readonly posts: Model<Post>,
    @InjectModel('PostVersion') private readonly versions: Model<Version>,
    @InjectModel('Comment') private readonly comments: Model<Comment>,
    @Inject(Attachments) private readonly attachments: Attachments,
    @Inject(Facts) private readonly facts: Facts,
    @Inject(Jobs) private readonly jobs: Jobs,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(purgePosts, () => this.purge());
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.jobs.every(purgePosts, {}, DAY_MS);
  }

  async delete(viewer: Viewer, post: Post): Promise<void> {
    if (!viewer.member || !postRules.takeDown(viewer, post)) throw new Forbidden();
    const at = this.clock.now();
    await this.posts.updateOne(
      { _id: post._id, deleted: null },
      {
        $set: { deleted: { at, by: viewer.member.id } },
        $inc: { revision: 1 },
        $push: { outbox: record(postDeleted, { post: post._id.toHexString() }, at) },
      },
    );
    await this.facts.announce(this.posts, post._id);
  }

  /** Brings a deleted post back as it was; one whose hour has passed meanwhile waits as a draft. */
  async restore(viewer: Viewer, id: PostId): Promise<Post> {
    const post = await this.posts.findOne({ _id: id, deleted: { $ne: null } }).lean<Post>();
    if (!post || !postRules.read(viewer, post)) throw new NotFound();
    if (!postRules.takeDown(viewer, post)) throw new Forbidden();
    const at = this.clock.now();
    const overdue = post.state === 'scheduled' && post.publishAt !== null && post.publishAt <= at;
    await this.posts.updateOne(
      { _id: id },
      {
        $set: { deleted: null, ...(overdue && { state: 'draft', publishAt: null }) },
        $inc: { revision: 1 },
        $push: { outbox: record(postRestored, { post: id.toHexString() }, at) },
      },
    );
    await this.facts.announce(this.posts, id);
    return { ...post, deleted: null };
  }

  /** The viewer's own deleted posts. */
  async listFor(viewer: Viewer): Promise<Post[]> {
    return this.deleted({ author: viewer.id, ...viewer.visible });
  }

  /** All that was public and is deleted in a blog that the viewer looks after. */
  async listIn(viewer: Viewer, blog: Blog): Promise<Post[]> {
    const found = await this.deleted({ blog: blog.key, version: { $gt: 0 } });
    return found.filter((post) => postRules.takeDown(viewer, post));
  }

  private deleted(filter: Record<string, unknown>): Promise<Post[]> {
    return this.posts
      .find({ ...filter, 'deleted.at': { $type: 'date' } })
      .sort({ 'deleted.at': -1 })
      .limit(BATCH)
      .lean<Post[]>();
  }

  /** Daily. The post goes last, so that what is left half done is found again. */
  async purge(): Promise<void> {
    const now = this.clock.now().getTime();
    const gone = await this.posts
      .find({ 'deleted.at': { $type: 'date', $lt: new Date(now - UNDO_DAYS * DAY_MS) } })
      .limit(BATCH)
      .lean<Post[]>();
    for (const { _id } of gone) await this.purgeOne(_id);
    await this.posts.deleteMany({
      state: 'draft',
      revision: 0,
      version: 0,
      createdAt: { $lt: new Date(now - BLANK_DAYS * DAY_MS) },
      imported: null,
    });
  }

  private async purgeOne(post: PostId): Promise<void> {
    const comments = await this.comments.find({ post }, { _id: 1 }).lean<Pick<Comment, '_id'>[]>();
    for (const { _id } of comments) await this.attachments.settle(subjectOf('comment', _id));
    await this.comments.deleteMany({ post });
    await this.versions.deleteMany({ post });
    for (const kind of ['post', 'draft']) await this.attachments.settle(subjectOf(kind, post));
    await this.posts.deleteOne({ _id: post, deleted: { $ne: null } });
  }
}
