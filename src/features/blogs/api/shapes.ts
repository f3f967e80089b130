import { z } from 'zod';
import { MAX_SOURCE_LENGTH } from '../../../platform/text/markdown.js';
import { checkbox, clientId, line, markdown, optionalLine } from '../../../platform/web/input.js';
import { DraftInput } from '../blogs.input.js';
import type { Comment } from '../comments/comment.model.js';
import { POST_STATES, type Post } from '../posts/post.model.js';
import { personOf, type ShownPost } from '../posts/shown.js';

const Author = z.object({ name: z.string(), handle: z.string().nullable() });
const time = z.iso.datetime();

const revision = z.number().int().describe('Send it back when you save: who is behind gets 409');

export const ListedPostShape = z.object({
  id: z.string(),
  path: z.string(),
  title: z.string(),
  excerpt: z.string(),
  language: z.string(),
  author: Author,
  workspace: z.object({ slug: z.string(), name: z.string(), path: z.string() }).nullable(),
  state: z.enum(POST_STATES),
  publishedAt: time.nullable(),
  editedAt: time.nullable(),
  comments: z.number().int(),
  tags: z.array(z.string()),
});
export type ListedPost = z.infer<typeof ListedPostShape>;

export const PostShape = ListedPostShape.extend({
  text: z.string().describe('Markdown'),
  html: z.string(),
  version: z.number().int(),
});

export const DraftShape = z.object({
  id: z.string(),
  state: z.enum(POST_STATES),
  title: z.string(),
  text: z.string().describe('Markdown'),
  language: z.string(),
  tags: z.array(z.string()),
  translationOf: z.string(),
  revision,
  savedAt: time.nullable(),
  publishAt: time.nullable(),
});
export type DraftAnswer = z.infer<typeof DraftShape>;

export const CommentShape = z.object({
  id: z.string(),
  post: z.string(),
  parent: z.string().nullable(),
  path: z.string(),
  author: Author,
  text: z.string().describe('Markdown; empty when it was removed'),
  html: z.string(),
  at: time,
  editedAt: time.nullable(),
  revision,
  removed: z.boolean(),
});
export type CommentAnswer = z.infer<typeof CommentShape>;

export const VersionShape = z.object({
  number: z.number().int(),
  title: z.string(),
  language: z.string(),
  tags: z.array(z.string()),
  at: time,
  minor: z.boolean(),
});

const publishAt = time.optional().describe('Publish then, instead of now');

/** A whole post in one go. */
export const PostBody = z.object({
  title: line(200),
  text: markdown(MAX_SOURCE_LENGTH),
  language: DraftInput.shape.language,
  tags: DraftInput.shape.tags,
  translationOf: optionalLine(500),
  publishAt,
  draft: checkbox.describe('Keep it as a draft'),
  clientId: clientId.optional().describe('Made by the sender: the same again gives the same post'),
});
export type PostBody = z.infer<typeof PostBody>;

export const EditBody = PostBody.omit({ publishAt: true, draft: true, clientId: true })
  .partial()
  .extend({ minor: checkbox.describe('Tell nobody'), revision: DraftInput.shape.revision.optional() });
export type EditBody = z.infer<typeof EditBody>;

export const PublicationBody = z.object({ at: publishAt, minor: checkbox });
export type PublicationBody = z.infer<typeof PublicationBody>;

export const CommentBody = z.object({
  text: markdown(20_000),
  parent: z
    .string()
    .regex(/^[0-9a-f]{24}$/)
    .optional(),
  clientId: clientId.optional(),
});
export type CommentBody = z.infer<typeof CommentBody>;

const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

export const listedPost = (post: ShownPost): ListedPost => ({
  id: post.id,
  path: post.path,
  title: post.title,
  excerpt: post.excerpt,
  language: post.language,
  author: { name: post.author.name, handle: post.author.handle ?? null },
  workspace: post.place,
  state: post.state,
  publishedAt: iso(post.publishedAt),
  editedAt: iso(post.editedAt),
  comments: post.commentCount,
  tags: post.tags.map(({ label }) => label),
});

export function draftAnswer(post: Post): DraftAnswer {
  const { title, source, language, tags } = post.work ?? post;
  return {
    id: post._id.toHexString(),
    state: post.state,
    title,
    text: source,
    language,
    tags: tags.map(({ name }) => name),
    translationOf: post.work?.translationOf ?? '',
    revision: post.revision,
    savedAt: iso(post.work?.savedAt ?? null),
    publishAt: iso(post.publishAt),
  };
}

export function commentAnswer(comment: Comment, author: Parameters<typeof personOf>[0]): CommentAnswer {
  const { name, handle = null } = personOf(author);
  return {
    id: comment._id.toHexString(),
    post: comment.post.toHexString(),
    parent: comment.parent?.toHexString() ?? null,
    path: `/comments/${comment._id.toHexString()}`,
    author: { name, handle },
    text: comment.source,
    html: comment.html,
    at: comment.at.toISOString(),
    editedAt: iso(comment.editedAt),
    revision: comment.revision ?? 0,
    removed: comment.removed !== null,
  };
}
