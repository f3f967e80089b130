import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Viewer } from '../../../platform/access/viewer.js';
import { Clock } from '../../../platform/clock/clock.js';
import { isDuplicateKey } from '../../../platform/database/duplicate-key.js';
import { newId } from '../../../platform/database/ids.js';
import { Forbidden, Invalid, NotFound } from '../../../platform/errors/errors.js';
import { type FactType, record } from '../../../platform/facts/fact.js';
import { Facts } from '../../../platform/facts/facts.js';
import { EDITS, Limits } from '../../../platform/web/limits.js';
import type { UploadedFile } from '../../../platform/web/uploads.js';
import { Attachments, markdownOf, subjectOf } from '../../attachments/public.js';
import { commentAdded, commentEdited, commentRemoved } from '../blogs.facts.js';
import { Blogs } from '../blogs.js';
import { commentRules, postRules } from '../blogs.policy.js';
import type { Post, PostId } from '../posts/post.model.js';
import { Posts } from '../posts/posts.js';
import type { Comment, CommentId } from './comment.model.js';
import { renderComment } from './text.js';

const COMMENTS = { name: 'comments', points: 30, seconds: 300 };

export interface CommentText {
  text: string;
  file?: UploadedFile;
  /** What the file shows. */
  alt: string;
}

export interface NewComment extends CommentText {
  /** The comment that it answers. */
  parent: CommentId | null;
  clientId?: string;
}

/** Answers under a post. */
@Injectable()
export class Comments {
  constructor(
    @InjectModel('Comment') private readonly comments: Model<Comment>,
    @Inject(Posts) private readonly posts: Posts,
    @Inject(Blogs) private readonly blogs: Blogs,
    @Inject(Attachments) private readonly attachments: Attachments,
    @Inject(Limits) private readonly limits: Limits,
    @Inject(Facts) private readonly facts: Facts,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    facts.carriedBy(comments);
  }

  /** Sent twice under one `clientId`, it is stored once. */
  async add(viewer: Viewer, postId: PostId, input: NewComment): Promise<Comment> {
    const post = await this.posts.byId(viewer, postId);
    const blog = await this.blogs.of(viewer, post);
    if (!viewer.member || !postRules.comment(viewer, post, blog.workspace)) throw new Forbidden();
    const { id: author } = viewer.member;
    const known = input.clientId
      ? await this.comments.findOne({ author, clientId: input.clientId }).lean<Comment>()
      : null;
    if (known) return known;
    await this.limits.count(COMMENTS, author.toHexString());
    const parent = input.parent && (await this.threadOf(post, input.parent));
    const source = await this.withFile(viewer, input);
    const _id = newId<'comment'>();
    const at = this.clock.now();
    await this.attachments.link(subjectOf('comment', _id), author, source);
    return this.store({
      _id,
      post: post._id,
      workspace: post.workspace,
      author,
      parent,
      source,
      ...(await this.rendered(_id, source)),
      at,
      editedAt: null,
      removed: null,
      ...(input.clientId && { clientId: input.clientId }),
      imported: null,
      outbox: [record(commentAdded, about({ _id, post: post._id }), at)],
    });
  }

  private async store(comment: Comment): Promise<Comment> {
    try {
      await this.comments.create(comment);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      const { author, clientId } = comment;
      return (await this.comments.findOne({ author, clientId }).lean<Comment>()) ?? comment;
    }
    await this.facts.announce(this.comments, comment._id);
    return comment;
  }

  /** An answer to an answer joins the same thread. */
  private async threadOf(post: Post, id: CommentId): Promise<CommentId> {
    const answered = await this.comments.findOne({ _id: id, post: post._id }, { parent: 1 }).lean<Comment>();
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

  /** With the post that it stands under. @throws NotFound also where it exists but not for them. */
  async findFor(viewer: Viewer, id: CommentId): Promise<{ comment: Comment; post: Post }> {
    const comment = await this.comments.findById(id).lean<Comment>();
    if (!comment) throw new NotFound();
    return { comment, post: await this.posts.byId(viewer, comment.post) };
  }

  /** For its author to change. */
  async ownFor(viewer: Viewer, id: CommentId): Promise<{ comment: Comment; post: Post }> {
    const found = await this.findFor(viewer, id);
    const blog = await this.blogs.of(viewer, found.post);
    if (!commentRules.edit(viewer, found.comment, found.post, blog.workspace)) throw new Forbidden();
    return found;
  }

  async edit(viewer: Viewer, id: CommentId, input: CommentText): Promise<Comment> {
    const { comment } = await this.ownFor(viewer, id);
    const source = await this.withFile(viewer, input);
    if (source === comment.source) return comment;
    await this.limits.count(EDITS, comment.author.toHexString());
    await this.attachments.link(subjectOf('comment', id), comment.author, source);
    const change = { source, ...(await this.rendered(id, source)), editedAt: this.clock.now() };
    await this.change(comment, change, commentEdited);
    return { ...comment, ...change };
  }

  /** The place stays, so that answers keep their sense; the text is gone for good. */
  async remove(viewer: Viewer, id: CommentId): Promise<Comment> {
    const { comment, post } = await this.findFor(viewer, id);
    if (comment.removed) return comment;
    if (!viewer.member || !commentRules.remove(viewer, comment, post)) throw new Forbidden();
    const change = { source: '', html: '', removed: { at: this.clock.now(), by: viewer.member.id } };
    await this.change(comment, change, commentRemoved);
    return { ...comment, ...change };
  }

  private async change(comment: Comment, change: Partial<Comment>, fact: FactType<{ post: string; comment: string }>) {
    await this.comments.updateOne(
      { _id: comment._id, removed: null },
      { $set: change, $push: { outbox: record(fact, about(comment), this.clock.now()) } },
    );
    await this.facts.announce(this.comments, comment._id);
  }

  async admits(viewer: Viewer, id: CommentId): Promise<boolean> {
    const comment = await this.comments.findById(id, { post: 1, removed: 1 }).lean<Comment>();
    return comment !== null && !comment.removed && this.posts.admits(viewer, comment.post);
  }
}

const about = ({ _id, post }: Pick<Comment, '_id' | 'post'>) => ({
  post: post.toHexString(),
  comment: _id.toHexString(),
});
