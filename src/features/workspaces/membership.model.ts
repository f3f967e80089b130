import { Schema } from 'mongoose';
import type { Id } from '../../platform/database/ids.js';
import { type CarriesFacts, carriesFacts } from '../../platform/facts/outbox.js';
import type { MemberId } from '../accounts/public.js';
import type { WorkspaceId } from './workspace.model.js';

/** `active`: belongs to it. `requested`: wants to. `ended`: left, was removed, or was not let in. */
export type MembershipState = 'active' | 'requested' | 'ended';

/** A member's place in a workspace; there is one for each who ever had one. Who facilitates stands in the workspace itself. */
export interface Membership extends CarriesFacts {
  _id: Id<'membership'>;
  workspace: WorkspaceId;
  member: MemberId;
  state: MembershipState;
  /** What they wrote when they asked to join. */
  message: string;
  /** When it came to be as it is. */
  since: Date;
}

export const membershipSchema = new Schema<Membership>(
  {
    workspace: { type: Schema.Types.ObjectId, required: true },
    member: { type: Schema.Types.ObjectId, required: true },
    state: { type: String, required: true },
    message: { type: String, default: '' },
    since: { type: Date, required: true },
  },
  { collection: 'memberships', versionKey: false },
);

membershipSchema.plugin(carriesFacts);
// One place for each member.
membershipSchema.index({ workspace: 1, member: 1 }, { unique: true });
// The people of a workspace, and who waits to come in.
membershipSchema.index({ workspace: 1, state: 1, since: 1, _id: 1 });
// Where a viewer stands, on every request.
membershipSchema.index({ member: 1, state: 1 });
