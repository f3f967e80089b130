import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Clock } from '../../../platform/clock/clock.js';
import { Jobs, job } from '../../../platform/jobs/jobs.js';
import { Attachments, subjectOf } from '../../attachments/public.js';
import type { Comment } from '../comments/comment.model.js';
import type { Post, PostId } from './post.model.js';
import { UNDO_DAYS } from './removal.js';
import type { Version } from './version.model.js';

const purgePosts = job<Record<string, never>>('purge-posts', { attempts: 1 });

const DAY_MS = 24 * 3600_000;
const BLANK_DAYS = 2;
const BATCH = 200;

/** Lets go for good of what was deleted long ago, and of pages that were opened and left blank. */
@Injectable()
export class Purge implements OnModuleInit, OnApplicationBootstrap {
  constructor(
    @InjectModel('Post') private readonly posts: Model<Post>,
    @InjectModel('PostVersion') private readonly versions: Model<Version>,
    @InjectModel('Comment') private readonly comments: Model<Comment>,
    @Inject(Attachments) private readonly attachments: Attachments,
    @Inject(Jobs) private readonly jobs: Jobs,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(purgePosts, () => this.purge());
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.jobs.every(purgePosts, {}, DAY_MS);
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
