import createMarkdown, { type MarkdownIt } from 'markdown-it';
import footnotes from 'markdown-it-footnote';
import { escapeHtml } from './escape.js';
import { type SanitizeOptions, sanitizeHtml } from './sanitize.js';
import { boundedTables } from './tables.js';
import { taskLists } from './task-lists.js';

/** Stored beside rendered text; raise it when the same source would render differently. */
export const RENDERER_VERSION = 1;

/** About 100 printed pages. Inputs are held to it at the door; a longer text still shows, without its markup. */
export const MAX_SOURCE_LENGTH = 200_000;

/** What rendering costs depends on signs rather than on letters. No real text comes near this: posts full of code and tables have some 3500. */
export const MAX_SIGNS = 8_000;

const SIGNS = /[\n*_`~[\]<>|&"@\\^#:]|\.\w|\d[.)]|[-+]\s/g;

/** Whether a text can be rendered within a moment; what cannot is refused at the door, and else shown without its markup. */
export function isRenderable(source: string): boolean {
  return source.length <= MAX_SOURCE_LENGTH && (source.match(SIGNS)?.length ?? 0) <= MAX_SIGNS;
}

export interface RenderOptions extends SanitizeOptions {
  /** A single line break shows as one, as people expect of a short reply. Default false, as Markdown says. */
  lineBreaks?: boolean;
}

const standard = parser(false);
const withLineBreaks = parser(true);

function parser(breaks: boolean): MarkdownIt {
  return createMarkdown({ html: true, linkify: true, breaks }).use(footnotes).use(taskLists).use(boundedTables);
}

/** Markdown (which may hold HTML) to the safe HTML that pages, feeds and e-mails show. */
export function renderMarkdown(source: string, options: RenderOptions = {}): string {
  if (!isRenderable(source)) return plainParagraphs(source);
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
