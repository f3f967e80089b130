import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import { Confirmed } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { parseId } from '../../platform/database/ids.js';
import { NotFound } from '../../platform/errors/errors.js';
import { go, type PageAnswer } from '../../platform/web/answers.js';
import { CurrentViewer } from '../../platform/web/request.js';
import { ShowAgain, type TypedForm } from '../../platform/web/show-again.js';
import { CommentInput, IdParams } from './blogs.input.js';
import { Commenting } from './comments/commenting.js';
import { commentPath, keepOfComment } from './paths.js';
import { PostPages } from './post-pages.js';
import { Posts } from './posts/posts.js';

/** The form under a post. */
@Controller('posts/:id/comments')
export class PostCommentsController {
  constructor(
    @Inject(Commenting) private readonly commenting: Commenting,
    @Inject(Posts) private readonly posts: Posts,
    @Inject(PostPages) private readonly pages: PostPages,
  ) {}

  @Post()
  @Confirmed()
  @ShowAgain<PostCommentsController>((self, { viewer, params, form }) => self.again(viewer, params, form))
  async add(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: IdParams }) params: IdParams,
    @Body({ schema: CommentInput }) { parent, ...input }: CommentInput,
  ) {
    const answered = parent ? parseId<'comment'>(parent) : null;
    const comment = await this.commenting.add(viewer, params.id, { ...input, parent: answered });
    return go(commentPath(comment._id), {
      key: 'blogs.flash.commented',
      stored: keepOfComment(comment.post, answered),
    });
  }

  async again(viewer: Viewer, params: Record<string, string>, form: TypedForm): Promise<PageAnswer> {
    const id = parseId<'post'>(params.id ?? '');
    if (!id) throw new NotFound();
    const answer = typeof form.values.parent === 'string' ? form.values.parent : undefined;
    return this.pages.show(viewer, await this.posts.byId(viewer, id), { answer }, form);
  }
}
