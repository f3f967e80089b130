import { Types } from 'mongoose';
import { z } from 'zod';
import { isLanguage } from '../../platform/i18n/places.js';
import { MAX_SOURCE_LENGTH } from '../../platform/text/markdown.js';
import {
  checkbox,
  clientId,
  line,
  markdown,
  objectId,
  optionalLine,
  optionalText,
  revision,
  tagNames,
} from '../../platform/web/input.js';
import { optionalFile } from '../../platform/web/uploads.js';

const MAX_COMMENT_LENGTH = 20_000;

const language = z.string().refine(isLanguage, { params: { rule: 'choice' } });

/** A text on its way: title and text may still be missing. */
export const DraftInput = z.object({
  title: optionalLine(200),
  text: optionalText(MAX_SOURCE_LENGTH),
  language,
  tags: tagNames,
  translationOf: optionalLine(500),
  revision,
  tab: optionalLine(64),
});
export type DraftInput = z.infer<typeof DraftInput>;

/** The editor's form, whichever of its buttons was pressed. */
export const PublishInput = DraftInput.extend({
  title: line(200),
  text: markdown(MAX_SOURCE_LENGTH),
  when: z.enum(['now', 'later']).default('now'),
  /** `2026-11-22T18:30`, in the time zone of who writes. */
  publishAt: optionalLine(30),
  minor: checkbox,
});
export type PublishInput = z.infer<typeof PublishInput>;

export const AttachInput = DraftInput.extend({ file: optionalFile, alt: optionalLine(500) });
export type AttachInput = z.infer<typeof AttachInput>;

const commentText = { text: markdown(MAX_COMMENT_LENGTH), file: optionalFile, alt: optionalLine(500) };
const optionalId = z.union([objectId, z.literal('')]).optional();

export const CommentInput = z.object({ ...commentText, parent: optionalId, clientId: clientId.optional() });
export type CommentInput = z.infer<typeof CommentInput>;

export const CommentEditInput = z.object({ ...commentText, revision: revision.optional() });
export type CommentEditInput = z.infer<typeof CommentEditInput>;

/** The id in an address, ready to be used; whatever is none is an address that does not exist. */
const idInPath = objectId.transform((text) => new Types.ObjectId(text));

export const IdParams = z.looseObject({ id: idInPath });
export type IdParams = z.infer<typeof IdParams>;

export const VersionParams = IdParams.extend({ number: z.coerce.number().int().min(1).max(1_000_000) });
export type VersionParams = z.infer<typeof VersionParams>;

/** `?after=` of a list, and which comment is being answered. */
export const PostQuery = z.object({
  after: z.string().max(300).optional(),
  answer: objectId.optional().catch(undefined),
});
export type PostQuery = z.infer<typeof PostQuery>;

/** Both kinds of blogs have the same pages: `slug` names a workspace, `handle` a member. */
export const BlogParams = z.looseObject({ slug: z.string().optional(), handle: z.string().optional() });
export type BlogParams = z.infer<typeof BlogParams>;

export const ListQuery = z.object({ after: z.string().max(300).optional() });
export type ListQuery = z.infer<typeof ListQuery>;
