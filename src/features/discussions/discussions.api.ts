import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { z } from 'zod';
import { Confirmed, Open } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { Api, CursorQuery, listOf } from '../../platform/api/api.js';
import { objectId } from '../../platform/web/input.js';
import { CurrentViewer } from '../../platform/web/request.js';
import { DiscussionLists } from './discussion-lists.js';
import { ApiAnswers, DiscussionShape, ListedShape } from './discussions.api-shapes.js';
import { ChangeInput, MoveInput, OpenInput } from './discussions.input.js';
import { Discussions } from './discussions.js';
import { Opening } from './opening.js';
import { Tending } from './tending.js';

const workspace = z.string().max(120).optional().describe('The address of a workspace; without it, the open forum');
const OpenBody = OpenInput.extend({ workspace });
const ListFilter = CursorQuery.extend({ workspace: workspace.describe('Only the discussions of this workspace') });
const IdParams = z.looseObject({ id: objectId });
type IdParams = z.infer<typeof IdParams>;

/** Discussions for programmes: the same verbs and rules as the pages. */
@Controller('api/v1/discussions')
export class DiscussionsApi {
  constructor(
    @Inject(Discussions) private readonly discussions: Discussions,
    @Inject(Opening) private readonly opening: Opening,
    @Inject(DiscussionLists) private readonly lists: DiscussionLists,
    @Inject(Tending) private readonly tending: Tending,
    @Inject(ApiAnswers) private readonly answers: ApiAnswers,
  ) {}

  @Get()
  @Open()
  @Api({ summary: 'List discussions, last active first', answer: listOf(ListedShape) })
  async list(
    @CurrentViewer() viewer: Viewer,
    @Query({ schema: ListFilter }) { workspace: slug, after, limit }: z.infer<typeof ListFilter>,
  ) {
    const place = await this.discussions.placeFor(viewer, slug);
    const { items, next } = await this.lists.list(viewer, place?._id ?? 'everywhere', { after, limit });
    return { items: items.map((item) => this.answers.listed(item)), next };
  }

  @Post()
  @Confirmed()
  @Api({ summary: 'Open a discussion', answer: DiscussionShape })
  async open(
    @CurrentViewer() viewer: Viewer,
    @Body({ schema: OpenBody }) { workspace: slug, ...input }: z.infer<typeof OpenBody>,
  ) {
    const place = await this.discussions.placeFor(viewer, slug);
    const discussion = await this.opening.open(viewer, place, input);
    return this.answers.discussion({ discussion, place });
  }

  @Get(':id')
  @Open()
  @Api({ summary: 'Get a discussion', answer: DiscussionShape })
  async get(@CurrentViewer() viewer: Viewer, @Param({ schema: IdParams }) { id }: IdParams) {
    return this.answers.discussion(await this.discussions.findFor(viewer, id));
  }

  @Patch(':id')
  @Confirmed()
  @Api({ summary: 'Change a discussion: its text only by its author', answer: DiscussionShape })
  async change(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Body({ schema: ChangeInput }) input: ChangeInput,
  ) {
    await this.opening.change(viewer, await this.discussions.findFor(viewer, id), input);
    return this.get(viewer, { id });
  }

  @Delete(':id')
  @Confirmed()
  @HttpCode(204)
  @Api({ summary: 'Remove a discussion', status: 204 })
  async remove(@CurrentViewer() viewer: Viewer, @Param({ schema: IdParams }) { id }: IdParams) {
    await this.tending.remove(viewer, await this.discussions.findFor(viewer, id));
  }

  @Put(':id/closure')
  @Confirmed()
  @HttpCode(204)
  @Api({ summary: 'Close a discussion', status: 204 })
  async close(@CurrentViewer() viewer: Viewer, @Param({ schema: IdParams }) { id }: IdParams) {
    await this.tending.close(viewer, await this.discussions.findFor(viewer, id));
  }

  @Delete(':id/closure')
  @Confirmed()
  @HttpCode(204)
  @Api({ summary: 'Reopen a discussion', status: 204 })
  async reopen(@CurrentViewer() viewer: Viewer, @Param({ schema: IdParams }) { id }: IdParams) {
    await this.tending.reopen(viewer, await this.discussions.findFor(viewer, id));
  }

  @Put(':id/pin')
  @Confirmed()
  @HttpCode(204)
  @Api({ summary: 'Pin a discussion on top of its list', status: 204 })
  async pin(@CurrentViewer() viewer: Viewer, @Param({ schema: IdParams }) { id }: IdParams) {
    await this.tending.pin(viewer, await this.discussions.findFor(viewer, id));
  }

  @Delete(':id/pin')
  @Confirmed()
  @HttpCode(204)
  @Api({ summary: 'Unpin a discussion', status: 204 })
  async unpin(@CurrentViewer() viewer: Viewer, @Param({ schema: IdParams }) { id }: IdParams) {
    await this.tending.unpin(viewer, await this.discussions.findFor(viewer, id));
  }

  @Post(':id/move')
  @Confirmed()
  @HttpCode(200)
  @Api({
    summary: 'Move a discussion to another workspace, or to the open forum',
    answer: DiscussionShape,
    status: 200,
  })
  async move(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Body({ schema: MoveInput }) { to }: MoveInput,
  ) {
    await this.tending.move(viewer, await this.discussions.findFor(viewer, id), to);
    return this.get(viewer, { id });
  }
}
