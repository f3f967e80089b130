import { Schema } from 'mongoose';
import { type Stamp, stampSchema } from '../../../platform/database/fields.js';
import type { Id } from '../../../platform/database/ids.js';
import { type CarriesFacts, carriesFacts } from '../../../platform/facts/outbox.js';
import type { MemberId } from '../../accounts/public.js';

/** What somebody has told us about the site; visitors too. */
export interface Feedback extends CarriesFacts {
  _id: Id<'feedback'>;
  text: string;
  /** As they call themselves, and where an answer reaches them; both may be empty. */
  name: string;
  email: string;
  member: MemberId | null;
  /** The page that they came from. */
  about: string;
  /** The language in which they read the site. */
  language: string;
  at: Date;
  done: Stamp | null;
}

export const feedbackSchema = new Schema<Feedback>(
  {
    text: { type: String, required: true },
    name: { type: String, default: '' },
    email: { type: String, default: '' },
    member: { type: Schema.Types.ObjectId, default: null },
    about: { type: String, default: '' },
    language: { type: String, required: true },
    at: { type: Date, required: true },
    done: { type: stampSchema, default: null },
  },
  { collection: 'feedback', versionKey: false },
);

feedbackSchema.plugin(carriesFacts);
// The administrators' list, newest first.
feedbackSchema.index({ at: -1, _id: -1 });
