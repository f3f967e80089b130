import { Schema } from 'mongoose';
import type { WorkspaceRole } from '../../platform/access/viewer.js';
import type { Id } from '../../platform/database/ids.js';
import { type CarriesFacts, carriesFacts } from '../../platform/facts/outbox.js';
import type { MemberId } from '../accounts/public.js';
import type { WorkspaceId } from './workspace.model.js';

/** `active`: belongs to it. `requested`: wants to. `invited`: was asked to. */
export type MembershipState = 'active' | 'requested' | 'invited';

/** A member's place in a workspace. */
export interface Membership extends CarriesFacts {
  _id: Id<'membership'>;
  workspace: WorkspaceId;
  /** null for an invitation to somebody without an account yet. */
  member: MemberId | null;
  role: WorkspaceRole;
  state: MembershipState;
  /** Where an invitation went. */
  email: string | null;
  /** Hash of the secret in the invitation's link. */
  inviteHash: string | null;
  invitedBy: MemberId | null;
  /** What they wrote when they asked to join. */
  message: string;
  since: Date;
}

export const membershipSchema = new Schema<Membership>(
  {
    workspace: { type: Schema.Types.ObjectId, required: true },
    member: { type: Schema.Types.ObjectId },
    role: { type: String, default: 'member' },
    state: { type: String, required: true },
    email: { type: String, default: null },
    inviteHash: { type: String },
    invitedBy: { type: Schema.Types.ObjectId, default: null },
    message: { type: String, default: '' },
    since: { type: Date, required: true },
  },
  { collection: 'memberships', versionKey: false },
);

membershipSchema.plugin(carriesFacts);
// One place for each member; also: the people of a workspace.
membershipSchema.index(
  { workspace: 1, member: 1 },
  { unique: true, partialFilterExpression: { member: { $type: 'objectId' } } },
);
membershipSchema.index({ workspace: 1, state: 1, since: 1 });
// Where a viewer stands, on every request.
membershipSchema.index({ member: 1, state: 1 });
membershipSchema.index(
  { inviteHash: 1 },
  { unique: true, partialFilterExpression: { inviteHash: { $type: 'string' } } },
);
