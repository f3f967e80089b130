import sanitize, { type Attributes, type Tag, type Transformer } from 'sanitize-html';
import { ALLOWED_HTML, RENAMED_TAGS } from './allowed-html.js';
import { embedLink } from './embeds.js';
import { escapeHtml } from './escape.js';
import { imageUrl, linkUrl } from './urls.js';

export interface SanitizeOptions {
  /** Level of the outermost heading; the page's own title is h1. Default 2. */
  headingLevel?: 2 | 3 | 4;
  /** Put before every id and every `#link`, so that a text cannot take an id of the page. Default `text`. */
  idPrefix?: string;
  /** Where the text comes from: relative addresses are made whole against it. */
  baseUrl?: string;
}

/** The parser slows down with the square of open elements; no real text comes near this. */
const MAX_OPEN_ELEMENTS = 1000;

class TooDeepError extends Error {}

/** Any HTML in, HTML of `allowed-html.ts` out; nesting meant to break us comes back as visible text. */
export function sanitizeHtml(html: string, options: SanitizeOptions = {}): string {
  try {
    const first = once(html.replaceAll('\0', ''), options);
    // What a refused element held apart may now stand inside one another: the second round nests it as browsers will.
    return first === html ? html : once(first, options);
  } catch (error) {
    if (error instanceof TooDeepError) return `<p>${escapeHtml(html)}</p>`;
    throw error;
  }
}

function once(html: string, options: SanitizeOptions): string {
  let open = 0;
  const clean = sanitize(html, {
    ...ALLOWED_HTML,
    transformTags: transformers(options),
    onOpenTag: () => {
      open += 1;
      if (open > MAX_OPEN_ELEMENTS) throw new TooDeepError();
    },
    onCloseTag: () => {
      open -= 1;
    },
  });
  return withoutBareSpans(clean);
}

/** A span without attributes says nothing (it is also what refused elements become): only its words stay. */
function withoutBareSpans(html: string): string {
  const shorter = html.replace(/<span>([^<]*)<\/span>/g, '$1');
  return shorter === html ? html : withoutBareSpans(shorter);
}

const NOTHING: Tag = { tagName: 'span', attribs: {} };

function transformers(options: SanitizeOptions): Record<string, Transformer> {
  const { baseUrl, idPrefix = 'text' } = options;
  const embed = embedTransformer(baseUrl);
  const rename: Transformer = (tag, attribs) => ({ tagName: RENAMED_TAGS[tag] ?? tag, attribs });
  const byTag: Record<string, Transformer> = {
    ...Object.fromEntries(Object.keys(RENAMED_TAGS).map((tag) => [tag, rename])),
    ...headingTransformers(options.headingLevel ?? 2),
    ...Object.fromEntries(
      ['iframe', 'embed', 'object', 'param', 'video', 'audio', 'source'].map((tag) => [tag, embed]),
    ),
    a: (_tag, attribs) => anchor(attribs, idPrefix, baseUrl),
    img: (_tag, attribs) => image(attribs, baseUrl),
    input: (_tag, attribs) => checkbox(attribs),
    td: cell,
    th: cell,
  };
  byTag['*'] = (tagName, attribs) => ({ tagName, attribs: commonAttributes(attribs, idPrefix) });
  return byTag;
}

/** Levels follow the outline of the text: it starts at `first` and never jumps by more than one. */
function headingTransformers(first: number): Record<string, Transformer> {
  const outline: number[] = [];
  const transform: Transformer = (tag, attribs) => {
    const level = Number(tag.slice(1));
    while ((outline.at(-1) ?? 0) >= level) outline.pop();
    outline.push(level);
    return { tagName: `h${Math.min(6, first + outline.length - 1)}`, attribs };
  };
  return Object.fromEntries(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((tag) => [tag, transform]));
}

function embedTransformer(baseUrl: string | undefined): Transformer {
  const shown = new Set<string>();
  return (tag, attribs): Tag => {
    const film = tag !== 'param' || /^(movie|src)$/i.test(attribs.name ?? '');
    const link = film ? embedLink(attribs, baseUrl) : undefined;
    if (link === undefined || shown.has(link.href)) return { tagName: tag, attribs: {} };
    shown.add(link.href);
    return { tagName: 'a', attribs: { href: link.href, rel: LINK_REL }, text: link.text };
  };
}

const LINK_REL = 'nofollow ugc noopener';

function anchor(attribs: Attributes, idPrefix: string, baseUrl: string | undefined): Tag {
  const { href, name, rel: _rel, ...rest } = attribs;
  const kept: Attributes = { ...rest };
  if (name && !kept.id) kept.id = name;
  const url = href === undefined ? undefined : linkUrl(href, baseUrl);
  if (url === undefined) return kept.id ? { tagName: 'a', attribs: kept } : NOTHING;
  const inside = url.startsWith('#');
  kept.href = inside ? `#${prefixedId(decoded(url.slice(1)), idPrefix)}` : url;
  if (!inside) kept.rel = LINK_REL;
  return { tagName: 'a', attribs: kept };
}

function image(attribs: Attributes, baseUrl: string | undefined): Tag {
  const src = imageUrl(attribs.src ?? '', baseUrl);
  const alt = (attribs.alt ?? '').trim();
  if (src === undefined) return { ...NOTHING, text: alt };
  const { width, height, title } = attribs;
  const size = /^\d{1,4}$/;
  const kept: Attributes = { src, alt, loading: 'lazy' };
  if (title) kept.title = title;
  if (width && size.test(width)) kept.width = width;
  if (height && size.test(height)) kept.height = height;
  return { tagName: 'img', attribs: kept };
}

function checkbox(attribs: Attributes): Tag {
  const text = attribs.type === 'checkbox' ? ('checked' in attribs ? '☑' : '☐') : '';
  return { ...NOTHING, text };
}

function cell(tagName: string, attribs: Attributes): Tag {
  const { align, style, ...kept } = attribs;
  const wanted = /text-align:\s*(left|center|right)/i.exec(style ?? '')?.[1] ?? align;
  if (wanted && /^(left|center|right)$/i.test(wanted)) kept.align = wanted.toLowerCase();
  return { tagName, attribs: kept };
}

function commonAttributes(attribs: Attributes, idPrefix: string): Attributes {
  const { id, lang, dir, ...kept } = attribs;
  if (id) kept.id = prefixedId(id, idPrefix);
  if (lang && /^[a-z]{2,8}(-[a-z0-9]{1,8})*$/i.test(lang)) kept.lang = lang;
  if (dir && /^(ltr|rtl|auto)$/i.test(dir)) kept.dir = dir.toLowerCase();
  return kept;
}

function prefixedId(id: string, prefix: string): string {
  const safe = id.replace(/[^\p{L}\p{N}_:.-]+/gu, '-').slice(0, 80);
  return safe.startsWith(`${prefix}-`) ? safe : `${prefix}-${safe}`;
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
