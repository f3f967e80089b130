import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Model, Types } from 'mongoose';
import { Facts } from '../../../platform/facts/facts.js';
import { Tagging } from '../../tags/public.js';
import {
  commentAdded,
  commentRemoved,
  postDeleted,
  postEdited,
  postPublished,
  postRestored,
  postUnpublished,
} from '../blogs.facts.js';
import { publicPosts } from '../blogs.policy.js';
import { Threads } from '../comments/threads.js';
import type { Post } from '../posts/post.model.js';

/** Keeps what lists and tag clouds say of posts true. It looks at what is there now, so that hearing twice changes nothing. */
@Injectable()
export class Counting implements OnModuleInit {
  constructor(
    @InjectModel('Post') private readonly posts: Model<Post>,
    @Inject(Threads) private readonly threads: Threads,
    @Inject(Tagging) private readonly tagging: Tagging,
    @Inject(Facts) private readonly facts: Facts,
  ) {}

  onModuleInit(): void {
    for (const fact of [postPublished, postEdited, postUnpublished, postDeleted, postRestored])
      this.facts.on(fact, ({ post }) => this.tag(post));
    for (const fact of [commentAdded, commentRemoved]) this.facts.on(fact, ({ post }) => this.recount(post));
  }

  private async tag(id: string): Promise<void> {
    const subject = `post:${id}`;
    const post = await this.posts.findOne({ _id: id, ...publicPosts }, { source: 0, html: 0, work: 0 }).lean<Post>();
    if (!post?.publishedAt) return this.tagging.drop(subject);
    const { workspace, tags, publishedAt: at } = post;
    await this.tagging.put({ subject, section: 'blogs', workspace, tags, at });
  }

  private async recount(id: string): Promise<void> {
    const post = new Types.ObjectId(id);
    await this.posts.updateOne({ _id: post }, { $set: { commentCount: await this.threads.count(post) } });
  }
}
