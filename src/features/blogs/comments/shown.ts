import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '../../../platform/access/viewer.js';
import type { Person } from '../../../ui/ui.js';
import { Members } from '../../accounts/public.js';
import type { Blog } from '../blogs.js';
import { commentRules, postRules } from '../blogs.policy.js';
import type { Post } from '../posts/post.model.js';
import { personOf } from '../posts/shown.js';
import type { Comment } from './comment.model.js';
import type { CommentThread } from './threads.js';

/** A comment as its page shows it. */
export interface ShownComment {
  id: Comment['_id'];
  author: Person;
  html: string;
  at: Date;
  editedAt: Date | null;
  removed: boolean;
  can: { answer: boolean; edit: boolean; remove: boolean };
}

export interface ShownThread {
  opening: ShownComment;
  answers: ShownComment[];
}

type People = Awaited<ReturnType<Members['named']>>;

@Injectable()
export class CommentShower {
  constructor(@Inject(Members) private readonly members: Members) {}

  async show(viewer: Viewer, threads: CommentThread[], post: Post, blog: Blog): Promise<ShownThread[]> {
    const all = threads.flatMap(({ opening, answers }) => [opening, ...answers]);
    const people = await this.members.named(all.map(({ author }) => author));
    const shown = (comment: Comment) => shownComment(comment, people, canOf(viewer, comment, post, blog));
    return threads.map(({ opening, answers }) => ({ opening: shown(opening), answers: answers.map(shown) }));
  }
}

const canOf = (viewer: Viewer, comment: Comment, post: Post, { workspace }: Blog): ShownComment['can'] => ({
  answer: comment.removed === null && postRules.comment(viewer, post, workspace),
  edit: commentRules.edit(viewer, comment, post, workspace),
  remove: commentRules.remove(viewer, comment, post),
});

const shownComment = (comment: Comment, people: People, can: ShownComment['can']): ShownComment => ({
  id: comment._id,
  author: personOf(people.get(comment.author.toHexString())),
  html: comment.html,
  at: comment.at,
  editedAt: comment.editedAt,
  removed: comment.removed !== null,
  can,
});
