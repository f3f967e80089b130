import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Clock } from '../../../platform/clock/clock.js';
import { NotFound } from '../../../platform/errors/errors.js';
import { Jobs, job } from '../../../platform/jobs/jobs.js';
import { Authors } from './authors.js';
import { EditConflict, overtaken } from './edit-conflict.js';
import type { Post } from './post.model.js';
import { Releasing } from './releasing.js';

const publishDue = job<Record<string, never>>('publish-due-posts', { attempts: 1 });

const EVERY_MS = 20_000;
const BATCH = 50;

/** Posts that wait for their hour. They themselves say when it is, so a server that slept catches up. */
@Injectable()
export class Schedule implements OnModuleInit, OnApplicationBootstrap {
  constructor(
    @InjectModel('Post') private readonly posts: Model<Post>,
    @Inject(Releasing) private readonly releasing: Releasing,
    @Inject(Authors) private readonly authors: Authors,
    @Inject(Jobs) private readonly jobs: Jobs,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(publishDue, () => this.publishDue());
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.jobs.every(publishDue, {}, EVERY_MS);
  }

  /** @throws EditConflict when another page has saved since. */
  async put(post: Post, publishAt: Date): Promise<Post> {
    const scheduled = await this.posts
      .findOneAndUpdate(
        { _id: post._id, revision: post.revision, deleted: null },
        { $set: { state: 'scheduled', publishAt }, $inc: { revision: 1 } },
        { returnDocument: 'after' },
      )
      .lean<Post>();
    if (!scheduled) throw await overtaken(this.posts, post._id);
    return scheduled;
  }

  /** The text stays with its author. */
  async stop(post: Post): Promise<void> {
    await this.posts.updateOne(
      { _id: post._id, state: 'scheduled' },
      { $set: { state: post.version > 0 ? 'unpublished' : 'draft', publishAt: null }, $inc: { revision: 1 } },
    );
  }

  async publishDue(): Promise<void> {
    const due = await this.posts
      .find({ publishAt: { $type: 'date', $lte: this.clock.now() }, state: 'scheduled', deleted: null })
      .sort({ publishAt: 1 })
      .limit(BATCH)
      .lean<Post[]>();
    for (const post of due) await this.publishOne(post);
  }

  /** Who has lost the right to publish here since gets the text back as a draft. */
  private async publishOne(post: Post): Promise<void> {
    if (!(await this.authors.mayPublish(post))) return this.stop(post);
    try {
      await this.releasing.release(post, { at: post.publishAt ?? this.clock.now(), minor: false });
    } catch (error) {
      // Its author is at it in this very moment, or another worker was faster: the next round looks again.
      if (!(error instanceof EditConflict || error instanceof NotFound)) throw error;
    }
  }
}
