import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Model, Types } from 'mongoose';
import { Facts } from '../../platform/facts/facts.js';
import { Attachments, subjectOf } from '../attachments/public.js';
import { Follows } from '../notifications/public.js';
import { Tagging } from '../tags/public.js';
import { Workspaces } from '../workspaces/public.js';
import {
  commentAdded,
  commentEdited,
  commentRemoved,
  postDeleted,
  postEdited,
  postPublished,
  postRestored,
  postUnpublished,
} from './blogs.facts.js';
import { publicPosts } from './blogs.policy.js';
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
    @Inject(Tagging) private readonly tagging: Tagging,
    @Inject(Workspaces) private readonly workspaces: Workspaces,
    @Inject(Facts) private readonly facts: Facts,
  ) {}

  onModuleInit(): void {
    for (const fact of [postPublished, postEdited, postUnpublished, postDeleted, postRestored])
      this.facts.on(fact, ({ post }) => this.tag(post));
    this.facts.on(postPublished, ({ post }) => this.settlePost(post));
    this.facts.on(postPublished, ({ post }) => this.authorFollows(post));
    this.facts.on(postEdited, ({ post }) => this.settlePost(post));
    this.facts.on(commentAdded, ({ post }) => this.recount(post));
    this.facts.on(commentAdded, ({ post, comment }) => this.commenterTakesPart(post, comment));
    this.facts.on(commentEdited, ({ comment }) => this.settleComment(comment));
    this.facts.on(commentRemoved, ({ post }) => this.recount(post));
    this.facts.on(commentRemoved, ({ comment }) => this.settleComment(comment));
  }

  private async tag(id: string): Promise<void> {
    const subject = `post:${id}`;
    const post = await this.posts.findOne({ _id: id, ...publicPosts }, { source: 0, html: 0, work: 0 }).lean<Post>();
    if (!post?.publishedAt) return this.tagging.drop(subject);
    const { workspace, tags, publishedAt: at } = post;
    await this.tagging.put({ subject, section: 'blogs', workspace, tags, at });
    if (workspace) await this.workspaces.markActive(workspace, at);
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

  private async commenterTakesPart(post: string, id: string): Promise<void> {
    const comment = await this.comments.findById(id, { author: 1, workspace: 1, at: 1 }).lean<Comment>();
    if (!comment) return;
    await this.follows.followUnlessChosen(comment.author, { kind: 'post', target: post });
    if (comment.workspace) await this.workspaces.markActive(comment.workspace, comment.at);
  }
}
