import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Confirmed, Open } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { Api } from '../../platform/api/api.js';
import { objectId } from '../../platform/web/input.js';
import { CurrentViewer } from '../../platform/web/request.js';
import { ApiAnswers, RepliesShape, ReplyShape } from './discussions.api-shapes.js';
import { EditReplyInput, ReplyInput } from './discussions.input.js';
import { Discussions } from './discussions.js';
import { Replies } from './replies.js';
import { Threads } from './threads.js';

const IdParams = z.looseObject({ id: objectId });
type IdParams = z.infer<typeof IdParams>;
const PlaceParams = IdParams.extend({ seq: z.coerce.number().int().min(1).max(10_000_000) });
type PlaceParams = z.infer<typeof PlaceParams>;

const AfterQuery = z.object({
  after: z.coerce
    .number()
    .int()
    .min(0)
    .max(10_000_000)
    .default(0)
    .describe('The place of the last reply that you have: you get exactly those that came after it'),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
type AfterQuery = z.infer<typeof AfterQuery>;

/** The replies of a discussion for programmes. */
@Controller('api/v1/discussions/:id/replies')
export class RepliesApi {
  constructor(
    @Inject(Discussions) private readonly discussions: Discussions,
    @Inject(Replies) private readonly replies: Replies,
    @Inject(Threads) private readonly threads: Threads,
    @Inject(ApiAnswers) private readonly answers: ApiAnswers,
  ) {}

  @Get()
  @Open()
  @Api({ summary: 'List the replies of a discussion in order', answer: RepliesShape })
  async list(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Query({ schema: AfterQuery }) { after, limit }: AfterQuery,
  ) {
    const held = await this.discussions.findFor(viewer, id);
    const found = await this.threads.after(held.discussion, after, limit + 1);
    const items = await this.answers.replies(held, found.slice(0, limit));
    return { items, next: found.length > limit ? String(items.at(-1)?.seq) : null };
  }

  @Post()
  @Confirmed()
  @Api({ summary: 'Answer. Sent again with the same clientId, it answers with the stored reply', answer: ReplyShape })
  async add(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Body({ schema: ReplyInput }) input: ReplyInput,
  ) {
    const held = await this.discussions.findFor(viewer, id);
    return this.answers.reply(held, await this.replies.add(viewer, held, input));
  }

  @Get(':seq')
  @Open()
  @Api({ summary: 'Get a reply', answer: ReplyShape })
  async get(@CurrentViewer() viewer: Viewer, @Param({ schema: PlaceParams }) { id, seq }: PlaceParams) {
    const held = await this.discussions.findFor(viewer, id);
    return this.answers.reply(held, await this.replies.find(held, seq));
  }

  @Patch(':seq')
  @Confirmed()
  @Api({ summary: 'Change your reply', answer: ReplyShape })
  async edit(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: PlaceParams }) { id, seq }: PlaceParams,
    @Body({ schema: EditReplyInput }) input: EditReplyInput,
  ) {
    const held = await this.discussions.findFor(viewer, id);
    return this.answers.reply(held, await this.replies.edit(viewer, held, seq, input));
  }

  @Delete(':seq')
  @Confirmed()
  @HttpCode(204)
  @Api({ summary: 'Remove a reply; its place stays', status: 204 })
  async remove(@CurrentViewer() viewer: Viewer, @Param({ schema: PlaceParams }) { id, seq }: PlaceParams) {
    const held = await this.discussions.findFor(viewer, id);
    await this.replies.remove(viewer, held, seq);
  }
}
