import { compile, type HtmlToTextOptions } from 'html-to-text';

const READING: HtmlToTextOptions = {
  wordwrap: false,
  limits: { maxDepth: 200 },
  selectors: [
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'img', format: 'skip' },
    { selector: 'hr', format: 'skip' },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
    { selector: 'ul', options: { itemPrefix: '- ' } },
    { selector: 'table', format: 'dataTable' },
  ],
};

/** A summary is prose: code, tables, pictures' captions and footnotes are for those who open the page. */
const PROSE: HtmlToTextOptions = {
  ...READING,
  selectors: [
    ...(READING.selectors ?? []),
    { selector: 'ul', options: { itemPrefix: '• ' } },
    { selector: 'blockquote', format: 'block' },
    ...['pre', 'table', 'figure', 'section', 'a[href^="#"]'].map((selector) => ({ selector, format: 'skip' })),
  ],
};

const toText = compile(READING);
const toProse = compile(PROSE);

/** However long a text is, the beginning of its words is found here. */
const BEGINNING = 20_000;

/** What a person reads in this (rendered, safe) HTML, with its line breaks. */
export function plainText(html: string): string {
  return toText(html).trim();
}

/** The beginning of this (rendered, safe) HTML on one line of at most `length` characters. */
export function excerpt(html: string, length: number): string {
  const beginning = html.slice(0, BEGINNING);
  return shorten(toProse(beginning).trim() || plainText(beginning), length);
}

/** Plain text on one line of at most `length` characters, cut between words where there are any. */
export function shorten(text: string, length: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= length) return line;
  const cut = line.slice(0, Math.max(0, length - 1)).replace(/[\uD800-\uDBFF]$/, '');
  const space = cut.lastIndexOf(' ');
  const words = space > length * 0.6 ? cut.slice(0, space) : cut;
  return `${words.replace(/[\s,;:.–—-]+$/u, '')}…`;
}

const SPACED_WORD = /[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu;
/** They put no spaces between words; finding those takes a dictionary, and twenty times as long. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

/** Words of plain text in any script. */
export function countWords(text: string): number {
  if (!UNSPACED.test(text)) return text.match(SPACED_WORD)?.length ?? 0;
  let words = 0;
  for (const { isWordLike } of segmenter.segment(text)) if (isWordLike) words += 1;
  return words;
}
