import { Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { Confirmed, Open } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { NotFound } from '../../platform/errors/errors.js';
import { go, page } from '../../platform/web/answers.js';
import { CurrentViewer } from '../../platform/web/request.js';
import { Members } from '../accounts/public.js';
import { Invitations } from './invitations.js';
import { InvitationPage } from './pages/invitation-page.js';
import { workspacePath } from './workspace.model.js';
import { Workspaces } from './workspaces.js';

const TokenParams = z.object({ token: z.string().min(1).max(100) });
type TokenParams = z.infer<typeof TokenParams>;

/** Where the link of an invitation leads. Looking changes nothing. */
@Controller('invitations/:token')
export class InvitationsController {
  constructor(
    @Inject(Invitations) private readonly invitations: Invitations,
    @Inject(Workspaces) private readonly workspaces: Workspaces,
    @Inject(Members) private readonly members: Members,
  ) {}

  @Get()
  @Open()
  async show(@CurrentViewer() viewer: Viewer, @Param({ schema: TokenParams }) { token }: TokenParams) {
    const { invitation, workspace } = await this.find(token);
    if (viewer.belongsTo(workspace._id)) return go(workspacePath(workspace));
    const inviter = await this.members.byId(invitation.invitedBy);
    return page((ui) => (
      <InvitationPage
        ui={ui}
        invitation={invitation}
        workspace={workspace}
        inviter={inviter?.name ?? ''}
        path={`/invitations/${token}`}
        mayAccept={viewer.writes && !workspace.archived}
      />
    ));
  }

  @Post('acceptance')
  @Confirmed()
  async accept(@CurrentViewer() viewer: Viewer, @Param({ schema: TokenParams }) { token }: TokenParams) {
    const { invitation, workspace } = await this.find(token);
    await this.invitations.accept(viewer, invitation, workspace);
    return go(workspacePath(workspace), {
      key: 'workspaces.flash.joined',
      params: { workspace: workspace.name },
    });
  }

  @Post('refusal')
  @Open()
  async decline(@CurrentViewer() viewer: Viewer, @Param({ schema: TokenParams }) { token }: TokenParams) {
    const { invitation } = await this.find(token);
    await this.invitations.decline(viewer, invitation);
    return go('/', { key: 'workspaces.flash.declined' });
  }

  private async find(token: string) {
    const invitation = await this.invitations.find(token);
    const workspace = await this.workspaces.byId(invitation.workspace);
    if (!workspace) throw new NotFound();
    return { invitation, workspace };
  }
}
