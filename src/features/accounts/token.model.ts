import { Schema } from 'mongoose';
import type { Scope } from '../../platform/access/viewer.js';
import type { Id } from '../../platform/database/ids.js';
import type { MemberId } from './member.model.js';

export type TokenId = Id<'token'>;

/** A personal token: a programme acts for the member, as far as its scopes allow. Only its hash is kept. */
export interface Token {
  _id: TokenId;
  tokenHash: string;
  member: MemberId;
  /** What the member calls it. */
  name: string;
  scopes: Scope[];
  createdAt: Date;
  lastUsedAt: Date | null;
}

export const tokenSchema = new Schema<Token>(
  {
    tokenHash: { type: String, required: true },
    member: { type: Schema.Types.ObjectId, required: true },
    name: { type: String, required: true },
    scopes: { type: [String], required: true },
    createdAt: { type: Date, required: true },
    lastUsedAt: { type: Date, default: null },
  },
  { collection: 'tokens', versionKey: false },
);

tokenSchema.index({ tokenHash: 1 }, { unique: true });
// The list of a member's tokens.
tokenSchema.index({ member: 1, createdAt: -1 });
