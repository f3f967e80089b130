import { Schema } from 'mongoose';
import {
  type ImportedFrom,
  importedSchema,
  type Stamp,
  stampSchema,
  uniqueImport,
} from '../../platform/database/fields.js';
import type { Id } from '../../platform/database/ids.js';
import { type CarriesFacts, carriesFacts } from '../../platform/facts/outbox.js';
import type { MemberId } from '../accounts/public.js';
import { type DiscussionId, type KeepsVersions, versionFields } from './discussion.model.js';

export type ReplyId = Id<'reply'>;

/** One contribution to a discussion. */
export interface Reply extends CarriesFacts, KeepsVersions {
  _id: ReplyId;
  discussion: DiscussionId;
  /** Its place: 1, 2, 3… without a gap. What is removed keeps its place, so "after n" is an exact cursor. */
  seq: number;
  author: MemberId;
  language: string;
  source: string;
  html: string;
  rendererVersion: number;
  at: Date;
  editedAt: Date | null;
  /** How often it was changed or removed: an open page knows by it whether what it shows is old. */
  revision: number;
  removed: Stamp | null;
  /** Made from the name that the browser gave it: the same reply sent again is found by it. */
  sentAs: string;
  imported: ImportedFrom | null;
}

export const replySchema = new Schema<Reply>(
  {
    discussion: { type: Schema.Types.ObjectId, required: true },
    seq: { type: Number, required: true },
    author: { type: Schema.Types.ObjectId, required: true },
    language: { type: String, required: true },
    source: { type: String, required: true },
    html: { type: String, default: '' },
    rendererVersion: { type: Number, required: true },
    at: { type: Date, required: true },
    editedAt: { type: Date, default: null },
    ...versionFields,
    revision: { type: Number, default: 0 },
    removed: { type: stampSchema, default: null },
    sentAs: { type: String, required: true },
    imported: { type: importedSchema, default: null },
  },
  { collection: 'replies', versionKey: false },
);

replySchema.plugin(carriesFacts);
// The order of a discussion. Unique: two people who answer at the same moment cannot get the same place.
replySchema.index({ discussion: 1, seq: 1 }, { unique: true });
// What a member wrote.
replySchema.index({ author: 1, at: -1 });
// Sent twice, stored once.
replySchema.index({ author: 1, sentAs: 1 }, { unique: true });
replySchema.index({ 'imported.key': 1 }, uniqueImport);
