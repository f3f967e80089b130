import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Put, Query } from '@nestjs/common';
import { z } from 'zod';
import { SignedIn } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { Api, CursorQuery, listOf } from '../../platform/api/api.js';
import { CurrentViewer } from '../../platform/web/request.js';
import { FOLLOW_KINDS, WAYS } from './follow.model.js';
import { Follows } from './follows.js';
import { FollowInput, FollowParams } from './notifications.input.js';
import { Notifications } from './notifications.js';

const NotificationShape = z.object({
  id: z.string(),
  kind: z.string(),
  path: z.string(),
  title: z.string(),
  line: z.string(),
  excerpt: z.string(),
  at: z.iso.datetime(),
  read: z.boolean(),
});

const FollowShape = z.object({
  kind: z.enum(FOLLOW_KINDS),
  target: z.string(),
  way: z.enum(WAYS),
  title: z.string(),
  path: z.string(),
});

@Controller('api/v1')
@SignedIn()
export class NotificationsApi {
  constructor(
    @Inject(Notifications) private readonly notifications: Notifications,
    @Inject(Follows) private readonly follows: Follows,
  ) {}

  @Get('notifications')
  @Api({ summary: 'List your notifications, newest first', answer: listOf(NotificationShape) })
  list(@CurrentViewer() viewer: Viewer, @Query({ schema: CursorQuery }) query: CursorQuery) {
    return this.notifications.listFor(viewer, query);
  }

  @Post('notifications/reading')
  @HttpCode(204)
  @Api({ summary: 'Mark all your notifications as read', status: 204 })
  readAll(@CurrentViewer() viewer: Viewer) {
    return this.notifications.readAll(viewer);
  }

  @Get('follows')
  @Api({ summary: 'List what you follow', answer: z.object({ items: z.array(FollowShape) }) })
  async followed(@CurrentViewer() viewer: Viewer) {
    return { items: await this.follows.describedFor(viewer) };
  }

  @Put('follows')
  @Api({ summary: 'Follow something, or change how you hear of it', answer: FollowShape })
  async follow(@CurrentViewer() viewer: Viewer, @Body({ schema: FollowInput }) { kind, target, way }: FollowInput) {
    return { kind, target, way, ...(await this.follows.follow(viewer, { kind, target }, way)) };
  }

  @Delete('follows/:kind/:target')
  @HttpCode(204)
  @Api({ summary: 'Stop following', status: 204 })
  unfollow(@CurrentViewer() viewer: Viewer, @Param({ schema: FollowParams }) what: FollowParams) {
    return this.follows.unfollow(viewer, what);
  }
}
