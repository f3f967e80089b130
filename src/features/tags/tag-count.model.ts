import { Schema } from 'mongoose';
import type { WorkspaceId } from '../workspaces/public.js';
import { SECTIONS, type Section } from './tagged.model.js';

/** How often something is used in each section, and in `all` of them. */
export type SectionCounts = Partial<Record<Section | 'all', number>>;

/** One tag in one workspace (or outside of all): what a viewer may see is the sum of the places that they see. */
export interface TagPlace {
  /** `<workspace>/<key>`. */
  _id: string;
  key: string;
  workspace: WorkspaceId | null;
  /** The spelling used most here. */
  name: string;
  counts: SectionCounts;
  /** Of the count that is under way: a later one makes it void. */
  token: string;
}

/** One tag everywhere. It only says which tags come first; nobody is shown its numbers. */
export interface TagTotal {
  /** The key of the tag. */
  _id: string;
  totals: SectionCounts;
  token: string;
}

export const tagPlaceSchema = new Schema<TagPlace>(
  {
    _id: { type: String, required: true },
    key: { type: String, required: true },
    workspace: { type: Schema.Types.ObjectId, default: null },
    name: { type: String, default: '' },
    counts: { type: Schema.Types.Mixed, default: {} },
    token: { type: String, required: true },
  },
  { collection: 'tagPlaces', versionKey: false },
);

// The places of the tags in a cloud.
tagPlaceSchema.index({ key: 1, workspace: 1 });
// The cloud of one workspace.
tagPlaceSchema.index({ workspace: 1, 'counts.all': -1, _id: 1 });

export const tagTotalSchema = new Schema<TagTotal>(
  {
    _id: { type: String, required: true },
    totals: { type: Schema.Types.Mixed, default: {} },
    token: { type: String, required: true },
  },
  { collection: 'tagTotals', versionKey: false },
);

// The cloud of the site and of each section, most used first.
for (const section of ['all', ...SECTIONS]) tagTotalSchema.index({ [`totals.${section}`]: -1, _id: 1 });
