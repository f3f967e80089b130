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
import type { WorkspaceId } from '../workspaces/public.js';

export type DiscussionId = Id<'discussion'>;

/** A text as it stood before it was changed. */
export interface EarlierText {
  source: string;
  until: Date;
}

/** Quick corrections are one: what stood for a moment only is not worth a version. */
const FOLD_MS = 10 * 60_000;
/** With texts as long as they may be, far from the 16 MB that a document can hold. */
const MOST_VERSIONS = 20;

const earlierText = new Schema<EarlierText>(
  { source: { type: String, required: true }, until: { type: Date, required: true } },
  { _id: false },
);

/** The first text for good, and the latest ones before the present. No list and no page loads them. */
export interface KeepsVersions {
  firstText?: EarlierText;
  history?: EarlierText[];
}

export const versionFields = {
  firstText: { type: earlierText, select: false },
  history: { type: [earlierText], default: undefined, select: false },
};

/** What a change of text adds to its document, in `$set` and in `$push`. */
export function versionKept(before: { source: string; editedAt: Date | null }, now: Date) {
  const version = { source: before.source, until: now };
  if (!before.editedAt) return { first: { firstText: version }, latest: {} };
  const stoodLong = now.getTime() - before.editedAt.getTime() >= FOLD_MS;
  return { first: {}, latest: stoodLong ? { history: { $each: [version], $slice: -MOST_VERSIONS } } : {} };
}

/** A topic opened in a workspace, or in the open forum (`workspace: null`). */
export interface Discussion extends CarriesFacts, KeepsVersions {
  _id: DiscussionId;
  workspace: WorkspaceId | null;
  author: MemberId;
  title: string;
  language: string;
  source: string;
  html: string;
  /** The beginning of the text, for lists. */
  excerpt: string;
  rendererVersion: number;
  editedAt: Date | null;
  /** How often it was changed; none before the first time. An open form knows by it whether it is behind. */
  revision?: number;
  tags: TagField[];
  createdAt: Date;
  /** When it was opened or last answered: the order of lists. */
  activeAt: Date;
  /** When it was last answered, and by how many replies; both follow from the replies and are set, never counted up. */
  lastReplyAt: Date | null;
  replyCount: number;
  closed: Stamp | null;
  pinned: Stamp | null;
  moved: Stamp | null;
  removed: Stamp | null;
  /** Made from the name that the browser gave it: the same form sent again is found by it. */
  sentAs: string;
  imported: ImportedFrom | null;
}

export const discussionSchema = new Schema<Discussion>(
  {
    workspace: { type: Schema.Types.ObjectId, default: null },
    author: { type: Schema.Types.ObjectId, required: true },
    title: { type: String, required: true },
    language: { type: String, required: true },
    source: { type: String, required: true },
    html: { type: String, default: '' },
    excerpt: { type: String, default: '' },
    rendererVersion: { type: Number, required: true },
    editedAt: { type: Date, default: null },
    ...versionFields,
    revision: { type: Number },
    tags: { type: [tagSchema], default: [] },
    createdAt: { type: Date, required: true },
    activeAt: { type: Date, required: true },
    lastReplyAt: { type: Date, default: null },
    replyCount: { type: Number, default: 0 },
    closed: { type: stampSchema, default: null },
    pinned: { type: stampSchema, default: null },
    moved: { type: stampSchema, default: null },
    removed: { type: stampSchema, default: null },
    sentAs: { type: String, required: true },
    imported: { type: importedSchema, default: null },
  },
  { collection: 'discussions', versionKey: false },
);

discussionSchema.plugin(carriesFacts);
// The list of everything, and the list of one workspace or of the open forum: last active first.
discussionSchema.index({ activeAt: -1, _id: -1 });
discussionSchema.index({ workspace: 1, activeAt: -1, _id: -1 });
// Feeds: newest first.
discussionSchema.index({ workspace: 1, createdAt: -1, _id: -1 });
discussionSchema.index({ createdAt: -1, _id: -1 });
// What a member has opened, in both orders.
discussionSchema.index({ author: 1, activeAt: -1, _id: -1 });
discussionSchema.index({ author: 1, createdAt: -1, _id: -1 });
// The few that stand on top.
discussionSchema.index(
  { workspace: 1, 'pinned.at': -1 },
  { partialFilterExpression: { 'pinned.at': { $type: 'date' } } },
);
// Sent twice, stored once.
discussionSchema.index({ author: 1, sentAs: 1 }, { unique: true });
discussionSchema.index({ 'imported.key': 1 }, uniqueImport);
