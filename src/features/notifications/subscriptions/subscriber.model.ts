import { Schema } from 'mongoose';
import type { Locale } from '../../../platform/i18n/locales.js';
import type { SubscriberId } from '../reader.js';

/** Somebody without an account whom we write to. What they hear of are their follows. */
export interface Subscriber {
  _id: SubscriberId;
  email: string;
  /** Lower case, for the unique index. */
  emailKey: string;
  /** The language of the site when they asked last. */
  locale: Locale;
  since: Date;
}

export const subscriberSchema = new Schema<Subscriber>(
  {
    email: { type: String, required: true },
    emailKey: { type: String, required: true },
    locale: { type: String, required: true },
    since: { type: Date, required: true },
  },
  { collection: 'subscribers', versionKey: false },
);

subscriberSchema.index({ emailKey: 1 }, { unique: true });
