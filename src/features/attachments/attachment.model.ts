import { Schema } from 'mongoose';
import { type ImportedFrom, importedSchema, uniqueImport } from '../../platform/database/fields.js';
import type { Id } from '../../platform/database/ids.js';
import type { MemberId } from '../accounts/public.js';

export type AttachmentId = Id<'attachment'>;

/** One stored form of an attachment: its file in GridFS. */
export interface Copy {
  file: Id<'file'>;
  type: string;
  size: number;
  /** Of an image, in pixels. */
  width: number | null;
  height: number | null;
}

/** A file or an image that a text shows or links to. Its bytes lie in GridFS. */
export interface Attachment {
  _id: AttachmentId;
  owner: MemberId;
  /** What it belongs to, as `kind:id`. Who sees one of them sees the attachment; without any, only its owner does. */
  subjects: string[];
  name: string;
  kind: 'image' | 'file';
  /** The whole of it; for images without what the camera wrote beside the picture. */
  original: Copy;
  /** Smaller ones of an image, by width. */
  smaller: Copy[];
  createdAt: Date;
  /** Since when nothing needs it; the sweep takes it a day later. */
  orphanSince: Date | null;
  imported: ImportedFrom | null;
}

const copySchema = new Schema<Copy>(
  {
    file: { type: Schema.Types.ObjectId, required: true },
    type: { type: String, required: true },
    size: { type: Number, required: true },
    width: { type: Number, default: null },
    height: { type: Number, default: null },
  },
  { _id: false },
);

export const attachmentSchema = new Schema<Attachment>(
  {
    owner: { type: Schema.Types.ObjectId, required: true },
    subjects: { type: [String], default: [] },
    name: { type: String, required: true },
    kind: { type: String, required: true },
    original: { type: copySchema, required: true },
    smaller: { type: [copySchema], default: [] },
    createdAt: { type: Date, required: true },
    orphanSince: { type: Date, default: null },
    imported: { type: importedSchema, default: null },
  },
  { collection: 'attachments', versionKey: false },
);

// What a text shows: linking, and letting go of what it no longer shows.
attachmentSchema.index({ subjects: 1 });
// The sweep; what is in use is not in this index.
attachmentSchema.index({ orphanSince: 1 }, { partialFilterExpression: { orphanSince: { $type: 'date' } } });
attachmentSchema.index({ 'imported.key': 1 }, uniqueImport);
