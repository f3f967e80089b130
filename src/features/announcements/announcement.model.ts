import { Schema } from 'mongoose';
import { type ImportedFrom, importedSchema, uniqueImport } from '../../platform/database/fields.js';
import type { Id } from '../../platform/database/ids.js';
import type { MemberId } from '../accounts/public.js';

export type AnnouncementId = Id<'announcement'>;

/** A dated notice of the site. */
export interface Announcement {
  _id: AnnouncementId;
  title: string;
  /** Markdown, as it was written. */
  source: string;
  html: string;
  rendererVersion: number;
  language: string;
  /** null for imported ones whose author nobody knows. */
  by: MemberId | null;
  at: Date;
  updatedAt: Date;
  /** From then on it is no longer news: it leaves the home page and stays in the list. */
  until: Date | null;
  imported: ImportedFrom | null;
}

export const announcementSchema = new Schema<Announcement>(
  {
    title: { type: String, required: true },
    source: { type: String, default: '' },
    html: { type: String, default: '' },
    rendererVersion: { type: Number, required: true },
    language: { type: String, required: true },
    by: { type: Schema.Types.ObjectId, default: null },
    at: { type: Date, required: true },
    updatedAt: { type: Date, required: true },
    until: { type: Date, default: null },
    imported: { type: importedSchema, default: null },
  },
  { collection: 'announcements', versionKey: false },
);

// The list and its feed, newest first.
announcementSchema.index({ at: -1, _id: -1 });
announcementSchema.index({ 'imported.key': 1 }, uniqueImport);
