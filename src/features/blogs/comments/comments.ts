import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Viewer } from '../../../platform/access/viewer.js';
import { Forbidden, NotFound } from '../../../platform/errors/errors.js';
import { refusalIn } from '../../workspaces/public.js';
import { Blogs } from '../blogs.js';
import { commentRules, postRules } from '../blogs.policy.js';
import type { Post, PostId } from '../posts/post.model.js';
import { Posts } from '../posts/posts.js';
import type { Comment, CommentId } from './comment.model.js';

/** Comments, and the places for them, always through a viewer. */
@Injectable()
export class Comments {
  constructor(
    @InjectModel('Comment') private readonly comments: Model<Comment>,
    @Inject(Posts) private readonly posts: Posts,
    @Inject(Blogs) private readonly blogs: Blogs,
  ) {}

  /** A post that the viewer may comment on. */
  async postFor(viewer: Viewer, id: PostId): Promise<Post> {
    const post = await this.posts.byId(viewer, id);
    const blog = await this.blogs.of(viewer, post);
    if (!postRules.comment(viewer, post, blog.workspace)) throw refusalIn(blog.workspace);
    return post;
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

  async admits(viewer: Viewer, id: CommentId): Promise<boolean> {
    const comment = await this.comments.findById(id, { post: 1, removed: 1 }).lean<Comment>();
    return comment !== null && !comment.removed && this.posts.admits(viewer, comment.post);
  }
}
