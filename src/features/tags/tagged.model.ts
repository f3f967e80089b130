import { Schema } from 'mongoose';
import { type TagField, tagSchema } from '../../platform/database/fields.js';
import type { WorkspaceId } from '../workspaces/public.js';

/** The parts of the site that have a cloud of their own. */
export const SECTIONS = ['blogs', 'discussions', 'workspaces'] as const;
export type Section = (typeof SECTIONS)[number];

/** A thing that carries tags, as the feature that it belongs to has told. */
export interface Tagged {
  /** What it is, `post:<id>`; the part before the colon names who can show it. */
  _id: string;
  section: Section;
  workspace: WorkspaceId | null;
  /** When it was published: its place in the list of a tag. */
  at: Date;
  tags: TagField[];
  /** Guards against two changes at once. */
  version: number;
  /** The places whose counts do not yet know of the last change; written with the change itself, so that none is forgotten. */
  pending?: string[];
}

export const taggedSchema = new Schema<Tagged>(
  {
    _id: { type: String, required: true },
    section: { type: String, required: true },
    workspace: { type: Schema.Types.ObjectId, default: null },
    at: { type: Date, required: true },
    tags: { type: [tagSchema], default: [] },
    version: { type: Number, required: true },
    pending: { type: [String], default: undefined },
  },
  { collection: 'tagged', versionKey: false },
);

// Everything that carries a tag, newest first.
taggedSchema.index({ 'tags.key': 1, at: -1, _id: -1 });
// One tag in one workspace, for counting.
taggedSchema.index({ 'tags.key': 1, workspace: 1 });
// What is still to be counted.
taggedSchema.index({ pending: 1 }, { sparse: true });
