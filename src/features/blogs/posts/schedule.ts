import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Clock } from '../../../platform/clock/clock.js';
import { NotFound } from '../../../platform/errors/errors.js';
import { Jobs, job } from '../../../platform/jobs/jobs.js';
import { Authors } from './authors.js';
import { EditConflict } from './edit-conflict.js';
import type { Post } from './post.model.js';
import { Publishing } from './publishing.js';

const publishDue = job<Record<string, never>>('publish-due-posts', { attempts: 1 });

const EVERY_MS = 20_000;
const BATCH = 50;

/** Publishes what is due. The posts themselves say when, so a server that slept catches up. */
@Injectable()
export class Schedule implements OnModuleInit, OnApplicationBootstrap {
  constructor(
    @InjectModel('Post') private readonly posts: Model<Post>,
    @Inject(Publishing) private readonly publishing: Publishing,
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
    if (!(await this.authors.mayPublish(post))) {
      await this.posts.updateOne(
        { _id: post._id, state: 'scheduled' },
        { $set: { state: post.version > 0 ? 'unpublished' : 'draft', publishAt: null }, $inc: { revision: 1 } },
      );
      return;
    }
    try {
      await this.publishing.release(post, { at: post.publishAt ?? this.clock.now(), minor: false });
    } catch (error) {
      // Its author is at it in this very moment, or another worker was faster: the next round looks again.
      if (!(error instanceof EditConflict || error instanceof NotFound)) throw error;
    }
  }
}
