import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Put, Query } from '@nestjs/common';
import { z } from 'zod';
import { Only, Open } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { Api, CursorQuery, listOf } from '../../platform/api/api.js';
import { CurrentViewer } from '../../platform/web/request.js';
import type { Announcement } from './announcement.model.js';
import { AnnouncementInput, ById } from './announcements.input.js';
import { Announcements } from './announcements.js';
import { announcementPath } from './paths.js';

const AnnouncementShape = z.object({
  id: z.string(),
  path: z.string(),
  title: z.string(),
  text: z.string(),
  html: z.string(),
  language: z.string(),
  publishedAt: z.string(),
  updatedAt: z.string(),
  until: z.string().nullable(),
});

const show = (announcement: Announcement): z.infer<typeof AnnouncementShape> => ({
  id: announcement._id.toHexString(),
  path: announcementPath(announcement),
  title: announcement.title,
  text: announcement.source,
  html: announcement.html,
  language: announcement.language,
  publishedAt: announcement.at.toISOString(),
  updatedAt: announcement.updatedAt.toISOString(),
  until: announcement.until?.toISOString() ?? null,
});

@Controller('api/v1/news')
export class AnnouncementsApi {
  constructor(@Inject(Announcements) private readonly announcements: Announcements) {}

  @Get()
  @Open()
  @Api({ summary: 'List the announcements of the site', answer: listOf(AnnouncementShape) })
  async list(@Query({ schema: CursorQuery }) query: CursorQuery) {
    const { items, next } = await this.announcements.list(query);
    return { items: items.map(show), next };
  }

  @Get(':id')
  @Open()
  @Api({ summary: 'Show an announcement', answer: AnnouncementShape })
  async one(@Param({ schema: ById }) { id }: ById) {
    return show(await this.announcements.find(id));
  }

  @Post()
  @Only('administrator')
  @Api({ summary: 'Publish an announcement', answer: AnnouncementShape, status: 201 })
  async publish(@CurrentViewer() viewer: Viewer, @Body({ schema: AnnouncementInput }) input: AnnouncementInput) {
    return show(await this.announcements.publish(viewer, input));
  }

  @Put(':id')
  @Only('administrator')
  @Api({ summary: 'Edit an announcement', answer: AnnouncementShape })
  async edit(@Param({ schema: ById }) { id }: ById, @Body({ schema: AnnouncementInput }) input: AnnouncementInput) {
    const { _id } = await this.announcements.find(id);
    await this.announcements.edit(_id, input);
    return show(await this.announcements.find(id));
  }

  @Delete(':id')
  @Only('administrator')
  @HttpCode(204)
  @Api({ summary: 'Remove an announcement', status: 204 })
  async remove(@Param({ schema: ById }) { id }: ById) {
    const { _id } = await this.announcements.find(id);
    await this.announcements.remove(_id);
  }
}
