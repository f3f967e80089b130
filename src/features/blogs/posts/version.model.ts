import { Schema } from 'mongoose';
import { tagSchema } from '../../../platform/database/fields.js';
import type { Id } from '../../../platform/database/ids.js';
import type { MemberId } from '../../accounts/public.js';
import type { PostId, Writing } from './post.model.js';

/** A text as readers saw it at some time. Written before the post itself, under the number that the post takes next. */
export interface Version extends Writing {
  _id: Id<'version'>;
  post: PostId;
  number: number;
  at: Date;
  by: MemberId;
  /** Told to nobody. */
  minor: boolean;
}

export const versionSchema = new Schema<Version>(
  {
    post: { type: Schema.Types.ObjectId, required: true },
    number: { type: Number, required: true },
    title: { type: String, required: true },
    source: { type: String, required: true },
    language: { type: String, required: true },
    tags: { type: [tagSchema], default: [] },
    at: { type: Date, required: true },
    by: { type: Schema.Types.ObjectId, required: true },
    minor: { type: Boolean, default: false },
  },
  { collection: 'post-versions', versionKey: false },
);

versionSchema.index({ post: 1, number: 1 }, { unique: true });
