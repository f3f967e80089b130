import { Body, Controller, Get, HttpCode, Inject, Post, Query, Req } from '@nestjs/common';
import { z } from 'zod';
import { Only, Open } from '../../../platform/access/access.js';
import type { Viewer } from '../../../platform/access/viewer.js';
import { Api, CursorQuery, listOf } from '../../../platform/api/api.js';
import { CurrentViewer, type Request } from '../../../platform/web/request.js';
import { FeedbackInput } from './feedback.input.js';
import type { Feedback } from './feedback.model.js';
import { Feedbacks } from './feedbacks.js';

const FeedbackShape = z.object({
  id: z.string(),
  text: z.string(),
  name: z.string(),
  email: z.string(),
  about: z.string(),
  at: z.iso.datetime(),
  done: z.boolean(),
});

@Controller('api/v1/feedback')
export class FeedbackApi {
  constructor(@Inject(Feedbacks) private readonly feedbacks: Feedbacks) {}

  @Post()
  @HttpCode(204)
  @Open()
  @Api({ summary: 'Tell those who run the site something', status: 204 })
  async give(
    @CurrentViewer() viewer: Viewer,
    @Body({ schema: FeedbackInput }) input: FeedbackInput,
    @Req() request: Request,
  ) {
    await this.feedbacks.give(viewer, input, request.ip);
  }

  @Get()
  @Only('administrator')
  @Api({ summary: 'List what people have told, newest first; for administrators', answer: listOf(FeedbackShape) })
  async list(@Query({ schema: CursorQuery }) query: CursorQuery) {
    const { items, next } = await this.feedbacks.list(query);
    return { items: items.map(feedbackValue), next };
  }
}

const feedbackValue = ({ _id, text, name, email, about, at, done }: Feedback) => ({
  id: _id.toHexString(),
  text,
  name,
  email,
  about,
  at,
  done: done !== null,
});
