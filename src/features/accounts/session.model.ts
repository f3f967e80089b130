import { Schema } from 'mongoose';
import type { Id } from '../../platform/database/ids.js';
import type { MemberId } from './member.model.js';

/** A browser that is signed in. Its cookie holds a random token; here lies only the hash of it. */
export interface Session {
  _id: Id<'session'>;
  tokenHash: string;
  member: MemberId;
  createdAt: Date;
  lastSeenAt: Date;
  address: string;
  agent: string;
  /** They asked to stay signed in: it lasts for months, also when the browser is closed. */
  kept: boolean;
  expiresAt: Date;
}

export const sessionSchema = new Schema<Session>(
  {
    tokenHash: { type: String, required: true },
    member: { type: Schema.Types.ObjectId, required: true },
    createdAt: { type: Date, required: true },
    lastSeenAt: { type: Date, required: true },
    address: { type: String, default: '' },
    agent: { type: String, default: '' },
    kept: { type: Boolean, default: true },
    expiresAt: { type: Date, required: true },
  },
  { collection: 'sessions', versionKey: false },
);

sessionSchema.index({ tokenHash: 1 }, { unique: true });
// The list of a member's sessions, and ending them all.
sessionSchema.index({ member: 1, lastSeenAt: -1 });
sessionSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
