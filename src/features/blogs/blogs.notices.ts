import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { type FollowTarget, type Notice, Notices, notice, Retelling, type Subject } from '../notifications/public.js';
import {
  commentAdded,
  commentEdited,
  commentRemoved,
  postDeleted,
  postEdited,
  postPublished,
  postUnpublished,
} from './blogs.facts.js';
import { Blogs, blogKey } from './blogs.js';
import type { Comment } from './comments/comment.model.js';
import { exampleComment, examplePost } from './notice-examples.js';
import { commentPath, postPath } from './paths.js';
import { Authors } from './posts/authors.js';
import type { Post } from './posts/post.model.js';

/** Who hears of what happens in blogs. */
@Injectable()
export class BlogNotices implements OnModuleInit {
  constructor(
    @InjectModel('Post') private readonly posts: Model<Post>,
    @InjectModel('Comment') private readonly comments: Model<Comment>,
    @Inject(Blogs) private readonly blogs: Blogs,
    @Inject(Authors) private readonly authors: Authors,
    @Inject(Notices) private readonly notices: Notices,
    @Inject(Retelling) private readonly retelling: Retelling,
  ) {}

  onModuleInit(): void {
    this.notices.register(this.published());
    this.notices.register(this.edited());
    this.notices.register(this.commented());
    for (const fact of [postEdited, postUnpublished, postDeleted])
      this.retelling.after(fact, ({ post }) => ({ subject: `post:${post}` }));
    for (const fact of [commentEdited, commentRemoved])
      this.retelling.after(fact, ({ post, comment }) => ({ subject: `post:${post}`, only: { comment } }));
  }

  private published(): Notice<{ post: string; first: boolean }> {
    return notice({
      fact: postPublished,
      kind: 'blogs.published',
      line: 'blogs.notice.published',
      mailSubject: 'blogs.notice.published.subject',
      button: 'blogs.notice.read',
      load: async ({ post: id, first }) => {
        const post = first ? await this.publicPost(id) : null;
        return post && this.aboutPost(post, hearersOf(post));
      },
      example: examplePost,
    });
  }

  /** Only for those who follow the post itself, and only where the author did not call the edit minor. */
  private edited(): Notice<{ post: string; minor: boolean }> {
    return notice({
      fact: postEdited,
      kind: 'blogs.edited',
      line: 'blogs.notice.edited',
      mailSubject: 'blogs.notice.edited.subject',
      button: 'blogs.notice.read',
      load: async ({ post: id, minor }) => {
        const post = minor ? null : await this.publicPost(id);
        return post && this.aboutPost(post, [{ kind: 'post', target: id }]);
      },
      example: examplePost,
    });
  }

  private commented(): Notice<{ post: string; comment: string }> {
    return notice({
      fact: commentAdded,
      kind: 'blogs.commented',
      line: 'blogs.notice.commented',
      mailSubject: 'blogs.notice.commented.subject',
      button: 'blogs.notice.answer',
      load: async ({ post: id, comment: commentId }) => {
        const comment = await this.comments.findOne({ _id: commentId, removed: null }).lean<Comment>();
        const post = comment && (await this.publicPost(id));
        return post && this.aboutComment(comment, post);
      },
      example: exampleComment,
    });
  }

  private publicPost(id: string): Promise<Post | null> {
    return this.posts.findOne({ _id: id, state: 'published', deleted: null }).lean<Post>();
  }

  private async aboutPost(post: Post, followed: FollowTarget[]): Promise<Subject | null> {
    const author = await this.authors.asViewer(post.author);
    const blog = author && (await this.blogs.byKey(author, post.blog));
    if (!author?.member || !blog) return null;
    const id = post._id.toHexString();
    return {
      workspace: post.workspace,
      actor: post.author,
      actorName: author.member.name,
      followed,
      direct: [],
      subject: `post:${id}`,
      thread: `post:${id}`,
      path: postPath(blog.path, post.slug ?? ''),
      title: post.title,
      place: blog.name,
      html: post.html,
      language: post.language,
    };
  }

  /** Authors and commenters follow the post by themselves, so its followers are all who have a part in it. */
  private async aboutComment(comment: Comment, post: Post): Promise<Subject | null> {
    const author = await this.authors.asViewer(comment.author);
    const blog = author && (await this.blogs.byKey(author, post.blog));
    if (!author?.member || !blog) return null;
    const id = post._id.toHexString();
    return {
      workspace: post.workspace,
      actor: comment.author,
      actorName: author.member.name,
      followed: [
        { kind: 'post', target: id },
        { kind: 'member', target: comment.author.toHexString() },
      ],
      direct: [],
      subject: `post:${id}`,
      thread: `post:${id}`,
      path: commentPath(comment._id),
      title: post.title,
      place: blog.name,
      html: comment.html,
      language: null,
    };
  }
}

/** The closest first: how somebody follows the blog counts before how they follow a tag. */
const hearersOf = ({ workspace, author, tags }: Post): FollowTarget[] => [
  { kind: 'blog', target: blogKey(workspace, author) },
  ...(workspace ? [{ kind: 'workspace', target: workspace.toHexString() } as const] : []),
  { kind: 'member', target: author.toHexString() },
  ...tags.map(({ key }) => ({ kind: 'tag', target: key }) as const),
];
