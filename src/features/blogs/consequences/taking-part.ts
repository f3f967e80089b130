import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Facts } from '../../../platform/facts/facts.js';
import { Follows } from '../../notifications/public.js';
import { Workspaces } from '../../workspaces/public.js';
import { commentAdded, postEdited, postPublished, postRestored } from '../blogs.facts.js';
import { publicPosts } from '../blogs.policy.js';
import type { Comment } from '../comments/comment.model.js';
import type { Post } from '../posts/post.model.js';

/** Whoever writes wants to hear what is answered, and where somebody writes a workspace is alive. Hearing twice changes nothing. */
@Injectable()
export class TakingPart implements OnModuleInit {
  constructor(
    @InjectModel('Post') private readonly posts: Model<Post>,
    @InjectModel('Comment') private readonly comments: Model<Comment>,
    @Inject(Follows) private readonly follows: Follows,
    @Inject(Workspaces) private readonly workspaces: Workspaces,
    @Inject(Facts) private readonly facts: Facts,
  ) {}

  onModuleInit(): void {
    this.facts.on(postPublished, ({ post }) => this.authorFollows(post));
    for (const fact of [postPublished, postEdited, postRestored]) this.facts.on(fact, ({ post }) => this.enliven(post));
    this.facts.on(commentAdded, ({ post, comment }) => this.commenterTakesPart(post, comment));
  }

  private async authorFollows(id: string): Promise<void> {
    const post = await this.posts.findById(id, { author: 1 }).lean<Post>();
    if (post) await this.follows.followUnlessChosen(post.author, { kind: 'post', target: id });
  }

  private async enliven(id: string): Promise<void> {
    const post = await this.posts
      .findOne({ _id: id, ...publicPosts }, { workspace: 1, publishedAt: 1 })
      .lean<Pick<Post, 'workspace' | 'publishedAt'>>();
    if (post?.workspace && post.publishedAt) await this.workspaces.markActive(post.workspace, post.publishedAt);
  }

  private async commenterTakesPart(post: string, id: string): Promise<void> {
    const comment = await this.comments.findById(id, { author: 1, workspace: 1, at: 1 }).lean<Comment>();
    if (!comment) return;
    await this.follows.followUnlessChosen(comment.author, { kind: 'post', target: post });
    if (comment.workspace) await this.workspaces.markActive(comment.workspace, comment.at);
  }
}
