import { Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { z } from 'zod';
import { SignedIn } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { Api } from '../../platform/api/api.js';
import { SignInNeeded } from '../../platform/errors/errors.js';
import { go, page } from '../../platform/web/answers.js';
import { CurrentViewer } from '../../platform/web/request.js';
import type { MemberId } from './member.model.js';
import { Members } from './members.js';
import { FeedsPage } from './pages/feeds-page.js';
import { SettingsSections } from './settings-sections.js';

/** The secret in the addresses of a member's own feeds. */
@Controller()
@SignedIn()
export class FeedKeyController {
  constructor(
    @Inject(Members) private readonly members: Members,
    @Inject(SettingsSections) private readonly sections: SettingsSections,
  ) {}

  @Get('settings/feeds')
  feeds() {
    return page((ui) => <FeedsPage ui={ui} sections={this.sections.all} />);
  }

  @Post('settings/feeds/key')
  async renew(@CurrentViewer() viewer: Viewer) {
    await this.members.renewFeedKey(idOf(viewer));
    return go('/settings/feeds', { key: 'accounts.flash.feedKey' });
  }

  @Post('api/v1/me/feed-key')
  @HttpCode(200)
  @Api({
    summary: 'Renew the secret in the addresses of your feeds',
    answer: z.object({ key: z.string() }),
    status: 200,
  })
  async renewByProgram(@CurrentViewer() viewer: Viewer) {
    return { key: await this.members.renewFeedKey(idOf(viewer)) };
  }
}

function idOf(viewer: Viewer): MemberId {
  if (!viewer.id) throw new SignInNeeded();
  return viewer.id;
}
