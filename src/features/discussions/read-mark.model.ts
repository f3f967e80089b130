import { Schema } from 'mongoose';
import type { Id } from '../../platform/database/ids.js';
import type { MemberId } from '../accounts/public.js';
import type { DiscussionId } from './discussion.model.js';

/** How far a member has read a discussion: up to and with this reply; 0 is the opening text alone. */
export interface ReadMark {
  _id: Id<'readMark'>;
  member: MemberId;
  discussion: DiscussionId;
  seq: number;
}

export const readMarkSchema = new Schema<ReadMark>(
  {
    member: { type: Schema.Types.ObjectId, required: true },
    discussion: { type: Schema.Types.ObjectId, required: true },
    seq: { type: Number, required: true },
  },
  { collection: 'readmarks', versionKey: false },
);

readMarkSchema.index({ member: 1, discussion: 1 }, { unique: true });
