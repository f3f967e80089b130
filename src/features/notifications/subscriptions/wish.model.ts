import { Schema } from 'mongoose';
import type { Id } from '../../../platform/database/ids.js';
import type { Locale } from '../../../platform/i18n/locales.js';
import type { FollowTarget } from '../follow.model.js';

/** The ways of hearing that an address alone is enough for. */
export const MAILED_WAYS = ['now', 'daily', 'weekly'] as const;
export type MailedWay = (typeof MAILED_WAYS)[number];

/** Somebody typed an address: nothing is sent to it but one letter, until the link in that letter is pressed. */
export interface Wish extends FollowTarget {
  _id: Id<'wish'>;
  email: string;
  emailKey: string;
  way: MailedWay;
  locale: Locale;
  at: Date;
  /** After this the link is dead, and the wish is forgotten. */
  expiresAt: Date;
  mailed: boolean;
}

/** Of its letter, in the ledger of e-mail. */
export const letterKeyOf = ({ _id }: Pick<Wish, '_id'>): string => `subscription:${_id.toHexString()}`;

export const wishSchema = new Schema<Wish>(
  {
    email: { type: String, required: true },
    emailKey: { type: String, required: true },
    kind: { type: String, required: true },
    target: { type: String, required: true },
    way: { type: String, required: true },
    locale: { type: String, required: true },
    at: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
    mailed: { type: Boolean, required: true },
  },
  { collection: 'wishes', versionKey: false },
);

// Forgetting an address.
wishSchema.index({ emailKey: 1 });
// Letters whose bell was lost.
wishSchema.index({ mailed: 1, at: 1 });
// What nobody confirmed.
wishSchema.index({ expiresAt: 1 });
