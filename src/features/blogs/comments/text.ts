import { RENDERER_VERSION, renderMarkdown } from '../../../platform/text/markdown.js';
import { commentAnchor } from '../paths.js';
import type { CommentId } from './comment.model.js';

/** Markdown as comments show it: a line break is one, and ids are apart from those of the post. */
export const renderComment = (id: CommentId, source: string): { html: string; rendererVersion: number } => ({
  html: renderMarkdown(source, { lineBreaks: true, headingLevel: 4, idPrefix: commentAnchor(id) }),
  rendererVersion: RENDERER_VERSION,
});
