import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Model, Types } from 'mongoose';
import { Facts } from '../../platform/facts/facts.js';
import { Attachments, subjectOf } from '../attachments/public.js';
import { Follows } from '../notifications/public.js';
import { commentAdded, commentEdited, commentRemoved, postEdited, postPublished } from './blogs.facts.js';
import type { Comment } from './comments/comment.model.js';
import { Threads } from './comments/threads.js';
import type { Post } from './posts/post.model.js';

/** What follows from facts within blogs themselves. Everything here looks at what is there now, so that hearing twice changes nothing. */
@Injectable()
export class BlogListeners implements OnModuleInit {
  constructor(
    @InjectModel('Post') private readonly posts: Model<Post>,
    @InjectModel('Comment') private readonly comments: Model<Comment>,
    @Inject(Threads) private readonly threads: Threads,
    @Inject(Attachments) private readonly attachments: Attachments,
    @Inject(Follows) private readonly follows: Follows,
    @Inject(Facts) private readonly facts: Facts,
  ) {}

  onModuleInit(): void {
    this.facts.on(postPublished, ({ post }) => this.settlePost(post));
    this.facts.on(postPublished, ({ post }) => this.authorFollows(post));
    this.facts.on(postEdited, ({ post }) => this.settlePost(post));
    this.facts.on(commentAdded, ({ post }) => this.recount(post));
    this.facts.on(commentAdded, ({ post, comment }) => this.commenterFollows(post, comment));
    this.facts.on(commentEdited, ({ comment }) => this.settleComment(comment));
    this.facts.on(commentRemoved, ({ post }) => this.recount(post));
    this.facts.on(commentRemoved, ({ comment }) => this.settleComment(comment));
  }

  private async settlePost(id: string): Promise<void> {
    const post = await this.posts.findById(id, { source: 1 }).lean<Post>();
    if (post) await this.attachments.settle(subjectOf('post', post._id), post.source);
  }

  private async settleComment(id: string): Promise<void> {
    const comment = await this.comments.findById(id, { source: 1 }).lean<Comment>();
    if (comment) await this.attachments.settle(subjectOf('comment', comment._id), comment.source);
  }

  private async recount(id: string): Promise<void> {
    const post = new Types.ObjectId(id);
    await this.posts.updateOne({ _id: post }, { $set: { commentCount: await this.threads.count(post) } });
  }

  /** Whoever writes wants to hear what is answered. */
  private async authorFollows(id: string): Promise<void> {
    const post = await this.posts.findById(id, { author: 1 }).lean<Post>();
    if (post) await this.follows.followUnlessChosen(post.author, { kind: 'post', target: id });
  }

  private async commenterFollows(post: string, id: string): Promise<void> {
    const comment = await this.comments.findById(id, { author: 1 }).lean<Comment>();
    if (comment) await this.follows.followUnlessChosen(comment.author, { kind: 'post', target: post });
  }
}
