import { Body, Controller, Get, Inject, Param, Put } from '@nestjs/common';
import { z } from 'zod';
import { Confirmed, SignedIn } from '../../../platform/access/access.js';
import type { Viewer } from '../../../platform/access/viewer.js';
import { Api } from '../../../platform/api/api.js';
import { CurrentViewer } from '../../../platform/web/request.js';
import { DraftInput, IdParams } from '../blogs.input.js';
import { Drafts } from '../posts/drafts.js';
import { DraftShape, draftAnswer } from './shapes.js';

/** Drafts for programs, and for the editor's own script, which saves while somebody writes. */
@Controller('api/v1/drafts')
export class DraftsApi {
  constructor(@Inject(Drafts) private readonly drafts: Drafts) {}

  @Get()
  @SignedIn()
  @Api({ summary: 'List your drafts, scheduled posts and unpublished edits', answer: z.array(DraftShape) })
  async list(@CurrentViewer() viewer: Viewer) {
    return (await this.drafts.listFor(viewer)).map(draftAnswer);
  }

  @Get(':id')
  @SignedIn()
  @Api({ summary: 'Get a draft of yours, or what you are editing of a public post', answer: DraftShape })
  async get(@CurrentViewer() viewer: Viewer, @Param({ schema: IdParams }) { id }: IdParams) {
    return draftAnswer(await this.drafts.findFor(viewer, id));
  }

  @Put(':id')
  @Confirmed()
  @Api({ summary: 'Save a draft; readers see nothing of it until it is published', answer: DraftShape })
  async save(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Body({ schema: DraftInput }) { text, ...rest }: DraftInput,
  ) {
    return draftAnswer(await this.drafts.save(viewer, id, { ...rest, source: text }));
  }
}
