import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { type CursorQuery, dateCursor, type Listing } from '../../../platform/api/api.js';
import type { Post } from '../posts/post.model.js';
import type { Comment } from './comment.model.js';

/** A comment, and what was answered to it. */
export interface CommentThread {
  opening: Comment;
  answers: Comment[];
}

/** Threads on one page. */
export const THREADS_PER_PAGE = 50;

/** Reads of comments, under a post that the viewer holds already. */
@Injectable()
export class Threads {
  constructor(@InjectModel('Comment') private readonly comments: Model<Comment>) {}

  /** Oldest first; of what was removed the place stays. */
  async of(post: Pick<Post, '_id'>, { after, limit }: CursorQuery): Promise<Listing<CommentThread>> {
    const cursor = dateCursor.unpack(after);
    const later = cursor ? { $or: [{ at: { $gt: cursor.at } }, { at: cursor.at, _id: { $gt: cursor.id } }] } : {};
    const found = await this.comments
      .find({ post: post._id, parent: null, ...later })
      .sort({ at: 1, _id: 1 })
      .limit(limit + 1)
      .lean<Comment[]>();
    const openings = found.slice(0, limit);
    const last = openings.at(-1);
    const next = found.length > limit && last ? dateCursor.pack(last.at, last._id) : null;
    return { items: await this.withAnswers(post, openings), next };
  }

  private async withAnswers(post: Pick<Post, '_id'>, openings: Comment[]): Promise<CommentThread[]> {
    const answers = await this.comments
      .find({ post: post._id, parent: { $in: openings.map(({ _id }) => _id) } })
      .sort({ at: 1, _id: 1 })
      .lean<Comment[]>();
    return openings.map((opening) => ({
      opening,
      answers: answers.filter(({ parent }) => parent?.equals(opening._id)),
    }));
  }

  /** The cursor of the page that a comment stands on; undefined on the first. */
  async pageOf(comment: Comment): Promise<string | undefined> {
    const opening = comment.parent ? await this.comments.findById(comment.parent).lean<Comment>() : comment;
    if (!opening) return undefined;
    const before = await this.comments
      .find(
        {
          post: opening.post,
          parent: null,
          $or: [{ at: { $lt: opening.at } }, { at: opening.at, _id: { $lt: opening._id } }],
        },
        { at: 1 },
      )
      .sort({ at: 1, _id: 1 })
      .lean<Pick<Comment, '_id' | 'at'>[]>();
    const page = Math.floor(before.length / THREADS_PER_PAGE);
    const last = before[page * THREADS_PER_PAGE - 1];
    return last && dateCursor.pack(last.at, last._id);
  }

  /** What stands under a post and was not removed. */
  count(post: Post['_id']): Promise<number> {
    return this.comments.countDocuments({ post, removed: null });
  }
}
