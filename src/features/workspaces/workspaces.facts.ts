import { fact } from '../../platform/facts/fact.js';
import type { MemberId } from '../accounts/public.js';
import type { CreationRequest } from './creation-request.model.js';
import type { Invitation } from './invitation.model.js';
import type { Visibility, WorkspaceId } from './workspace.model.js';

interface OfWorkspace {
  workspace: WorkspaceId;
  by: MemberId;
}

interface OfMembership extends OfWorkspace {
  member: MemberId;
}

export const workspaceCreated = fact<OfWorkspace>('workspace.created');
/** Name, address, description, language, tags or purpose. */
export const workspaceDescribed = fact<OfWorkspace>('workspace.described', { silent: true });
export const workspaceVisibilityChanged = fact<OfWorkspace & { from: Visibility; to: Visibility }>(
  'workspace.visibility-changed',
  { silent: true },
);
export const workspaceArchived = fact<OfWorkspace>('workspace.archived', { silent: true });
export const workspaceRestored = fact<OfWorkspace>('workspace.restored', { silent: true });

export const membershipRequested = fact<OfMembership>('membership.requested');
/** A request was accepted; `by` is the facilitator. */
export const membershipAccepted = fact<OfMembership>('membership.accepted');
/** Came in without anybody's leave: a public workspace, or an invitation. */
export const membershipJoined = fact<OfMembership>('membership.joined');
export const membershipRefused = fact<OfMembership>('membership.refused', { silent: true });
/** Left (`by` is the member), or was removed. */
export const membershipEnded = fact<OfMembership>('membership.ended');
export const membershipInvited = fact<OfWorkspace & { invitation: Invitation['_id'] }>('membership.invited', {
  silent: true,
});
/** The place held open was taken by `by`. */
export const invitationUsed = fact<OfWorkspace & { invitation: Invitation['_id'] }>('invitation.used', {
  silent: true,
});

export const facilitatorMade = fact<OfMembership>('facilitator.made', { silent: true });
export const facilitatorEnded = fact<OfMembership>('facilitator.ended', { silent: true });

interface OfRequest {
  request: CreationRequest['_id'];
  by: MemberId;
}

export const workspaceRequested = fact<OfRequest>('workspace.requested');
export const workspaceGranted = fact<OfRequest>('workspace.granted');
export const workspaceDeclined = fact<OfRequest>('workspace.declined');
