import { Schema } from 'mongoose';
import {
  type ImportedFrom,
  importedSchema,
  type Stamp,
  stampSchema,
  type TagField,
  tagSchema,
  uniqueImport,
} from '../../platform/database/fields.js';
import type { Id } from '../../platform/database/ids.js';
import { type CarriesFacts, carriesFacts } from '../../platform/facts/outbox.js';
import type { MemberId } from '../accounts/public.js';

export type WorkspaceId = Id<'workspace'>;

/** `public`: anyone reads, members join. `members`: only signed-in members read, and ask to join. `private`: only its members know that it exists. */
export const VISIBILITIES = ['public', 'members', 'private'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

export const PURPOSES = ['project', 'discussion', 'training'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** A place of its own for a project, a discussion or a training. */
export interface Workspace extends CarriesFacts {
  _id: WorkspaceId;
  /** Its name in addresses. */
  slug: string;
  /** `slug` and every one it had before: earlier addresses lead here, and no other workspace can take one of them. */
  slugs: string[];
  name: string;
  description: string;
  purpose: Purpose;
  language: string;
  tags: TagField[];
  visibility: Visibility;
  archived: Stamp | null;
  /** Who of its members leads it. Kept here and not with the memberships, so that one write can see to it that one stays. */
  facilitators: MemberId[];
  createdBy: MemberId;
  createdAt: Date;
  /** When something was last said or done here; recomputed from facts. */
  activeAt: Date;
  /** Members, not open requests or invitations; recomputed from facts. */
  memberCount: number;
  imported: ImportedFrom | null;
}

export const workspaceSchema = new Schema<Workspace>(
  {
    slug: { type: String, required: true },
    slugs: { type: [String], required: true },
    name: { type: String, required: true },
    description: { type: String, default: '' },
    purpose: { type: String, required: true },
    language: { type: String, required: true },
    tags: { type: [tagSchema], default: [] },
    visibility: { type: String, required: true },
    archived: { type: stampSchema, default: null },
    facilitators: { type: [Schema.Types.ObjectId], default: [] },
    createdBy: { type: Schema.Types.ObjectId, required: true },
    createdAt: { type: Date, required: true },
    activeAt: { type: Date, required: true },
    memberCount: { type: Number, default: 0 },
    imported: { type: importedSchema, default: null },
  },
  { collection: 'workspaces', versionKey: false },
);

workspaceSchema.plugin(carriesFacts);
// One workspace for each address, now and before.
workspaceSchema.index({ slugs: 1 }, { unique: true });
// The list, last active first.
workspaceSchema.index({ activeAt: -1, _id: -1 });
workspaceSchema.index({ 'tags.key': 1, activeAt: -1, _id: -1 });
// New workspaces, for the feed.
workspaceSchema.index({ createdAt: -1, _id: -1 });
// What is hidden from a viewer, and where they facilitate, on every request.
workspaceSchema.index({ visibility: 1 });
workspaceSchema.index({ facilitators: 1 });
workspaceSchema.index({ 'imported.key': 1 }, uniqueImport);

export const workspacePath = ({ slug }: Pick<Workspace, 'slug'>): string => `/workspaces/${slug}`;
