import { Schema } from 'mongoose';
import type { Id } from '../../platform/database/ids.js';
import type { ReaderId } from './reader.js';

/** How a member wants to hear: on the site only, by e-mail at once, or in a digest. */
export const WAYS = ['site', 'now', 'daily', 'weekly'] as const;
export type Way = (typeof WAYS)[number];

export const FOLLOW_KINDS = ['workspace', 'blog', 'post', 'discussion', 'tag', 'member'] as const;
export type FollowKind = (typeof FOLLOW_KINDS)[number];

/** What can be followed. `target` is an id, the folded key of a tag, or the key of a blog. */
export interface FollowTarget {
  kind: FollowKind;
  target: string;
}

/** Somebody's wish to hear about something. */
export interface Follow extends FollowTarget {
  _id: Id<'follow'>;
  /** Whose wish it is: a member's, or a subscriber's. */
  member: ReaderId;
  way: Way;
  since: Date;
}

export const followSchema = new Schema<Follow>(
  {
    member: { type: Schema.Types.ObjectId, required: true },
    kind: { type: String, required: true },
    target: { type: String, required: true },
    way: { type: String, required: true },
    since: { type: Date, required: true },
  },
  { collection: 'follows', versionKey: false },
);

followSchema.index({ member: 1, kind: 1, target: 1 }, { unique: true });
// Who hears of a fact.
followSchema.index({ kind: 1, target: 1 });
