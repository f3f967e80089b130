import { Schema } from 'mongoose';
import type { Locale } from '../../platform/i18n/locales.js';
import type { MemberId } from './member.model.js';

export const LETTER_KINDS = [
  'confirm',
  'claim',
  'known',
  'reset',
  'login',
  'emailOld',
  'emailNew',
  'passwordChanged',
] as const;
export type LetterKind = (typeof LETTER_KINDS)[number];

/** What a person filled in who is about to claim an imported account. */
export interface Claim {
  name: string;
  passwordHash: string;
  country: string;
  languages: string[];
  acceptedTermsAt: Date;
}

/**
 * An e-mail about an account that we owe somebody and, where it holds a link, the right that the link gives once.
 * Kept here until it is mailed, so that a lost bell loses no letter.
 */
export interface Letter {
  /** The fact or request that it answers, so that telling twice writes once. */
  _id: string;
  kind: LetterKind;
  member: MemberId;
  /** The address that it goes to. */
  to: string;
  locale: Locale;
  /** The change of address that it asks about. */
  change: string | null;
  claim: Claim | null;
  createdAt: Date;
  /** After this the link is dead and the letter is not worth mailing. */
  expiresAt: Date;
  usedAt: Date | null;
  mailedAt: Date | null;
  /** When to try to mail it next; it moves on with each failure. */
  tryAt: Date;
  tries: number;
}

const claimSchema = new Schema<Claim>(
  {
    name: { type: String, required: true },
    passwordHash: { type: String, required: true },
    country: { type: String, default: '' },
    languages: { type: [String], default: [] },
    acceptedTermsAt: { type: Date, required: true },
  },
  { _id: false },
);

export const letterSchema = new Schema<Letter>(
  {
    _id: { type: String, required: true },
    kind: { type: String, required: true },
    member: { type: Schema.Types.ObjectId, required: true },
    to: { type: String, required: true },
    locale: { type: String, required: true },
    change: { type: String, default: null },
    claim: { type: claimSchema, default: null },
    createdAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
    usedAt: { type: Date, default: null },
    mailedAt: { type: Date, default: null },
    tryAt: { type: Date, required: true },
    tries: { type: Number, default: 0 },
  },
  { collection: 'letters', versionKey: false },
);

const MONTH_SECONDS = 30 * 24 * 3600;

// What is still to be mailed.
letterSchema.index({ mailedAt: 1, tryAt: 1 });
// Taking back the links of a member.
letterSchema.index({ member: 1, kind: 1 });
letterSchema.index({ expiresAt: 1 }, { expireAfterSeconds: MONTH_SECONDS });
