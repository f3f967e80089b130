import createMarkdown, { type MarkdownIt } from 'markdown-it';
import footnotes from 'markdown-it-footnote';
import { escapeHtml } from './escape.js';
import { type SanitizeOptions, sanitizeHtml } from './sanitize.js';
import { taskLists } from './task-lists.js';

/** Stored beside rendered text; raise it when the same source would render differently. */
export const RENDERER_VERSION = 1;

/** About 100 printed pages. Inputs are held to it at the door; a longer text still shows, without its markup. */
export const MAX_SOURCE_LENGTH = 200_000;

export interface RenderOptions extends SanitizeOptions {
  /** A single line break shows as one, as people expect of a short reply. Default false, as Markdown says. */
  lineBreaks?: boolean;
}

const standard = parser(false);
const withLineBreaks = parser(true);

function parser(breaks: boolean): MarkdownIt {
  return createMarkdown({ html: true, linkify: true, breaks }).use(footnotes).use(taskLists);
}

/** Markdown (which may hold HTML) to the safe HTML that pages, feeds and e-mails show. */
export function renderMarkdown(source: string, options: RenderOptions = {}): string {
  if (source.length > MAX_SOURCE_LENGTH) return plainParagraphs(source);
  const markdown = options.lineBreaks ? withLineBreaks : standard;
  return sanitizeHtml(markdown.render(source), options);
}

function plainParagraphs(source: string): string {
  return source
    .split(/\n\s*\n/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => `<p>${escapeHtml(paragraph.trim())}</p>`)
    .join('\n');
}
