import Turndown from 'turndown';
import { escapeHtml } from './escape.js';

/** Inline elements for which Markdown has no sign: they stay, with Markdown inside. */
const KEPT_INLINE = [
  'abbr',
  'bdi',
  'bdo',
  'data',
  'dfn',
  'ins',
  'kbd',
  'mark',
  'q',
  'ruby',
  'rt',
  'rp',
  'samp',
  'small',
  'span',
  'sub',
  'sup',
  'time',
  'u',
] as const;
const KEPT_BLOCKS = ['address', 'details', 'dl', 'figure'] as const;
const EMPHASIS = ['em', 'i', 'strong', 'b', 's', 'del', 'cite', 'var'] as const;

/** Ways to write HTML as Markdown, the most readable first; the caller checks which one renders the same. */
export const markdownWriters = [writer('as Markdown'), writer('as HTML')] as const;

/** Signs for emphasis and line breaks fail beside some letters and addresses; their HTML always holds. */
function writer(signs: 'as Markdown' | 'as HTML'): (html: string) => string {
  const turndown = new Turndown({
    headingStyle: 'atx',
    hr: '---',
    bulletListMarker: '-',
    codeBlockStyle: 'fenced',
    emDelimiter: '*',
  });
  turndown.escape = escapeMarkdown;
  turndown.addRule('strikethrough', { filter: ['s', 'del'], replacement: (content) => `~~${content}~~` });
  turndown.addRule('kept-inline', { filter: [...KEPT_INLINE], replacement: keepInline });
  if (signs === 'as HTML') turndown.addRule('kept-emphasis', { filter: [...EMPHASIS], replacement: keepInline });
  turndown.addRule('sized-image', { filter: isSizedImage, replacement: (_content, node) => outerHtml(node) });
  const lineBreak = signs === 'as HTML' ? '<br>\n' : '\\\n';
  turndown.addRule('line-break', {
    filter: 'br',
    replacement: (_content, node) => (node.nextSibling ? lineBreak : ''),
  });
  turndown.addRule('anchor', { filter: (node) => node.nodeName === 'A' && node.id !== '', replacement: keepInline });
  turndown.addRule('rich-code', { filter: isRichCode, replacement: (_content, node) => keepVerbatim(node) });
  turndown.addRule('list-item', { filter: 'li', replacement: listItem });
  turndown.addRule('pre', { filter: isBarePre, replacement: (_content, node) => fenced(node.textContent ?? '') });
  turndown.addRule('kept-block', { filter: [...KEPT_BLOCKS], replacement: (_content, node) => keepBlock(node) });
  turndown.addRule('table', { filter: 'table', replacement: (_content, node) => table(node, turndown) });
  return (html) => turndown.turndown(html).trim();
}

/** Backslashes only where Markdown would see a sign; addresses in running text stay whole. */
function escapeMarkdown(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((part, index) => (index % 2 === 1 ? part.replace(/[*`[\]\\]/g, '\\$&') : escapeWords(part)))
    .join('');
}

function escapeWords(text: string): string {
  return text
    .replace(/\\(?=[!-/:-@[-`{-~])|[*`[\]]/g, '\\$&')
    .replace(/<(?=[a-z/!?])/gi, '\\<')
    .replace(/&(?=#?\w+;)/g, '\\&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/~~/g, '\\~~')
    .replace(/^(\s*)([-+>=]|#{1,6}(?=\s|$))/, '$1\\$2')
    .replace(/^(\s*\d{1,9})([.)])(?=\s|$)/, '$1\\$2');
}

function keepInline(content: string, node: Turndown.Node): string {
  const shell = outerHtml(node.cloneNode(false) as Turndown.Node);
  const closing = shell.lastIndexOf('</');
  return shell.slice(0, closing) + content + shell.slice(closing);
}

function isRichCode(node: HTMLElement): boolean {
  return node.nodeName === 'CODE' && node.children.length > 0;
}

/** Code with links or line breaks in it stays HTML; Markdown would still read the words between its tags. */
function keepVerbatim(node: Turndown.Node): string {
  return outerHtml(node).replace(/>[^<]*/g, (words) => words.replace(/[\\*_`[\]~]/g, '\\$&').replace(/\n/g, ' '));
}

function keepBlock(node: Turndown.Node): string {
  return `\n\n${outerHtml(node).replace(/\n(?=[ \t]*\n)/g, '&#10;')}\n\n`;
}

function isSizedImage(node: HTMLElement): boolean {
  return node.nodeName === 'IMG' && (node.hasAttribute('width') || node.hasAttribute('height'));
}

function isBarePre(node: HTMLElement): boolean {
  return node.nodeName === 'PRE' && node.children.length === 0;
}

function fenced(code: string): string {
  const longest = Math.max(2, ...(code.match(/^`{3,}/gm) ?? []).map((fence) => fence.length));
  const fence = '`'.repeat(longest + 1);
  return `\n\n${fence}\n${code.replace(/\n$/, '')}\n${fence}\n\n`;
}

function listItem(content: string, node: Turndown.Node): string {
  const list = node.parentNode as HTMLElement;
  const items = Array.from(list.children);
  const start = Number(list.getAttribute('start') ?? 1);
  const mark = list.nodeName === 'OL' ? `${start + items.indexOf(node as HTMLElement)}. ` : '- ';
  const body = content.replace(/^\n+|\n+$/g, '').replace(/\n(?=.)/g, `\n${' '.repeat(mark.length)}`);
  const loose = /<p>/.test((node as HTMLElement).innerHTML);
  return mark + body + (node === list.lastElementChild ? '' : loose ? '\n\n' : '\n');
}

/** A table of plain cells under one head row; any other table stays HTML. */
function table(node: Turndown.Node, turndown: Turndown): string {
  const element = node as HTMLTableElement;
  const rows = Array.from(element.querySelectorAll('tr'), (row) => Array.from(row.children) as HTMLElement[]);
  const [head = []] = rows;
  if (!isPlainTable(element, rows, head)) return keepBlock(node);
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  const text = (cell: HTMLElement) =>
    turndown.turndown(cell.innerHTML).replace(/\\?\n/g, '<br>').replaceAll('|', '\\|');
  const rules = head.map((cell) => ALIGNMENT[cell.getAttribute('align') ?? ''] ?? '---');
  return `\n\n${[line(head.map(text)), line(rules), ...rows.slice(1).map((cells) => line(cells.map(text)))].join('\n')}\n\n`;
}

const ALIGNMENT: Record<string, string> = { left: ':--', center: ':-:', right: '--:' };

function isPlainTable(element: HTMLElement, rows: HTMLElement[][], head: HTMLElement[]): boolean {
  const richer = 'caption, [colspan], [rowspan], td p, td ul, td ol, td pre, td table, td div, td blockquote, tfoot';
  if (element.querySelectorAll(richer).length > 0) return false;
  const body = rows.slice(1).flat();
  const square = head.length > 0 && rows.every((row) => row.length === head.length);
  return square && head.every((cell) => cell.nodeName === 'TH') && body.every((cell) => cell.nodeName === 'TD');
}

function outerHtml(node: Turndown.Node): string {
  return 'outerHTML' in node ? String(node.outerHTML) : escapeHtml(node.textContent ?? '');
}
