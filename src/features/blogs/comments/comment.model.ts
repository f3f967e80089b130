import { Schema } from 'mongoose';
import {
  type ImportedFrom,
  importedSchema,
  type Stamp,
  stampSchema,
  uniqueImport,
} from '../../../platform/database/fields.js';
import type { Id } from '../../../platform/database/ids.js';
import { type CarriesFacts, carriesFacts } from '../../../platform/facts/outbox.js';
import type { MemberId } from '../../accounts/public.js';
import type { WorkspaceId } from '../../workspaces/public.js';
import type { PostId } from '../posts/post.model.js';

export type CommentId = Id<'comment'>;

/** An answer under a post, or to such an answer: threads are one level deep. */
export interface Comment extends CarriesFacts {
  _id: CommentId;
  post: PostId;
  /** The post's, so that lists of comments can be filtered like all content. */
  workspace: WorkspaceId | null;
  author: MemberId;
  /** The comment that opened the thread; null for that one itself. */
  parent: CommentId | null;
  source: string;
  html: string;
  rendererVersion: number;
  at: Date;
  editedAt: Date | null;
  /** How often it was changed; none before the first time. An open form knows by it whether it is behind. */
  revision?: number;
  /** The place stays, the text is gone. */
  removed: Stamp | null;
  /** Made by the browser, so that sending twice stores once. */
  clientId?: string;
  imported: ImportedFrom | null;
}

export const commentSchema = new Schema<Comment>(
  {
    post: { type: Schema.Types.ObjectId, required: true },
    workspace: { type: Schema.Types.ObjectId, default: null },
    author: { type: Schema.Types.ObjectId, required: true },
    parent: { type: Schema.Types.ObjectId, default: null },
    source: { type: String, default: '' },
    html: { type: String, default: '' },
    rendererVersion: { type: Number, default: 0 },
    at: { type: Date, required: true },
    editedAt: { type: Date, default: null },
    revision: { type: Number },
    removed: { type: stampSchema, default: null },
    clientId: { type: String },
    imported: { type: importedSchema, default: null },
  },
  { collection: 'comments', versionKey: false },
);

commentSchema.plugin(carriesFacts);
// The threads of a post in order, and the answers in them.
commentSchema.index({ post: 1, parent: 1, at: 1, _id: 1 });
// What a member wrote.
commentSchema.index({ author: 1, at: -1 });
commentSchema.index(
  { author: 1, clientId: 1 },
  { unique: true, partialFilterExpression: { clientId: { $type: 'string' } } },
);
commentSchema.index({ 'imported.key': 1 }, uniqueImport);
