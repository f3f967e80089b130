import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Put, Query } from '@nestjs/common';
import { z } from 'zod';
import { Confirmed, Open } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { Api, CursorQuery } from '../../platform/api/api.js';
import { parseId } from '../../platform/database/ids.js';
import { Forbidden, NotFound } from '../../platform/errors/errors.js';
import { objectId } from '../../platform/web/input.js';
import { CurrentViewer } from '../../platform/web/request.js';
import {
  InvitationShape,
  PeopleShape,
  shownInvitation,
  shownPerson,
  shownWaiting,
  WaitingShape,
} from './api-shapes.js';
import { Doors } from './doors.js';
import { Facilitators } from './facilitators.js';
import { Inviting } from './inviting.js';
import { People } from './people.js';
import { InviteInput, JoinInput, PersonParams, SlugParams } from './workspaces.input.js';
import { Workspaces } from './workspaces.js';
import { workspaceRules } from './workspaces.policy.js';

const InvitationParams = SlugParams.extend({ id: objectId });
type InvitationParams = z.infer<typeof InvitationParams>;
const RoleInput = z.object({ role: z.enum(['member', 'facilitator']) });
type RoleInput = z.infer<typeof RoleInput>;

/** The people of a workspace, for programmes. */
@Controller('api/v1/workspaces/:slug')
export class PeopleApi {
  constructor(
    @Inject(Workspaces) private readonly workspaces: Workspaces,
    @Inject(People) private readonly people: People,
    @Inject(Doors) private readonly doors: Doors,
    @Inject(Facilitators) private readonly facilitators: Facilitators,
    @Inject(Inviting) private readonly inviting: Inviting,
  ) {}

  @Put('membership')
  @HttpCode(204)
  @Confirmed()
  @Api({ summary: 'Join a public workspace, or ask to join one for members', status: 204 })
  async join(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: SlugParams }) { slug }: SlugParams,
    @Body({ schema: JoinInput }) { message }: JoinInput,
  ) {
    const workspace = await this.workspaces.findFor(viewer, slug);
    if (workspace.visibility === 'members') await this.doors.ask(viewer, workspace, message);
    else await this.doors.join(viewer, workspace);
  }

  @Delete('membership')
  @HttpCode(204)
  @Confirmed()
  @Api({ summary: 'Leave a workspace, or take back the request to join it', status: 204 })
  async leave(@CurrentViewer() viewer: Viewer, @Param({ schema: SlugParams }) { slug }: SlugParams) {
    const workspace = await this.workspaces.findFor(viewer, slug);
    if (viewer.belongsTo(workspace._id)) await this.facilitators.leave(viewer, workspace);
    else await this.doors.withdraw(viewer, workspace);
  }

  @Get('people')
  @Open()
  @Api({ summary: 'List the people of a workspace: facilitators first', answer: PeopleShape })
  async list(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: SlugParams }) { slug }: SlugParams,
    @Query({ schema: CursorQuery }) query: CursorQuery,
  ) {
    const workspace = await this.workspaces.findFor(viewer, slug);
    const leading = query.after ? [] : await this.people.facilitatorsFor(viewer, workspace);
    const { items, next } = await this.people.listFor(viewer, workspace, query);
    return { items: [...leading, ...items].map(shownPerson), next };
  }

  @Put('people/:handle')
  @HttpCode(204)
  @Confirmed()
  @Api({ summary: 'Make a member a facilitator, or a facilitator a member', status: 204 })
  async setRole(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: PersonParams }) { slug, handle }: PersonParams,
    @Body({ schema: RoleInput }) { role }: RoleInput,
  ) {
    const workspace = await this.workspaces.findFor(viewer, slug);
    const member = await this.people.find(handle);
    if (role === 'facilitator') await this.facilitators.make(viewer, workspace, member);
    else await this.facilitators.stepDown(viewer, workspace, member);
  }

  @Delete('people/:handle')
  @HttpCode(204)
  @Confirmed()
  @Api({ summary: 'Remove a member from a workspace', status: 204 })
  async remove(@CurrentViewer() viewer: Viewer, @Param({ schema: PersonParams }) { slug, handle }: PersonParams) {
    const workspace = await this.workspaces.findFor(viewer, slug);
    await this.facilitators.remove(viewer, workspace, await this.people.find(handle));
  }

  @Get('requests')
  @Confirmed()
  @Api({ summary: 'List who asks to join', answer: z.object({ items: z.array(WaitingShape) }) })
  async requests(@CurrentViewer() viewer: Viewer, @Param({ schema: SlugParams }) { slug }: SlugParams) {
    const workspace = await this.managed(viewer, slug);
    return { items: (await this.people.waitingFor(viewer, workspace)).map(shownWaiting) };
  }

  @Put('requests/:handle')
  @HttpCode(204)
  @Confirmed()
  @Api({ summary: 'Let somebody in who asked', status: 204 })
  async accept(@CurrentViewer() viewer: Viewer, @Param({ schema: PersonParams }) { slug, handle }: PersonParams) {
    const workspace = await this.workspaces.findFor(viewer, slug);
    await this.doors.accept(viewer, workspace, await this.people.find(handle));
  }

  @Delete('requests/:handle')
  @HttpCode(204)
  @Confirmed()
  @Api({ summary: 'Refuse somebody who asked', status: 204 })
  async refuse(@CurrentViewer() viewer: Viewer, @Param({ schema: PersonParams }) { slug, handle }: PersonParams) {
    const workspace = await this.workspaces.findFor(viewer, slug);
    await this.doors.refuse(viewer, workspace, await this.people.find(handle));
  }

  @Get('invitations')
  @Confirmed()
  @Api({ summary: 'List the open invitations', answer: z.object({ items: z.array(InvitationShape) }) })
  async invited(@CurrentViewer() viewer: Viewer, @Param({ schema: SlugParams }) { slug }: SlugParams) {
    const workspace = await this.managed(viewer, slug);
    return { items: (await this.inviting.openOf(workspace._id)).map(shownInvitation) };
  }

  @Post('invitations')
  @HttpCode(204)
  @Confirmed()
  @Api({ summary: 'Invite people by e-mail, with an account or without', status: 204 })
  async invite(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: SlugParams }) { slug }: SlugParams,
    @Body({ schema: InviteInput }) input: InviteInput,
  ) {
    await this.inviting.invite(viewer, await this.workspaces.findFor(viewer, slug), input);
  }

  @Delete('invitations/:id')
  @HttpCode(204)
  @Confirmed()
  @Api({ summary: 'Take an invitation back', status: 204 })
  async withdraw(@CurrentViewer() viewer: Viewer, @Param({ schema: InvitationParams }) { slug, id }: InvitationParams) {
    const workspace = await this.workspaces.findFor(viewer, slug);
    const invitation = parseId<'invitation'>(id);
    if (!invitation) throw new NotFound();
    await this.inviting.withdraw(viewer, workspace, invitation);
  }

  private async managed(viewer: Viewer, slug: string) {
    const workspace = await this.workspaces.findFor(viewer, slug);
    if (!workspaceRules.manage(viewer, workspace)) throw new Forbidden();
    return workspace;
  }
}
