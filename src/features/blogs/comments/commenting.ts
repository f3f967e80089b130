import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Viewer } from '../../../platform/access/viewer.js';
import { Clock } from '../../../platform/clock/clock.js';
import { isDuplicateKey } from '../../../platform/database/duplicate-key.js';
import { isBehind } from '../../../platform/database/fields.js';
import { newId } from '../../../platform/database/ids.js';
import { Forbidden, Invalid, Overtaken } from '../../../platform/errors/errors.js';
import { type FactType, record } from '../../../platform/facts/fact.js';
import { Facts } from '../../../platform/facts/facts.js';
import { EDITS, Limits } from '../../../platform/web/limits.js';
import type { UploadedFile } from '../../../platform/web/uploads.js';
import type { MemberId } from '../../accounts/public.js';
import { Attachments, markdownOf, subjectOf } from '../../attachments/public.js';
import { commentAdded, commentEdited, commentRemoved } from '../blogs.facts.js';
import { commentRules } from '../blogs.policy.js';
import type { Post, PostId } from '../posts/post.model.js';
import type { Comment, CommentId } from './comment.model.js';
import { Comments } from './comments.js';
import { renderComment } from './text.js';

const COMMENTS = { name: 'comments', points: 30, seconds: 300 };

export interface CommentText {
  text: string;
  file?: UploadedFile;
  /** What the file shows. */
  alt: string;
}

export interface EditedComment extends CommentText {
  /** Of the text that it was written over. */
  revision?: number;
}

export interface NewComment extends CommentText {
  /** The comment that it answers. */
  parent: CommentId | null;
  clientId?: string;
}

/** Writing answers under a post, changing them, and taking them away. */
@Injectable()
export class Commenting {
  constructor(
    @InjectModel('Comment') private readonly model: Model<Comment>,
    @Inject(Comments) private readonly comments: Comments,
    @Inject(Attachments) private readonly attachments: Attachments,
    @Inject(Limits) private readonly limits: Limits,
    @Inject(Facts) private readonly facts: Facts,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    facts.carriedBy(model);
  }

  /** Sent twice under one `clientId`, it is stored once. */
  async add(viewer: Viewer, postId: PostId, input: NewComment): Promise<Comment> {
    const post = await this.comments.postFor(viewer, postId);
    if (!viewer.member) throw new Forbidden();
    const { id: author } = viewer.member;
    const known = input.clientId && (await this.sentBefore(author, input.clientId));
    if (known) return known;
    await this.limits.count(COMMENTS, author.toHexString());
    const parent = input.parent && (await this.threadOf(post, input.parent));
    const source = await this.withFile(viewer, input);
    const _id = newId<'comment'>();
    await this.attachments.link(subjectOf('comment', _id), author, source);
    return this.store({
      _id,
      post: post._id,
      workspace: post.workspace,
      author,
      parent,
      source,
      ...(await this.rendered(_id, source)),
      ...(input.clientId && { clientId: input.clientId }),
      ...this.asAdded({ _id, post: post._id }),
    });
  }

  private asAdded(comment: Pick<Comment, '_id' | 'post'>) {
    const at = this.clock.now();
    return { at, editedAt: null, removed: null, imported: null, outbox: [record(commentAdded, about(comment), at)] };
  }

  private async store(comment: Comment): Promise<Comment> {
    try {
      await this.model.create(comment);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return (comment.clientId && (await this.sentBefore(comment.author, comment.clientId))) || comment;
    }
    await this.facts.announce(this.model, comment._id);
    return comment;
  }

  private sentBefore(author: MemberId, clientId: string): Promise<Comment | null> {
    return this.model.findOne({ author, clientId }).lean<Comment>();
  }

  /** An answer to an answer joins the same thread. */
  private async threadOf(post: Post, id: CommentId): Promise<CommentId> {
    const answered = await this.model.findOne({ _id: id, post: post._id }, { parent: 1 }).lean<Comment>();
    if (!answered) throw Invalid.field('parent', 'blogs.rule.noSuchComment');
    return answered.parent ?? answered._id;
  }

  private async withFile(viewer: Viewer, { text, file, alt }: CommentText): Promise<string> {
    if (!file) return text;
    const attachment = await this.attachments.add(viewer, file);
    return `${text}\n\n${markdownOf(attachment, alt)}`;
  }

  private async rendered(id: CommentId, source: string) {
    const { html, rendererVersion } = renderComment(id, source);
    return { html: await this.attachments.dress(html), rendererVersion };
  }

  /** @throws Overtaken */
  async edit(viewer: Viewer, id: CommentId, input: EditedComment): Promise<Comment> {
    const { comment } = await this.comments.ownFor(viewer, id);
    if (input.text === comment.source && !input.file) return comment;
    if (isBehind(input, comment)) throw new Overtaken(comment.revision ?? 0, { text: comment.source });
    await this.limits.count(EDITS, comment.author.toHexString());
    const source = await this.withFile(viewer, input);
    await this.attachments.link(subjectOf('comment', id), comment.author, source);
    const change = { source, ...(await this.rendered(id, source)), editedAt: this.clock.now() };
    return (await this.change(comment, change, commentEdited)) ?? this.edit(viewer, id, input);
  }

  /** The place stays, so that answers keep their sense; the text is gone for good. */
  async remove(viewer: Viewer, id: CommentId): Promise<Comment> {
    const { comment, post } = await this.comments.findFor(viewer, id);
    if (comment.removed) return comment;
    if (!viewer.member || !commentRules.remove(viewer, comment, post)) throw new Forbidden();
    const change = { source: '', html: '', removed: { at: this.clock.now(), by: viewer.member.id } };
    return (await this.change(comment, change, commentRemoved)) ?? this.remove(viewer, id);
  }

  /** Null where somebody was faster. */
  private async change(
    comment: Comment,
    change: Partial<Comment>,
    fact: FactType<{ post: string; comment: string }>,
  ): Promise<Comment | null> {
    const { _id, revision = null } = comment;
    const changed = await this.model
      .findOneAndUpdate(
        { _id, removed: null, revision },
        { $set: change, $inc: { revision: 1 }, $push: { outbox: record(fact, about(comment), this.clock.now()) } },
        { returnDocument: 'after' },
      )
      .lean<Comment>();
    if (changed) await this.facts.announce(this.model, _id);
    return changed;
  }
}

const about = ({ _id, post }: Pick<Comment, '_id' | 'post'>) => ({
  post: post.toHexString(),
  comment: _id.toHexString(),
});
