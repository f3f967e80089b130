import { Body, Controller, Delete, HttpCode, Inject, Param, Post, Put } from '@nestjs/common';
import { Confirmed } from '../../../platform/access/access.js';
import type { Viewer } from '../../../platform/access/viewer.js';
import { Api } from '../../../platform/api/api.js';
import { Clock } from '../../../platform/clock/clock.js';
import { CurrentViewer } from '../../../platform/web/request.js';
import { IdParams } from '../blogs.input.js';
import { Composing } from '../posts/composing.js';
import { Posts } from '../posts/posts.js';
import { momentInFuture } from '../posts/publish-time.js';
import { Removal } from '../posts/removal.js';
import { PostAnswers } from './post-answers.js';
import { PostShape, PublicationBody } from './shapes.js';

/** Whether readers find a post, for programs. */
@Controller('api/v1/posts')
export class PublicationApi {
  constructor(
    @Inject(Posts) private readonly posts: Posts,
    @Inject(Composing) private readonly composing: Composing,
    @Inject(Removal) private readonly removal: Removal,
    @Inject(PostAnswers) private readonly answers: PostAnswers,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Put(':id/publication')
  @Confirmed()
  @Api({ summary: 'Publish a draft as it was saved, now or at a time', answer: PostShape })
  async publish(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Body({ schema: PublicationBody }) { at, minor }: PublicationBody,
  ) {
    const when = at ? momentInFuture(new Date(at), this.clock.now(), 'at') : null;
    return this.answers.one(viewer, await this.composing.publish(viewer, id, { at: when, minor }));
  }

  @Delete(':id/publication')
  @Confirmed()
  @HttpCode(204)
  @Api({ summary: 'Take a post down, or stop its publication at a time', status: 204 })
  async unpublish(@CurrentViewer() viewer: Viewer, @Param({ schema: IdParams }) { id }: IdParams) {
    await this.removal.unpublish(viewer, await this.posts.byId(viewer, id));
  }

  @Delete(':id')
  @Confirmed()
  @HttpCode(204)
  @Api({ summary: 'Delete a post; it can be restored for 30 days', status: 204 })
  async delete(@CurrentViewer() viewer: Viewer, @Param({ schema: IdParams }) { id }: IdParams) {
    await this.removal.delete(viewer, await this.posts.byId(viewer, id));
  }

  @Post(':id/restoration')
  @Confirmed()
  @HttpCode(204)
  @Api({ summary: 'Restore a deleted post', status: 204 })
  async restore(@CurrentViewer() viewer: Viewer, @Param({ schema: IdParams }) { id }: IdParams) {
    await this.removal.restore(viewer, id);
  }
}
