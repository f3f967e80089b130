import { Schema } from 'mongoose';
import {
  type ImportedFrom,
  importedSchema,
  type Stamp,
  stampSchema,
  type TagField,
  tagSchema,
  uniqueImport,
} from '../../../platform/database/fields.js';
import type { Id } from '../../../platform/database/ids.js';
import { type CarriesFacts, carriesFacts } from '../../../platform/facts/outbox.js';
import type { MemberId } from '../../accounts/public.js';
import type { WorkspaceId } from '../../workspaces/public.js';

export type PostId = Id<'post'>;

/** `draft`: its author's alone. `scheduled`: the same, until `publishAt`. `unpublished`: was public, and is its author's and the facilitators'. */
export const POST_STATES = ['draft', 'scheduled', 'published', 'unpublished'] as const;
export type PostState = (typeof POST_STATES)[number];

/** What a person writes. */
export interface Writing {
  title: string;
  /** Markdown. */
  source: string;
  /** ISO 639-1. */
  language: string;
  tags: TagField[];
}

/** What is being written and no reader sees yet. */
export interface Work extends Writing {
  /** Address of the post that this one translates, as it was typed. */
  translationOf: string;
  savedAt: Date;
  /** The page in which it was last saved: it may save again whatever the revision. */
  tab: string;
}

/** An entry of a workspace's blog, or of a member's own. The top level is what readers see; `work` is what the author is at. */
export interface Post extends Writing, CarriesFacts {
  _id: PostId;
  /** `workspace:<id>` or `member:<id>`: slugs are unique within it, and it can be followed. */
  blog: string;
  /** null in a member's own blog. */
  workspace: WorkspaceId | null;
  author: MemberId;
  /** Who wrote it with the author, and who brought it into its language: known of imported texts. */
  coauthors: MemberId[];
  translators: MemberId[];
  /** Its name in addresses, from the title; none before it is first published. */
  slug?: string;
  oldSlugs: string[];
  /** Paths that it had on another site, with their query: they lead here. */
  oldAddresses: string[];
  html: string;
  rendererVersion: number;
  excerpt: string;
  state: PostState;
  work: Work | null;
  /** Raised by each save; a page that was opened before knows by it that it is behind. */
  revision: number;
  /** Number of the newest version that readers saw; 0 before the first. */
  version: number;
  createdAt: Date;
  publishAt: Date | null;
  publishedAt: Date | null;
  /** Of the last edit that was not minor. */
  editedAt: Date | null;
  deleted: Stamp | null;
  /** What the translations of one text share: the id of the first of them, whose own is null. */
  translationGroup: PostId | null;
  /** Recomputed from facts. */
  commentCount: number;
  /** Made by a program that publishes, so that sending twice stores once. */
  clientId?: string;
  imported: ImportedFrom | null;
}

const writing = {
  title: { type: String, default: '' },
  source: { type: String, default: '' },
  language: { type: String, required: true },
  tags: { type: [tagSchema], default: [] },
};

const workSchema = new Schema<Work>(
  {
    ...writing,
    translationOf: { type: String, default: '' },
    savedAt: { type: Date, required: true },
    tab: { type: String, default: '' },
  },
  { _id: false },
);

export const postSchema = new Schema<Post>(
  {
    ...writing,
    blog: { type: String, required: true },
    workspace: { type: Schema.Types.ObjectId, default: null },
    author: { type: Schema.Types.ObjectId, required: true },
    coauthors: { type: [Schema.Types.ObjectId], default: [] },
    translators: { type: [Schema.Types.ObjectId], default: [] },
    slug: { type: String },
    oldSlugs: { type: [String], default: [] },
    oldAddresses: { type: [String], default: [] },
    html: { type: String, default: '' },
    rendererVersion: { type: Number, default: 0 },
    excerpt: { type: String, default: '' },
    state: { type: String, required: true },
    work: { type: workSchema, default: null },
    revision: { type: Number, default: 0 },
    version: { type: Number, default: 0 },
    createdAt: { type: Date, required: true },
    publishAt: { type: Date, default: null },
    publishedAt: { type: Date, default: null },
    editedAt: { type: Date, default: null },
    deleted: { type: stampSchema, default: null },
    translationGroup: { type: Schema.Types.ObjectId, default: null },
    commentCount: { type: Number, default: 0 },
    clientId: { type: String },
    imported: { type: importedSchema, default: null },
  },
  { collection: 'posts', versionKey: false },
);

postSchema.plugin(carriesFacts);
// All blogs, newest first; one blog.
postSchema.index({ state: 1, publishedAt: -1, _id: -1 });
postSchema.index({ blog: 1, state: 1, publishedAt: -1, _id: -1 });
// Addresses.
postSchema.index({ blog: 1, slug: 1 }, { unique: true, partialFilterExpression: { slug: { $type: 'string' } } });
postSchema.index({ blog: 1, oldSlugs: 1 });
postSchema.index({ oldAddresses: 1 });
// A member's drafts, and what they wrote.
postSchema.index({ author: 1, state: 1, createdAt: -1 });
// What is to be published, and what is to be purged.
postSchema.index({ publishAt: 1 }, { partialFilterExpression: { publishAt: { $type: 'date' } } });
postSchema.index({ 'deleted.at': 1 }, { partialFilterExpression: { 'deleted.at': { $type: 'date' } } });
postSchema.index({ translationGroup: 1 }, { partialFilterExpression: { translationGroup: { $type: 'objectId' } } });
postSchema.index(
  { author: 1, clientId: 1 },
  { unique: true, partialFilterExpression: { clientId: { $type: 'string' } } },
);
postSchema.index({ 'imported.key': 1 }, uniqueImport);
