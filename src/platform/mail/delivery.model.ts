import { Schema } from 'mongoose';
import type { MailMessage } from './message.js';

/**
 * A line of the ledger. `claimed`: about to be handed to the mail server. `sent`: it took it. `kept`: there is no mail server, it lies here to be read.
 * `refused`: it said no, or could not be reached; may be tried again. `rejected`: it will never take it. `uncertain`: the line broke, or we died, after we began to hand it over; never sent
 * a second time on its own, since a person would rather miss one than get two; an administrator sees it and can send it again.
 * `forgotten`: whoever got it wished to be forgotten; only the key stays, so that it is not sent again.
 */
export type DeliveryState = 'claimed' | 'sent' | 'kept' | 'refused' | 'rejected' | 'uncertain' | 'forgotten';

export interface Delivery {
  /** What makes it one e-mail: who, what, which window. */
  _id: string;
  state: DeliveryState;
  message: MailMessage;
  claimedAt: Date;
  closedAt: Date | null;
  /** What the mail server said. */
  answer: string;
  /** The process that holds the claim. */
  claimedBy: string;
}

export const deliverySchema = new Schema<Delivery>(
  {
    _id: { type: String, required: true },
    state: { type: String, required: true },
    message: { type: Schema.Types.Mixed, required: true },
    claimedAt: { type: Date, required: true },
    closedAt: { type: Date, default: null },
    answer: { type: String, default: '' },
    claimedBy: { type: String, required: true },
  },
  { versionKey: false, collection: 'deliveries' },
);

// The administrator's list of mail, newest first, and the look for broken claims at the start.
deliverySchema.index({ claimedAt: -1, _id: -1 });
deliverySchema.index({ state: 1, claimedAt: 1 });
// Forgetting an address.
deliverySchema.index({ 'message.to.address': 1 });
