import { Body, Controller, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { Open } from '../../../platform/access/access.js';
import type { Viewer } from '../../../platform/access/viewer.js';
import { Api } from '../../../platform/api/api.js';
import { NoFormToken } from '../../../platform/web/csrf.js';
import { CurrentViewer, type Request } from '../../../platform/web/request.js';
import { WishInput } from './subscriptions.input.js';
import { Wishes } from './wishes.js';

@Controller('api/v1/subscriptions')
export class SubscriptionsApi {
  constructor(@Inject(Wishes) private readonly wishes: Wishes) {}

  /** Nothing is done in the name of whoever sends it, so that it needs no token. */
  @Post()
  @HttpCode(202)
  @Open()
  @NoFormToken()
  @Api({
    summary: 'Ask for e-mail about something without an account; a letter with a link to confirm goes to the address',
    status: 202,
  })
  async ask(
    @CurrentViewer() viewer: Viewer,
    @Body({ schema: WishInput }) input: WishInput,
    @Req() request: Request,
  ): Promise<void> {
    await this.wishes.ask(input, viewer.locale, request.ip);
  }
}
