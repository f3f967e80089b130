import { escapeHtml } from '../../../platform/text/escape.js';
import { htmlToMarkdown } from '../../../platform/text/html-to-markdown.js';
import { plainText } from '../../../platform/text/plain-text.js';
import { sanitizeHtml } from '../../../platform/text/sanitize.js';
import { newlinesToParagraphs } from './wordpress-paragraphs.js';

export interface Picture {
  src: string;
  alt: string;
  caption?: string;
}

export interface WordpressTextOptions {
  /** Address of the post: relative links and pictures are made whole against it. */
  baseUrl?: string;
  /** Finds the pictures of a `[gallery]`: those of these attachment ids, or all of the post when none are named. */
  gallery?: (ids: readonly string[]) => readonly Picture[];
}

/** The text of a WordPress post or page as Markdown source. */
export function wordpressToMarkdown(content: string, options: WordpressTextOptions = {}): string {
  return htmlToMarkdown(wordpressHtml(content, options), { baseUrl: options.baseUrl });
}

/** The HTML that WordPress would have shown: shortcodes followed, line breaks made visible, safe. */
export function wordpressHtml(content: string, options: WordpressTextOptions = {}): string {
  const written = shortcodesToHtml(content.replace(/\r\n?/g, '\n'), options);
  const hasBlocks = /<!-- wp:/.test(content);
  const clean = sanitizeHtml(written.replace(/<!--nextpage-->|<!--more.*?-->/g, '\n\n'), { baseUrl: options.baseUrl });
  return hasBlocks ? clean : sanitizeHtml(newlinesToParagraphs(clean));
}

/** A comment as Markdown source: shortcodes in comments are words, as they were there. */
export function wordpressCommentToMarkdown(content: string): string {
  return htmlToMarkdown(wordpressCommentHtml(content));
}

export function wordpressCommentHtml(content: string): string {
  return sanitizeHtml(newlinesToParagraphs(sanitizeHtml(content.replace(/\r\n?/g, '\n'))));
}

const CODE = /\[(code|sourcecode|source)((?:\s[^\]]*)?)\]([\s\S]*?)\[\/\1\]/gi;
const CAPTION = /\[(caption|wp_caption)((?:\s[^\]]*)?)\]([\s\S]*?)\[\/\1\]/gi;
const GALLERY = /\[gallery((?:\s[^\]]*)?)\]/gi;
const FILM =
  /\[(youtube|vimeo|dailymotion|embed|video|audio|playlist)(=[^\]\s]*|(?:\s[^\]]*)?)\](?:([^[\]\n]*)\[\/\1\])?/gi;

function shortcodesToHtml(content: string, options: WordpressTextOptions): string {
  return outsideDoubleBrackets(content, (text) =>
    text
      .replace(CODE, (_all, _name, attributes: string, code: string) => codeBlock(attributesOf(attributes), code))
      .replace(CAPTION, (_all, _name, attributes: string, inner: string) => figure(attributesOf(attributes), inner))
      .replace(GALLERY, (_all, attributes: string) => gallery(attributesOf(attributes), options))
      .replace(
        FILM,
        (all: string, name: string, attributes: string, inner?: string) => film(name, attributes, inner) ?? all,
      ),
  );
}

/** `[[gallery]]` is how an author writes about a shortcode: it shows as `[gallery]`. */
function outsideDoubleBrackets(content: string, replace: (text: string) => string): string {
  return content
    .split(/(\[\[[a-z][^\]]*\]\])/i)
    .map((part, index) => (index % 2 === 1 ? part.slice(1, -1) : replace(part)))
    .join('');
}

function attributesOf(text: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name = '', double, single, bare] of text.matchAll(
    /([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))/g,
  )) {
    attributes[name.toLowerCase()] = double ?? single ?? bare ?? '';
  }
  return attributes;
}

function codeBlock(attributes: Record<string, string>, code: string): string {
  const language = (attributes.language ?? attributes.lang ?? '').replace(/[^\w+#.-]/g, '');
  const kind = language === '' ? '' : ` class="language-${language}"`;
  const text = code
    .replace(/^\n|\n$/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');
  return `\n\n<pre><code${kind}>${escapeHtml(text)}</code></pre>\n\n`;
}

/** Older exports hold the words in `caption="…"`, newer ones after the picture. */
function figure(attributes: Record<string, string>, inner: string): string {
  const [, picture = inner, words = ''] =
    /^\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*<\/a>)?)([\s\S]*)$/i.exec(inner) ?? [];
  const caption = (attributes.caption ?? words).trim();
  return `\n\n<figure>${picture.trim()}${caption === '' ? '' : `<figcaption>${caption}</figcaption>`}</figure>\n\n`;
}

function gallery(attributes: Record<string, string>, options: WordpressTextOptions): string {
  const ids = (attributes.ids ?? attributes.include ?? '').split(/[\s,]+/).filter((id) => id !== '');
  const pictures = options.gallery?.(ids) ?? [];
  return pictures
    .map(({ src, alt, caption }) =>
      figure({ caption: escapeHtml(caption ?? '') }, `<img src="${escapeHtml(src)}" alt="${escapeHtml(alt)}">`),
    )
    .join('');
}

const FILM_PAGES: Record<string, string> = {
  youtube: 'https://www.youtube.com/watch?v=',
  vimeo: 'https://vimeo.com/',
  dailymotion: 'https://www.dailymotion.com/video/',
};

function film(name: string, rest: string, inner: string | undefined): string | undefined {
  const attributes = attributesOf(rest);
  const named = attributes.src ?? attributes.url ?? attributes.mp4 ?? attributes.mp3 ?? attributes.id;
  const words =
    inner?.trim() ||
    named ||
    rest
      .replace(/^[=\s]+/, '')
      .trim()
      .split(/\s/)[0] ||
    '';
  if (words === '') return name.toLowerCase() === 'playlist' ? '' : undefined;
  const address = plainText(words);
  const url = /^(https?:)?\/\//.test(address) ? address : `${FILM_PAGES[name.toLowerCase()] ?? ''}${address}`;
  if (!/^(https?:)?\/\//.test(url)) return undefined;
  return `\n\n<a href="${escapeHtml(url)}">${escapeHtml(url.replace(/^(https?:)?\/\/(www\.)?/, ''))}</a>\n\n`;
}
