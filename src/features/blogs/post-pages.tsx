import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '../../platform/access/viewer.js';
import { type PageAnswer, page } from '../../platform/web/answers.js';
import { EMPTY_FORM, shownForm, type TypedForm } from '../../platform/web/show-again.js';
import { FollowBox, Follows, type FollowTarget, Notifications } from '../notifications/public.js';
import { type Blog, Blogs } from './blogs.js';
import { postRules } from './blogs.policy.js';
import { CommentShower, type ShownThread } from './comments/shown.js';
import { THREADS_PER_PAGE, Threads } from './comments/threads.js';
import { type Linked, PostPage } from './pages/post-page.js';
import { postPath } from './paths.js';
import type { Post } from './posts/post.model.js';
import { Posts } from './posts/posts.js';
import { PostShower } from './posts/shown.js';
import { Translations } from './posts/translations.js';

export interface PostPageQuery {
  /** Cursor of the comments. */
  after?: string;
  /** The comment that is being answered. */
  answer?: string;
}

/** Everything that stands on the page of one post. */
@Injectable()
export class PostPages {
  constructor(
    @Inject(Posts) private readonly posts: Posts,
    @Inject(Blogs) private readonly blogs: Blogs,
    @Inject(PostShower) private readonly shower: PostShower,
    @Inject(Translations) private readonly translations: Translations,
    @Inject(Threads) private readonly threads: Threads,
    @Inject(CommentShower) private readonly comments: CommentShower,
    @Inject(Follows) private readonly follows: Follows,
    @Inject(Notifications) private readonly notifications: Notifications,
  ) {}

  async show(viewer: Viewer, post: Post, query: PostPageQuery, typed: TypedForm = EMPTY_FORM): Promise<PageAnswer> {
    const blog = await this.blogs.of(viewer, post);
    const what: FollowTarget = { kind: 'post', target: post._id.toHexString() };
    const [around, [shown], beside, translations, comments, way] = await Promise.all([
      this.blogs.around(viewer, blog),
      this.shower.show(viewer, [post]),
      this.posts.neighbours(viewer, post),
      this.translations.of(viewer, post),
      this.commentsOf(viewer, post, blog, query),
      this.follows.wayOf(viewer, what),
      this.notifications.read(viewer, `post:${post._id.toHexString()}`),
    ]);
    if (!shown) throw new Error('a post that is there is shown');
    const link = linkIn(blog);
    const values = { clientId: randomUUID(), ...typed.values };
    const mayComment = postRules.comment(viewer, post, blog.workspace);
    return page((ui) => (
      <PostPage
        ui={ui}
        blog={blog}
        around={around}
        post={post}
        shown={shown}
        translations={translations.map(link)}
        older={beside.older && link(beside.older)}
        newer={beside.newer && link(beside.newer)}
        can={{
          edit: postRules.edit(viewer, post, blog.workspace),
          history: post.version > 0 && postRules.history(viewer, post),
          takeDown: postRules.takeDown(viewer, post),
        }}
        comments={{
          ...comments,
          path: shown.path,
          first: !query.after,
          form: mayComment ? shownForm(ui, { ...typed, values }, 'comment') : null,
          refused: typed.problems.length > 0,
        }}
        subscribe={post.state === 'published' && <FollowBox ui={ui} what={what} way={way} title={post.title} />}
      />
    ));
  }

  private async commentsOf(viewer: Viewer, post: Post, blog: Blog, { after, answer }: PostPageQuery) {
    const { items, next } = await this.threads.of(post, { after, limit: THREADS_PER_PAGE });
    const threads = await this.comments.show(viewer, items, post, blog);
    return { threads, next, answering: answer ? found(threads, answer) : null };
  }
}

const linkIn =
  (blog: Blog) =>
  ({ title, slug, language }: Pick<Post, 'title' | 'slug' | 'language'>): Linked => ({
    title,
    language,
    path: postPath(blog.path, slug ?? ''),
  });

const found = (threads: ShownThread[], id: string) =>
  threads
    .flatMap(({ opening, answers }) => [opening, ...answers])
    .find((comment) => comment.can.answer && comment.id.toHexString() === id) ?? null;
