import { Schema } from 'mongoose';
import type { Id } from '../../platform/database/ids.js';
import type { MemberId } from '../accounts/public.js';
import type { Way } from './follow.model.js';
import type { ReaderId } from './reader.js';

/** A record that something happened which concerns somebody. The badge, the list, the e-mail and the digest are views of it. */
export interface Notification {
  _id: Id<'notification'>;
  /** Whom it concerns: a member, or a subscriber. */
  member: ReaderId;
  /** Fact and notice: with the reader it is unique, so that a fact told twice notifies once. */
  key: string;
  kind: string;
  /** Of the fact, to load what it is about afresh. */
  payload: object;
  actor: MemberId | null;
  /** What they may no longer see is not in their list. */
  workspace: Id<'workspace'> | null;
  /** What is read together: `discussion:<id>`. */
  subject: string;
  path: string;
  title: string;
  /** Who did it, where that is no member. */
  actorName: string;
  /** Name of the workspace or blog. */
  place: string;
  excerpt: string;
  at: Date;
  readAt: Date | null;
  mail: {
    way: Way;
    /** What made them hear of it, for the unsubscribe link; null when it was meant for them in person. */
    because: string | null;
    /** When the e-mail is due; for a digest the hour at which it goes out. */
    dueAt: Date;
    /** Nothing more to do: sent, read before, or not wanted. */
    done: boolean;
  };
}

/** Of the text that it is about. */
export const EXCERPT_LENGTH = 200;

/** The fact that it came from. */
export const factIdOf = ({ key }: Pick<Notification, 'key'>): string => key.split(':')[0] ?? '';

export const notificationSchema = new Schema<Notification>(
  {
    member: { type: Schema.Types.ObjectId, required: true },
    key: { type: String, required: true },
    kind: { type: String, required: true },
    payload: { type: Schema.Types.Mixed, required: true },
    actor: { type: Schema.Types.ObjectId, default: null },
    workspace: { type: Schema.Types.ObjectId, default: null },
    subject: { type: String, required: true },
    path: { type: String, required: true },
    title: { type: String, required: true },
    actorName: { type: String, default: '' },
    place: { type: String, default: '' },
    excerpt: { type: String, default: '' },
    at: { type: Date, required: true },
    readAt: { type: Date, default: null },
    mail: {
      way: { type: String, required: true },
      because: { type: String, default: null },
      dueAt: { type: Date, required: true },
      done: { type: Boolean, required: true },
    },
  },
  { collection: 'notifications', versionKey: false, minimize: false },
);

notificationSchema.index({ member: 1, key: 1 }, { unique: true });
// The list, newest first.
notificationSchema.index({ member: 1, at: -1, _id: -1 });
// The badge, and reading all of a subject together.
notificationSchema.index({ member: 1, readAt: 1, subject: 1 });
// What was told about something, to be told again.
notificationSchema.index({ subject: 1 });
// What is due by e-mail.
notificationSchema.index({ 'mail.done': 1, 'mail.dueAt': 1 });
