import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { Confirmed, Open } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { parseId } from '../../platform/database/ids.js';
import { NotFound } from '../../platform/errors/errors.js';
import { go, type PageAnswer, page } from '../../platform/web/answers.js';
import { CurrentViewer } from '../../platform/web/request.js';
import { filledWith, ShowAgain, shownForm, type TypedForm } from '../../platform/web/show-again.js';
import { CommentEditInput, IdParams } from './blogs.input.js';
import type { CommentId } from './comments/comment.model.js';
import { Commenting } from './comments/commenting.js';
import { Comments } from './comments/comments.js';
import { Threads } from './comments/threads.js';
import { CommentEditPage } from './pages/comment-edit-page.js';
import { commentAnchor, commentPath } from './paths.js';
import { Posts } from './posts/posts.js';

/** What is done with one comment, under the address that lasts. */
@Controller('comments/:id')
export class CommentsController {
  constructor(
    @Inject(Comments) private readonly comments: Comments,
    @Inject(Commenting) private readonly commenting: Commenting,
    @Inject(Threads) private readonly threads: Threads,
    @Inject(Posts) private readonly posts: Posts,
  ) {}

  /** Leads to its place under the post, on whichever page that is. */
  @Get()
  @Open()
  async show(@CurrentViewer() viewer: Viewer, @Param({ schema: IdParams }) params: IdParams) {
    const { comment, post } = await this.comments.findFor(viewer, params.id);
    const after = await this.threads.pageOf(comment);
    const path = await this.posts.addressOf(viewer, post);
    return go(`${path}${after ? `?after=${after}` : ''}#${commentAnchor(comment._id)}`);
  }

  @Get('edit')
  @Confirmed()
  async edit(@CurrentViewer() viewer: Viewer, @Param({ schema: IdParams }) params: IdParams) {
    const { comment } = await this.comments.ownFor(viewer, params.id);
    return this.form(comment._id, filledWith({ text: comment.source, revision: String(comment.revision ?? 0) }));
  }

  @Post()
  @Confirmed()
  @ShowAgain<CommentsController>((self, { viewer, params, form }) => self.again(viewer, params, form))
  async save(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: IdParams }) params: IdParams,
    @Body({ schema: CommentEditInput }) input: CommentEditInput,
  ) {
    const comment = await this.commenting.edit(viewer, params.id, input);
    return go(commentPath(comment._id), {
      key: 'blogs.flash.commentSaved',
      stored: `comment-edit:${comment._id.toHexString()}`,
    });
  }

  @Post('removal')
  @Confirmed()
  async remove(@CurrentViewer() viewer: Viewer, @Param({ schema: IdParams }) params: IdParams) {
    const comment = await this.commenting.remove(viewer, params.id);
    return go(commentPath(comment._id), { key: 'blogs.flash.commentRemoved' });
  }

  async again(viewer: Viewer, params: Record<string, string>, form: TypedForm): Promise<PageAnswer> {
    const id = parseId<'comment'>(params.id ?? '');
    if (!id) throw new NotFound();
    await this.comments.ownFor(viewer, id);
    return this.form(id, form);
  }

  private form(id: CommentId, form: TypedForm): PageAnswer {
    return page((ui) => <CommentEditPage form={shownForm(ui, form)} comment={{ _id: id }} />);
  }
}
