import { Controller, Delete, Get, HttpCode, Inject, Param, Put } from '@nestjs/common';
import { z } from 'zod';
import { Confirmed, Open, SignedIn } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { Api } from '../../platform/api/api.js';
import { NotFound } from '../../platform/errors/errors.js';
import { CurrentViewer } from '../../platform/web/request.js';
import { Invitations } from './invitations.js';
import { WaitingInvitations } from './waiting-invitations.js';
import { Workspaces } from './workspaces.js';

const TokenParams = z.object({ token: z.string().min(1).max(100) });
type TokenParams = z.infer<typeof TokenParams>;
const MineShape = z.object({ token: z.string(), workspace: z.string(), expiresAt: z.iso.datetime() });

/** Invitations from the side of who is invited, for programmes. */
@Controller('api/v1/invitations')
export class InvitationsApi {
  constructor(
    @Inject(Invitations) private readonly invitations: Invitations,
    @Inject(WaitingInvitations) private readonly waiting: WaitingInvitations,
    @Inject(Workspaces) private readonly workspaces: Workspaces,
  ) {}

  @Get()
  @SignedIn()
  @Api({ summary: 'List the invitations that wait for you', answer: z.object({ items: z.array(MineShape) }) })
  async list(@CurrentViewer() viewer: Viewer) {
    const waiting = await this.waiting.listFor(viewer);
    const items = waiting.map(({ invitation: { expiresAt }, workspace, token }) => ({
      token,
      workspace: workspace.name,
      expiresAt: expiresAt.toISOString(),
    }));
    return { items };
  }

  @Put(':token')
  @HttpCode(204)
  @Confirmed()
  @Api({ summary: 'Accept an invitation', status: 204 })
  async accept(@CurrentViewer() viewer: Viewer, @Param({ schema: TokenParams }) { token }: TokenParams) {
    const invitation = await this.invitations.find(token);
    const workspace = await this.workspaces.byId(invitation.workspace);
    if (!workspace) throw new NotFound();
    await this.invitations.accept(viewer, invitation, workspace);
  }

  @Delete(':token')
  @HttpCode(204)
  @Open()
  @Api({ summary: 'Decline an invitation', status: 204 })
  async decline(@CurrentViewer() viewer: Viewer, @Param({ schema: TokenParams }) { token }: TokenParams) {
    await this.invitations.decline(viewer, await this.invitations.find(token));
  }
}
