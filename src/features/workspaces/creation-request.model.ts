import { Schema } from 'mongoose';
import { type TagField, tagSchema } from '../../platform/database/fields.js';
import type { Id } from '../../platform/database/ids.js';
import { type CarriesFacts, carriesFacts } from '../../platform/facts/outbox.js';
import type { MemberId } from '../accounts/public.js';
import type { Purpose, Visibility, WorkspaceId } from './workspace.model.js';

/** What a workspace is made from. */
export interface WorkspaceDraft {
  name: string;
  purpose: Purpose;
  description: string;
  language: string;
  tags: TagField[];
  visibility: Visibility;
}

export interface Decision {
  at: Date;
  by: MemberId;
  accepted: boolean;
  /** What the administrator says about it. */
  reason: string;
}

/** A member asks the administrators for a workspace. */
export interface CreationRequest extends CarriesFacts {
  _id: Id<'creationRequest'>;
  /** The id that the workspace will have: making it twice makes one. */
  workspace: WorkspaceId;
  draft: WorkspaceDraft;
  message: string;
  by: MemberId;
  at: Date;
  decision: Decision | null;
}

const draftSchema = new Schema<WorkspaceDraft>(
  {
    name: { type: String, required: true },
    purpose: { type: String, required: true },
    description: { type: String, default: '' },
    language: { type: String, required: true },
    tags: { type: [tagSchema], default: [] },
    visibility: { type: String, required: true },
  },
  { _id: false },
);

const decisionSchema = new Schema<Decision>(
  {
    at: { type: Date, required: true },
    by: { type: Schema.Types.ObjectId, required: true },
    accepted: { type: Boolean, required: true },
    reason: { type: String, default: '' },
  },
  { _id: false },
);

export const creationRequestSchema = new Schema<CreationRequest>(
  {
    workspace: { type: Schema.Types.ObjectId, required: true },
    draft: { type: draftSchema, required: true },
    message: { type: String, default: '' },
    by: { type: Schema.Types.ObjectId, required: true },
    at: { type: Date, required: true },
    decision: { type: decisionSchema, default: null },
  },
  { collection: 'creationRequests', versionKey: false },
);

creationRequestSchema.plugin(carriesFacts);
// What waits for the administrators, oldest first.
creationRequestSchema.index({ decision: 1, at: 1 });
// What a member has asked for.
creationRequestSchema.index({ by: 1, at: -1 });
