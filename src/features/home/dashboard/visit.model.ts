import { Schema } from 'mongoose';
import type { MemberId } from '../../accounts/public.js';

/** When a member last looked at their dashboard. */
export interface Visit {
  _id: MemberId;
  at: Date;
  /** The visit before this one: what is younger is new to them. */
  before: Date | null;
}

export const visitSchema = new Schema<Visit>(
  {
    _id: { type: Schema.Types.ObjectId, required: true },
    at: { type: Date, required: true },
    before: { type: Date, default: null },
  },
  { collection: 'visits', versionKey: false },
);
