import { Schema } from 'mongoose';
import type { MemberId } from '../accounts/public.js';

/** The kinds of notice meant for a member in person that they want no e-mail about. */
export interface MailWish {
  _id: MemberId;
  off: string[];
}

export const mailWishSchema = new Schema<MailWish>(
  { _id: { type: Schema.Types.ObjectId, required: true }, off: { type: [String], default: [] } },
  { collection: 'mailwishes', versionKey: false },
);
