import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '../../../platform/access/viewer.js';
import type { PostQuery } from '../blogs.input.js';
import type { Blog } from '../blogs.js';
import type { Post } from '../posts/post.model.js';
import { CommentShower, type ShownComment, type ShownThread } from './shown.js';
import { THREADS_PER_PAGE, Threads } from './threads.js';

/** The comments on the page of a post. */
@Injectable()
export class PostComments {
  constructor(
    @Inject(Threads) private readonly threads: Threads,
    @Inject(CommentShower) private readonly shower: CommentShower,
  ) {}

  async under(viewer: Viewer, post: Post, blog: Blog, { after, answer }: PostQuery) {
    const { items, next } = await this.threads.of(post, { after, limit: THREADS_PER_PAGE });
    const threads = await this.shower.show(viewer, items, post, blog);
    return { threads, next, answering: answer ? answerable(threads, answer) : null };
  }
}

const answerable = (threads: ShownThread[], id: string): ShownComment | null =>
  threads
    .flatMap(({ opening, answers }) => [opening, ...answers])
    .find((comment) => comment.can.answer && comment.id.toHexString() === id) ?? null;
