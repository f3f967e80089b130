import { Controller, Delete, Get, HttpCode, Inject, Param, Put } from '@nestjs/common';
import { z } from 'zod';
import { Confirmed, Open, SignedIn } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { Api } from '../../platform/api/api.js';
import { NotFound } from '../../platform/errors/errors.js';
import { CurrentViewer } from '../../platform/web/request.js';
import { InvitationLinks } from './invitation-links.js';
import { Invitations } from './invitations.js';
import { Workspaces } from './workspaces.js';

const TokenParams = z.object({ token: z.string().min(1).max(100) });
type TokenParams = z.infer<typeof TokenParams>;
const MineShape = z.object({ token: z.string(), workspace: z.string(), expiresAt: z.iso.datetime() });

/** Invitations from the side of who is invited, for programmes. */
@Controller('api/v1/invitations')
export class InvitationsApi {
  constructor(
    @Inject(Invitations) private readonly invitations: Invitations,
    @Inject(InvitationLinks) private readonly links: InvitationLinks,
    @Inject(Workspaces) private readonly workspaces: Workspaces,
  ) {}

  @Get()
  @SignedIn()
  @Api({ summary: 'List the invitations that wait for you', answer: z.object({ items: z.array(MineShape) }) })
  async list(@CurrentViewer() viewer: Viewer) {
    const items = (await this.invitations.listFor(viewer)).map(async (invitation) => ({
      token: (await this.links.path(invitation)).replace('/invitations/', ''),
      workspace: (await this.workspaces.byId(invitation.workspace))?.name ?? '',
      expiresAt: invitation.expiresAt.toISOString(),
    }));
    return { items: await Promise.all(items) };
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
