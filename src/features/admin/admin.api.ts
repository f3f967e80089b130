import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { z } from 'zod';
import { Only } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { Api, listOf, packCursor } from '../../platform/api/api.js';
import { Forbidden, NotFound } from '../../platform/errors/errors.js';
import { CurrentViewer } from '../../platform/web/request.js';
import { Departures, type Member, MemberCare, Sessions, SiteSettings } from '../accounts/public.js';
import { MemberQuery, RolesInput, SiteChange } from './admin.input.js';
import { startAfter } from './member-cursor.js';

const MemberShape = z.object({
  id: z.string(),
  handle: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  confirmed: z.boolean(),
  roles: z.array(z.string()),
  createdAt: z.string(),
  lastSeenAt: z.string().nullable(),
  removedAt: z.string().nullable(),
});

const show = (member: Member): z.infer<typeof MemberShape> => ({
  id: member._id.toHexString(),
  handle: member.handle,
  name: member.name,
  email: member.email,
  confirmed: member.confirmedAt !== null,
  roles: member.roles,
  createdAt: member.createdAt.toISOString(),
  lastSeenAt: member.lastSeenAt?.toISOString() ?? null,
  removedAt: member.removed?.at.toISOString() ?? null,
});

const SiteShape = z.object({
  name: z.string(),
  tagline: z.string(),
  workspaceCreation: z.enum(['open', 'request']),
  welcome: z.record(z.string(), z.string()),
  terms: z.record(z.string(), z.string()),
});

const ByHandle = z.object({ handle: z.string().max(80) });
type ByHandle = z.infer<typeof ByHandle>;

/** What administrators do for members and for the site; nobody else finds it. */
@Controller('api/v1/admin')
@Only('administrator')
export class AdminApi {
  constructor(
    @Inject(MemberCare) private readonly care: MemberCare,
    @Inject(Departures) private readonly departures: Departures,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(SiteSettings) private readonly site: SiteSettings,
  ) {}

  @Get('members')
  @Api({ summary: 'Find members by name, handle or address', answer: listOf(MemberShape) })
  async list(@Query({ schema: MemberQuery }) { q, after }: MemberQuery) {
    const { members, more } = await this.care.search({ words: q, after: startAfter(after) });
    const last = members.at(-1);
    return {
      items: members.map(show),
      next: more && last ? packCursor([last.sortName, last._id.toHexString()]) : null,
    };
  }

  @Get('members/:handle')
  @Api({ summary: 'Show a member, also one who is gone', answer: MemberShape })
  async one(@Param({ schema: ByHandle }) { handle }: ByHandle) {
    return show(await this.care.find(handle));
  }

  @Put('members/:handle/roles')
  @Api({ summary: 'Give a member these roles of the site, and no others', answer: MemberShape })
  async setRoles(@Param({ schema: ByHandle }) { handle }: ByHandle, @Body({ schema: RolesInput }) input: RolesInput) {
    const { _id } = await this.care.find(handle);
    await this.care.setRoles(_id, input.roles);
    return show(await this.care.find(handle));
  }

  @Post('members/:handle/confirm')
  @HttpCode(204)
  @Api({ summary: 'Confirm the address of a member for them', status: 204 })
  async confirm(@Param({ schema: ByHandle }) { handle }: ByHandle) {
    const { _id } = await this.care.find(handle);
    await this.care.confirm(_id);
  }

  @Delete('members/:handle/sessions')
  @HttpCode(204)
  @Api({ summary: 'Sign a member out everywhere', status: 204 })
  async endSessions(@Param({ schema: ByHandle }) { handle }: ByHandle) {
    const { _id } = await this.care.find(handle);
    await this.sessions.endAll(_id);
  }

  @Delete('members/:handle')
  @HttpCode(204)
  @Api({ summary: 'Take a member out; what they wrote stays, and it can be undone', status: 204 })
  async remove(@CurrentViewer() viewer: Viewer, @Param({ schema: ByHandle }) { handle }: ByHandle) {
    const { _id } = await this.care.find(handle);
    if (!viewer.id) throw new NotFound();
    if (viewer.is(_id)) throw new Forbidden('admin.notYourself');
    await this.departures.remove(_id, viewer.id);
  }

  @Post('members/:handle/restoration')
  @HttpCode(204)
  @Api({ summary: 'Take a member back in', status: 204 })
  async restore(@Param({ schema: ByHandle }) { handle }: ByHandle) {
    const { _id } = await this.care.find(handle);
    await this.departures.restore(_id);
  }

  @Get('site')
  @Api({ summary: 'Show the settings of the site', answer: SiteShape })
  async showSite() {
    const { name, tagline, workspaceCreation, welcome, terms } = await this.site.get();
    return { name, tagline, workspaceCreation, welcome, terms };
  }

  @Patch('site')
  @Api({ summary: 'Change settings of the site', answer: SiteShape })
  async changeSite(@Body({ schema: SiteChange }) input: SiteChange) {
    await this.site.change(Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)));
    return this.showSite();
  }
}
