import { Schema } from 'mongoose';
import type { Id } from '../../platform/database/ids.js';
import { type CarriesFacts, carriesFacts } from '../../platform/facts/outbox.js';
import type { Locale } from '../../platform/i18n/locales.js';
import type { MemberId } from '../accounts/public.js';
import type { WorkspaceId } from './workspace.model.js';

export const INVITATION_DAYS = 30;

/** How an invitation came to its end. A visitor who follows its link can decline it: then `by` is null. */
export interface Closing {
  how: 'used' | 'withdrawn' | 'declined';
  at: Date;
  by: MemberId | null;
}

/** The update that brings an open invitation to its end. */
export const closingOf = (how: Closing['how'], at: Date, by: MemberId | null) => ({
  $set: { closed: { how, at, by } },
  $unset: { open: 1 as const },
});

/** A place held open for an e-mail address, whether or not somebody here has it. Its link is signed, so that no secret is kept. */
export interface Invitation extends CarriesFacts {
  _id: Id<'invitation'>;
  workspace: WorkspaceId;
  /** As it was typed. */
  email: string;
  /** As it is compared. */
  emailKey: string;
  message: string;
  /** When it was sent, the last times. */
  letters: Date[];
  /** Language of the e-mail to somebody we do not know: the inviter's. */
  locale: Locale;
  invitedBy: MemberId;
  at: Date;
  expiresAt: Date;
  /** Absent once it is closed. */
  open?: true;
  closed: Closing | null;
  /** What is owed: kept here until it is mailed, so that a lost bell loses no invitation. */
  mail: { done: boolean; tryAt: Date; tries: number; refused: boolean };
}

const closingSchema = new Schema<Closing>(
  {
    how: { type: String, required: true },
    at: { type: Date, required: true },
    by: { type: Schema.Types.ObjectId, default: null },
  },
  { _id: false },
);

export const invitationSchema = new Schema<Invitation>(
  {
    workspace: { type: Schema.Types.ObjectId, required: true },
    email: { type: String, required: true },
    emailKey: { type: String, required: true },
    message: { type: String, default: '' },
    letters: { type: [Date], default: [] },
    locale: { type: String, required: true },
    invitedBy: { type: Schema.Types.ObjectId, required: true },
    at: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
    open: { type: Boolean },
    closed: { type: closingSchema, default: null },
    mail: {
      done: { type: Boolean, required: true },
      tryAt: { type: Date, required: true },
      tries: { type: Number, default: 0 },
      refused: { type: Boolean, default: false },
    },
  },
  { collection: 'invitations', versionKey: false },
);

invitationSchema.plugin(carriesFacts);
// One open place for each address in a workspace; also the list of the facilitators.
invitationSchema.index({ workspace: 1, emailKey: 1 }, { unique: true, partialFilterExpression: { open: true } });
invitationSchema.index({ workspace: 1, open: 1, at: -1 });
// What is still to be mailed.
invitationSchema.index({ 'mail.done': 1, 'mail.tryAt': 1 });
// What waits for somebody, and what they were sent.
invitationSchema.index({ emailKey: 1, open: 1 });
