import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '../../platform/access/viewer.js';
import { Members } from '../accounts/public.js';
import type { Invitation } from './invitation.model.js';
import { InvitationLinks } from './invitation-links.js';
import { Invitations } from './invitations.js';
import type { Workspace } from './workspace.model.js';
import { Workspaces } from './workspaces.js';

/** An invitation as its guest is shown it: what the workspace is called, also where they cannot see it yet. */
export interface WaitingInvitation {
  invitation: Invitation;
  workspace: Workspace;
  inviter: string;
  token: string;
}

/** The invitations that wait for the viewer's answer. */
@Injectable()
export class WaitingInvitations {
  constructor(
    @Inject(Invitations) private readonly invitations: Invitations,
    @Inject(InvitationLinks) private readonly links: InvitationLinks,
    @Inject(Workspaces) private readonly workspaces: Workspaces,
    @Inject(Members) private readonly members: Members,
  ) {}

  async listFor(viewer: Viewer): Promise<WaitingInvitation[]> {
    const invitations = await this.invitations.listFor(viewer);
    const [workspaces, inviters, tokens] = await Promise.all([
      this.workspaces.byIds(invitations.map(({ workspace }) => workspace)),
      this.members.named(invitations.map(({ invitedBy }) => invitedBy)),
      this.links.tokensOf(invitations),
    ]);
    return invitations.flatMap((invitation, at) => {
      const workspace = workspaces.get(invitation.workspace.toHexString());
      const inviter = inviters.get(invitation.invitedBy.toHexString())?.name ?? '';
      return workspace ? [{ invitation, workspace, inviter, token: tokens[at] ?? '' }] : [];
    });
  }
}
