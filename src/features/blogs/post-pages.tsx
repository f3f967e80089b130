import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '../../platform/access/viewer.js';
import { type PageAnswer, page } from '../../platform/web/answers.js';
import { EMPTY_FORM, shownForm, type TypedForm } from '../../platform/web/show-again.js';
import { FollowBox, Follows, type FollowTarget, Notifications } from '../notifications/public.js';
import type { PostQuery } from './blogs.input.js';
import { type Blog, Blogs } from './blogs.js';
import { postRules } from './blogs.policy.js';
import { PostComments } from './comments/post-comments.js';
import { PostPage } from './pages/post-page.js';
import type { Post } from './posts/post.model.js';
import { Related } from './posts/related.js';
import { PostShower } from './posts/shown.js';

/** Everything that stands on the page of one post. */
@Injectable()
export class PostPages {
  constructor(
    @Inject(Blogs) private readonly blogs: Blogs,
    @Inject(PostShower) private readonly shower: PostShower,
    @Inject(Related) private readonly related: Related,
    @Inject(PostComments) private readonly comments: PostComments,
    @Inject(Follows) private readonly follows: Follows,
    @Inject(Notifications) private readonly notifications: Notifications,
  ) {}

  async show(viewer: Viewer, post: Post, query: PostQuery, typed: TypedForm = EMPTY_FORM): Promise<PageAnswer> {
    const blog = await this.blogs.of(viewer, post);
    const what: FollowTarget = { kind: 'post', target: post._id.toHexString() };
    const [around, [shown], related, comments, way] = await Promise.all([
      this.blogs.around(viewer, blog),
      this.shower.show(viewer, [post]),
      this.related.to(viewer, post, blog),
      this.comments.under(viewer, post, blog, query),
      this.follows.wayOf(viewer, what),
      this.notifications.read(viewer, `post:${post._id.toHexString()}`),
    ]);
    if (!shown) throw new Error('a post that is there is shown');
    const can = rightsOf(viewer, post, blog);
    const form = can.comment ? formOf(typed) : null;
    return page((ui) => (
      <PostPage
        ui={ui}
        blog={blog}
        around={around}
        post={post}
        shown={shown}
        {...related}
        can={can}
        comments={{
          ...comments,
          path: shown.path,
          first: !query.after,
          form: form && shownForm(ui, form, 'comment'),
          refused: typed.problems.length > 0,
        }}
        subscribe={post.state === 'published' && <FollowBox ui={ui} what={what} way={way} title={post.title} />}
      />
    ));
  }
}

const rightsOf = (viewer: Viewer, post: Post, { workspace }: Blog) => ({
  comment: postRules.comment(viewer, post, workspace),
  edit: postRules.edit(viewer, post, workspace),
  history: post.version > 0 && postRules.history(viewer, post),
  takeDown: postRules.takeDown(viewer, post),
});

/** Sent twice, the comment is stored once. */
const formOf = (typed: TypedForm): TypedForm => ({ ...typed, values: { clientId: randomUUID(), ...typed.values } });
