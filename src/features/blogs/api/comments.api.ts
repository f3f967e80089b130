import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Confirmed, Open } from '../../../platform/access/access.js';
import type { Viewer } from '../../../platform/access/viewer.js';
import { Api, CursorQuery, listOf } from '../../../platform/api/api.js';
import { parseId } from '../../../platform/database/ids.js';
import { CurrentViewer } from '../../../platform/web/request.js';
import { Members } from '../../accounts/public.js';
import { DraftInput, IdParams } from '../blogs.input.js';
import type { Comment } from '../comments/comment.model.js';
import { Commenting } from '../comments/commenting.js';
import { Comments } from '../comments/comments.js';
import { Threads } from '../comments/threads.js';
import { Posts } from '../posts/posts.js';
import { CommentBody, CommentShape, commentAnswer } from './shapes.js';

const EditBody = CommentBody.pick({ text: true }).extend({ revision: DraftInput.shape.revision.optional() });
type EditBody = z.infer<typeof EditBody>;

/** Comments for programs: the same verbs and rules as the pages. */
@Controller('api/v1')
export class CommentsApi {
  constructor(
    @Inject(Posts) private readonly posts: Posts,
    @Inject(Comments) private readonly comments: Comments,
    @Inject(Commenting) private readonly commenting: Commenting,
    @Inject(Threads) private readonly threads: Threads,
    @Inject(Members) private readonly members: Members,
  ) {}

  @Get('posts/:id/comments')
  @Open()
  @Api({
    summary: 'List the comments of a post by threads, oldest first; the limit counts threads',
    answer: listOf(CommentShape),
  })
  async list(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Query({ schema: CursorQuery }) query: CursorQuery,
  ) {
    const { items, next } = await this.threads.of(await this.posts.byId(viewer, id), query);
    return { items: await this.answers(items.flatMap(({ opening, answers }) => [opening, ...answers])), next };
  }

  @Post('posts/:id/comments')
  @Confirmed()
  @Api({ summary: 'Comment on a post, or answer a comment', answer: CommentShape })
  async add(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Body({ schema: CommentBody }) { parent, ...input }: CommentBody,
  ) {
    const answered = parent ? parseId<'comment'>(parent) : null;
    return this.answer(await this.commenting.add(viewer, id, { ...input, alt: '', parent: answered }));
  }

  @Get('comments/:id')
  @Open()
  @Api({ summary: 'Get a comment', answer: CommentShape })
  async get(@CurrentViewer() viewer: Viewer, @Param({ schema: IdParams }) { id }: IdParams) {
    return this.answer((await this.comments.findFor(viewer, id)).comment);
  }

  @Patch('comments/:id')
  @Confirmed()
  @Api({ summary: 'Change a comment of yours', answer: CommentShape })
  async edit(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Body({ schema: EditBody }) { text, revision }: EditBody,
  ) {
    return this.answer(await this.commenting.edit(viewer, id, { text, alt: '', revision }));
  }

  @Delete('comments/:id')
  @Confirmed()
  @HttpCode(204)
  @Api({ summary: 'Remove a comment: its place stays, its text is gone', status: 204 })
  async remove(@CurrentViewer() viewer: Viewer, @Param({ schema: IdParams }) { id }: IdParams) {
    await this.commenting.remove(viewer, id);
  }

  private async answer(comment: Comment) {
    const [answer] = await this.answers([comment]);
    return answer;
  }

  private async answers(comments: Comment[]) {
    const people = await this.members.named(comments.map(({ author }) => author));
    return comments.map((comment) => commentAnswer(comment, people.get(comment.author.toHexString())));
  }
}
