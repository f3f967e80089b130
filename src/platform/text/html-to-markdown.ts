import { DomUtils, parseDocument } from 'htmlparser2';
import { contentLosses } from './content-losses.js';
import { renderMarkdown } from './markdown.js';
import { type SanitizeOptions, sanitizeHtml } from './sanitize.js';
import { markdownWriters } from './turndown.js';

const BLOCKS = new Set(
  'address article aside blockquote details div dl figure footer h2 h3 h4 h5 h6 header hr ol p pre section table ul'.split(
    ' ',
  ),
);

/**
 * HTML of another system as Markdown source that renders the same: what Markdown cannot say stays HTML, block by block,
 * and nothing is trusted before it was rendered and compared: the whole at once, since most texts are plain, else each block.
 */
export function htmlToMarkdown(html: string, options: SanitizeOptions = {}): string {
  const clean = sanitizeHtml(html, options);
  const blocks = topBlocks(clean);
  for (const write of [markdownWriters[0], blockSource]) {
    const source = joinBlocks(blocks.map(write));
    if (contentLosses(clean, renderMarkdown(source, options)).length === 0) return source;
  }
  return htmlSource(clean);
}

/** HTML as one Markdown block: an empty line would end it and turn the rest back into Markdown. */
export function htmlSource(html: string): string {
  return `<div>\n${html.trim().replace(/\n(?=[ \t]*\n)/g, '&#10;')}\n</div>`;
}

function blockSource(html: string): string {
  for (const write of markdownWriters) {
    const source = write(html);
    if (contentLosses(sanitizeHtml(html), renderMarkdown(source)).length === 0) return source;
  }
  return htmlSource(html);
}

/** Two lists in a row would become one. */
function joinBlocks(sources: string[]): string {
  const list = /^([-*+]|\d+[.)])\s/;
  return sources
    .filter((source) => source !== '')
    .map((source, index, all) =>
      list.test(source) && list.test(all[index - 1] ?? '') ? `<!-- -->\n\n${source}` : source,
    )
    .join('\n\n');
}

/** The blocks of a text, loose words between them gathered into paragraphs. */
function topBlocks(html: string): string[] {
  const blocks: string[] = [];
  let words = '';
  const endParagraph = () => {
    if (words.trim() !== '') blocks.push(`<p>${words.trim()}</p>`);
    words = '';
  };
  for (const node of parseDocument(html).children) {
    const outer = DomUtils.getOuterHTML(node, { encodeEntities: 'utf8' });
    if (DomUtils.isTag(node) && BLOCKS.has(node.name)) {
      endParagraph();
      blocks.push(outer);
    } else words += outer;
  }
  endParagraph();
  return blocks;
}
