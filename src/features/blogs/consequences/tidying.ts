import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Facts } from '../../../platform/facts/facts.js';
import { Attachments, subjectOf } from '../../attachments/public.js';
import { commentEdited, commentRemoved, postEdited, postPublished } from '../blogs.facts.js';
import type { Comment } from '../comments/comment.model.js';
import type { Post } from '../posts/post.model.js';

/** Lets go the images and files that no text shows any more. Safe to repeat. */
@Injectable()
export class Tidying implements OnModuleInit {
  constructor(
    @InjectModel('Post') private readonly posts: Model<Post>,
    @InjectModel('Comment') private readonly comments: Model<Comment>,
    @Inject(Attachments) private readonly attachments: Attachments,
    @Inject(Facts) private readonly facts: Facts,
  ) {}

  onModuleInit(): void {
    this.facts.on(postPublished, ({ post }) => this.settlePost(post));
    this.facts.on(postEdited, ({ post }) => this.settlePost(post));
    for (const fact of [commentEdited, commentRemoved])
      this.facts.on(fact, ({ comment }) => this.settleComment(comment));
  }

  private async settlePost(id: string): Promise<void> {
    const post = await this.posts.findById(id, { source: 1 }).lean<Post>();
    if (post) await this.attachments.settle(subjectOf('post', post._id), post.source);
  }

  private async settleComment(id: string): Promise<void> {
    const comment = await this.comments.findById(id, { source: 1 }).lean<Comment>();
    if (comment) await this.attachments.settle(subjectOf('comment', comment._id), comment.source);
  }
}
