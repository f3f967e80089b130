import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Open, SignedIn } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { CursorQuery } from '../../platform/api/api.js';
import { go, page } from '../../platform/web/answers.js';
import { NoFormToken } from '../../platform/web/csrf.js';
import { CurrentViewer } from '../../platform/web/request.js';
import { Follows } from './follows.js';
import { FollowForm } from './notifications.input.js';
import { Notifications } from './notifications.js';
import { FollowsPage } from './pages/follows-page.js';
import { NotificationsPage } from './pages/notifications-page.js';
import { UnsubscribedPage, UnsubscribePage } from './pages/unsubscribe-page.js';
import { Unsubscribe } from './unsubscribe.js';
import { UnsubscribeTokens } from './unsubscribe-token.js';

const TokenParams = z.object({ token: z.string().min(1).max(500) });
type TokenParams = z.infer<typeof TokenParams>;

@Controller()
export class NotificationsController {
  constructor(
    @Inject(Notifications) private readonly notifications: Notifications,
    @Inject(Follows) private readonly follows: Follows,
    @Inject(UnsubscribeTokens) private readonly tokens: UnsubscribeTokens,
    @Inject(Unsubscribe) private readonly unsubscribing: Unsubscribe,
  ) {}

  @Get('notifications')
  @SignedIn()
  async list(@CurrentViewer() viewer: Viewer, @Query({ schema: CursorQuery }) query: CursorQuery) {
    const listing = await this.notifications.listFor(viewer, query);
    return page((ui) => <NotificationsPage ui={ui} listing={listing} />);
  }

  @Post('notifications/reading')
  @SignedIn()
  async readAll(@CurrentViewer() viewer: Viewer) {
    await this.notifications.readAll(viewer);
    return go('/notifications', { key: 'notifications.flash.readAll' });
  }

  @Get('settings/follows')
  @SignedIn()
  async followed(@CurrentViewer() viewer: Viewer) {
    const follows = await this.follows.describedFor(viewer);
    return page((ui) => <FollowsPage ui={ui} follows={follows} />);
  }

  @Post('follows')
  @SignedIn()
  async follow(@CurrentViewer() viewer: Viewer, @Body({ schema: FollowForm }) { kind, target, way, back }: FollowForm) {
    if (way === 'stop') {
      await this.follows.unfollow(viewer, { kind, target });
      return go(back || '/settings/follows', { key: 'notifications.flash.unfollowed' });
    }
    const { title, path } = await this.follows.follow(viewer, { kind, target }, way);
    return go(back || path, { key: 'notifications.flash.followed', params: { title } });
  }

  /** Mail scanners follow links: looking changes nothing. */
  @Get('unsubscribe/:token')
  @Open()
  async askBefore(@Param({ schema: TokenParams }) { token }: TokenParams) {
    await this.tokens.unpack(token);
    return page((ui) => <UnsubscribePage ui={ui} token={token} />);
  }

  /** One-click (RFC 8058): mail programs post here without having seen a page of ours. */
  @Post('unsubscribe/:token')
  @HttpCode(200)
  @Open()
  @NoFormToken()
  async unsubscribe(@Param({ schema: TokenParams }) { token }: TokenParams) {
    await this.unsubscribing.apply(await this.tokens.unpack(token));
    return page((ui) => <UnsubscribedPage ui={ui} />);
  }
}
