import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Viewer } from '../../../platform/access/viewer.js';
import { Clock } from '../../../platform/clock/clock.js';
import { Forbidden, NotFound } from '../../../platform/errors/errors.js';
import { record } from '../../../platform/facts/fact.js';
import { Facts } from '../../../platform/facts/facts.js';
import { postDeleted, postRestored, postUnpublished } from '../blogs.facts.js';
import type { Blog } from '../blogs.js';
import { postRules } from '../blogs.policy.js';
import type { Post, PostId } from './post.model.js';
import { Schedule } from './schedule.js';

/** How long a deleted post can be taken back. */
export const UNDO_DAYS = 30;
const LONGEST_LIST = 200;

/** Taking posts away from readers, and bringing back what was deleted. */
@Injectable()
export class Removal {
  constructor(
    @InjectModel('Post') private readonly posts: Model<Post>,
    @Inject(Schedule) private readonly schedule: Schedule,
    @Inject(Facts) private readonly facts: Facts,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Takes it away from readers; also stops a clock that runs. The text stays with its author. */
  async unpublish(viewer: Viewer, post: Post): Promise<void> {
    if (!postRules.takeDown(viewer, post)) throw new Forbidden();
    if (post.state === 'scheduled') return this.schedule.stop(post);
    await this.posts.updateOne(
      { _id: post._id, state: 'published' },
      {
        $set: { state: 'unpublished' },
        $inc: { revision: 1 },
        $push: { outbox: record(postUnpublished, { post: post._id.toHexString() }, this.clock.now()) },
      },
    );
    await this.facts.announce(this.posts, post._id);
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
      .limit(LONGEST_LIST)
      .lean<Post[]>();
  }
}
