import { type ByteStream, MalformedInputError, type ReaderOptions } from './input.js';
import { toItem } from './wordpress-item.js';
import type { WordpressAuthor, WordpressRecord, WordpressSite, WordpressTerm } from './wordpress-records.js';
import { readElements, type XmlElement } from './xml-elements.js';
import { fieldOf, words } from './xml-fields.js';

/**
 * Reads a WordPress export (WXR 1.0 to 1.2) of any size: the site first, then authors, terms and items as they come.
 * Throws `MalformedInputError`; read to the end once before writing anything, and nothing is ever half imported.
 */
export async function* readWordpress(stream: ByteStream, options: ReaderOptions = {}): AsyncGenerator<WordpressRecord> {
  const file = options.file ?? 'input';
  const heading = new Map<string, string>();
  let site: WordpressSite | undefined;
  for await (const element of readElements(stream, ['rss', 'channel'], options)) {
    const read = RECORDS[element.name];
    if (read === undefined) {
      if (site === undefined) heading.set(element.name, element.text.trim());
      continue;
    }
    if (site === undefined) {
      site = toSite(heading, file, element.line);
      yield site;
    }
    yield read(element, file);
  }
  if (site === undefined) yield toSite(heading, file);
}

const RECORDS: Record<string, (element: XmlElement, file: string) => WordpressRecord> = {
  'wp:author': toAuthor,
  'wp:category': (element) => toTerm(element, 'category', 'category_nicename', 'cat_name', 'category'),
  'wp:tag': (element) => toTerm(element, 'tag', 'tag_slug', 'tag_name', 'tag'),
  'wp:term': (element) => toTerm(element, 'term', 'term_slug', 'term_name', 'term'),
  item: toItem,
};

const TAXONOMIES: Record<string, string> = { category: 'category', tag: 'post_tag' };

function toSite(heading: Map<string, string>, file: string, line?: number): WordpressSite {
  const version = heading.get('wp:wxr_version') ?? '';
  if (!/^1\.\d+$/.test(version)) {
    throw new MalformedInputError('no WordPress export: it names no WXR version (1.0, 1.1 or 1.2)', file, line);
  }
  return {
    type: 'site',
    title: words(heading.get('title') ?? ''),
    description: words(heading.get('description') ?? ''),
    language: heading.get('language') ?? '',
    baseUrl: heading.get('wp:base_blog_url') || heading.get('wp:base_site_url') || heading.get('link') || '',
    version,
  };
}

function toAuthor(element: XmlElement): WordpressAuthor {
  const login = fieldOf(element, 'wp:author_login');
  const fullName = words(`${fieldOf(element, 'wp:author_first_name')} ${fieldOf(element, 'wp:author_last_name')}`);
  const name = words(fieldOf(element, 'wp:author_display_name')) || fullName || login;
  const id = fieldOf(element, 'wp:author_id');
  return { type: 'author', ...(id !== '' && { id }), login, email: fieldOf(element, 'wp:author_email'), name };
}

function toTerm(
  element: XmlElement,
  type: WordpressTerm['type'],
  slugField: string,
  nameField: string,
  prefix: string,
): WordpressTerm {
  const slug = fieldOf(element, `wp:${slugField}`);
  const parent = fieldOf(element, `wp:${prefix}_parent`);
  return {
    type,
    taxonomy: TAXONOMIES[type] ?? fieldOf(element, 'wp:term_taxonomy'),
    slug,
    name: words(fieldOf(element, `wp:${nameField}`)) || slug,
    description: words(fieldOf(element, `wp:${prefix}_description`)),
    ...(parent === '' ? {} : { parent }),
  };
}
