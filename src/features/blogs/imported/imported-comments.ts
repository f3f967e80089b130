import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Clock } from '../../../platform/clock/clock.js';
import { allOf, bring, hereAmong, type Outcome } from '../../../platform/database/bring.js';
import type { MemberId } from '../../accounts/public.js';
import type { Comment, CommentId } from '../comments/comment.model.js';
import { renderComment } from '../comments/text.js';
import { Threads } from '../comments/threads.js';
import type { Post, PostId } from '../posts/post.model.js';

/** A comment as an import finds it. */
export interface ImportedComment {
  id: CommentId;
  key: string;
  post: PostId;
  author: MemberId;
  /** The comment that it answers, at whatever depth: here, threads are one level deep. */
  parent: CommentId | null;
  source: string;
  at: Date;
  editedAt: Date | null;
  removedAt: Date | null;
}

type Parent = Pick<Comment, '_id' | 'parent'>;

/** Comments by import: many at once, told to nobody. */
@Injectable()
export class ImportedComments {
  constructor(
    @InjectModel('Post') private readonly posts: Model<Post>,
    @InjectModel('Comment') private readonly comments: Model<Comment>,
    @Inject(Threads) private readonly threads: Threads,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async put(batch: ImportedComment[]): Promise<Map<string, Outcome>> {
    const posts = await this.postsOf(batch);
    const openings = await this.openingsOf(batch);
    const brought = batch.map(({ id, key, parent, removedAt, ...given }) => ({
      _id: id,
      key,
      given: {
        ...given,
        parent: parent && (openings.get(parent.toHexString()) ?? parent),
        workspace: posts.get(given.post.toHexString())?.workspace ?? null,
        removed: removedAt && { at: removedAt, by: given.author },
      },
      made: () => renderComment(id, given.source),
    }));
    const outcomes = await bring(this.comments, brought, this.clock.now(), (fresh) => fresh.map(() => ({})));
    for (const { _id } of posts.values())
      await this.posts.updateOne({ _id }, { $set: { commentCount: await this.threads.count(_id) } });
    return outcomes;
  }

  known(ids: CommentId[]): Promise<Set<string>> {
    return hereAmong(this.comments, ids);
  }

  /** Post by post; in a thread, the opening comes first. */
  async *all(): AsyncGenerator<ImportedComment> {
    for await (const { _id: of } of allOf(this.posts, { deleted: null })) {
      const threads = this.comments.find({ post: of }).sort({ parent: 1, at: 1, _id: 1 }).lean<Comment>().cursor();
      for await (const { _id, imported, removed, ...rest } of threads as AsyncIterable<Comment>) {
        const { post, author, parent, source, at, editedAt } = rest;
        const key = imported?.key ?? '';
        yield { id: _id, key, post, author, parent, source, at, editedAt, removedAt: removed?.at ?? null };
      }
    }
  }

  private async postsOf(batch: ImportedComment[]): Promise<Map<string, Pick<Post, '_id' | 'workspace'>>> {
    const found = await this.posts
      .find({ _id: { $in: batch.map(({ post }) => post) } }, { workspace: 1 })
      .lean<Pick<Post, '_id' | 'workspace'>[]>();
    return new Map(found.map((post) => [post._id.toHexString(), post]));
  }

  /** For each comment that is answered, the one that opened its thread. */
  private async openingsOf(batch: ImportedComment[]): Promise<Map<string, CommentId>> {
    const answered = batch.flatMap(({ parent }) => parent ?? []);
    const stored = await this.comments.find({ _id: { $in: answered } }, { parent: 1 }).lean<Parent[]>();
    const openings = new Map(stored.map(({ _id, parent }) => [_id.toHexString(), parent ?? _id]));
    for (const { id, parent } of batch)
      openings.set(id.toHexString(), parent ? (openings.get(parent.toHexString()) ?? parent) : id);
    return openings;
  }
}
