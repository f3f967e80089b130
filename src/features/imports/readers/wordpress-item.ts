import { MalformedInputError } from './input.js';
import type { WordpressComment, WordpressItem, WordpressTermUse } from './wordpress-records.js';
import type { XmlElement } from './xml-elements.js';
import { fieldOf, utcDate, validDate, words } from './xml-fields.js';

export function toItem(element: XmlElement, file: string): WordpressItem {
  const field = (name: string) => fieldOf(element, name);
  const id = field('wp:post_id') || field('guid') || field('link');
  if (id === '') throw new MalformedInputError('an item without wp:post_id, guid or link', file, element.line);
  const terms = termsOf(element);
  return {
    type: 'item',
    line: element.line,
    id,
    kind: field('wp:post_type') || 'post',
    title: words(field('title')),
    link: field('link') || field('guid'),
    slug: decoded(field('wp:post_name')),
    author: field('dc:creator'),
    status: field('wp:status') || 'publish',
    ...dates(element),
    content: field('content:encoded'),
    excerpt: field('excerpt:encoded'),
    ...reference('parent', field('wp:post_parent')),
    sticky: field('wp:is_sticky') === '1',
    passwordProtected: field('wp:post_password') !== '',
    commentsOpen: field('wp:comment_status') === 'open',
    categories: terms.filter(({ taxonomy }) => taxonomy === 'category'),
    tags: terms.filter(({ taxonomy }) => taxonomy === 'post_tag'),
    ...attachment(element),
    comments: element.children.filter(({ name }) => name === 'wp:comment').map((comment) => toComment(comment, file)),
  };
}

/** Drafts have zeros for GMT; then the date for feeds, then the site's own clock, are the best there is. */
function dates(element: XmlElement): Pick<WordpressItem, 'createdAt' | 'updatedAt'> {
  const createdAt =
    utcDate(fieldOf(element, 'wp:post_date_gmt')) ??
    validDate(fieldOf(element, 'pubDate')) ??
    utcDate(fieldOf(element, 'wp:post_date'));
  const updatedAt = utcDate(fieldOf(element, 'wp:post_modified_gmt')) ?? utcDate(fieldOf(element, 'wp:post_modified'));
  return { ...(createdAt && { createdAt }), ...(updatedAt && { updatedAt }) };
}

/** WXR 1.0 names each term twice, once without its kind, and calls tags `tag`. */
function termsOf(element: XmlElement): WordpressTermUse[] {
  const named = element.children.filter(({ name, text }) => name === 'category' && text.trim() !== '');
  const withKind = named.filter(({ attributes }) => attributes.domain !== undefined);
  const terms = (withKind.length > 0 ? withKind : named).map(({ attributes, text }) => ({
    taxonomy: attributes.domain === 'tag' ? 'post_tag' : (attributes.domain ?? 'category'),
    slug: decoded(attributes.nicename ?? ''),
    name: words(text),
  }));
  const seen = new Set<string>();
  return terms.filter(({ taxonomy, name }) => !seen.has(`${taxonomy} ${name}`) && seen.add(`${taxonomy} ${name}`));
}

function attachment(element: XmlElement): Pick<WordpressItem, 'attachmentUrl' | 'alt'> {
  const attachmentUrl = fieldOf(element, 'wp:attachment_url');
  if (attachmentUrl === '') return {};
  const note = element.children.find(
    (child) => child.name === 'wp:postmeta' && fieldOf(child, 'wp:meta_key') === '_wp_attachment_image_alt',
  );
  return { attachmentUrl, ...(note && { alt: words(fieldOf(note, 'wp:meta_value')) }) };
}

function toComment(element: XmlElement, file: string): WordpressComment {
  const field = (name: string) => fieldOf(element, `wp:comment_${name}`);
  if (field('id') === '') throw new MalformedInputError('a comment without wp:comment_id', file, element.line);
  const createdAt = utcDate(field('date_gmt')) ?? utcDate(field('date'));
  return {
    id: field('id'),
    ...reference('parent', field('parent')),
    author: {
      name: words(field('author')),
      email: field('author_email'),
      url: field('author_url'),
      ...reference('memberId', field('user_id')),
    },
    ...(createdAt && { createdAt }),
    kind: kindOf(field('type')),
    status: STATUSES[field('approved')] ?? 'held',
    content: field('content'),
  };
}

const STATUSES: Record<string, WordpressComment['status']> = {
  '1': 'approved',
  approved: 'approved',
  spam: 'spam',
  trash: 'trash',
  'post-trashed': 'trash',
};

function kindOf(type: string): WordpressComment['kind'] {
  if (type === '' || type === 'comment') return 'comment';
  return type === 'pingback' || type === 'trackback' ? type : 'other';
}

/** Zero is how WordPress says "none". */
function reference<Name extends string>(name: Name, id: string): { [key in Name]?: string } {
  const given = id !== '' && id !== '0';
  return (given ? { [name]: id } : {}) as { [key in Name]?: string };
}

function decoded(slug: string): string {
  try {
    return decodeURIComponent(slug);
  } catch {
    return slug;
  }
}
