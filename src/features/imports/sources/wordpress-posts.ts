import { MAX_TAGS } from '../../../platform/text/tags.js';
import type { PalabreRecordInput } from '../readers/palabre-records.js';
import { wordpressToMarkdown } from '../readers/wordpress-html.js';
import type { WordpressItem } from '../readers/wordpress-records.js';
import { dated } from './source.js';
import type { Blog } from './wordpress-source.js';

const STATES: Record<string, 'published' | 'draft' | 'scheduled'> = {
  publish: 'published',
  future: 'scheduled',
  draft: 'draft',
  pending: 'draft',
  private: 'draft',
};

/** Why an item does not become a post; undefined when it does. */
export function whyLeft({ kind, status }: WordpressItem): string | undefined {
  if (kind === 'attachment') return 'attachments: texts show them from the address that they have';
  if (kind !== 'post' && kind !== 'page') return `${kind}: not a text of the blog`;
  if (STATES[status] === undefined) return `${kind}s that are ${status}`;
  return undefined;
}

/** Posts and pages alike. What readers could not see there (drafts, private, behind a password) is a draft of its author here. */
export function postRecord(item: WordpressItem, workspace: string, blog: Blog): PalabreRecordInput {
  const { id, createdAt, updatedAt, slug, excerpt, author } = item;
  const state = item.passwordProtected ? 'draft' : (STATES[item.status] ?? 'draft');
  const text = blog.whole ? textOf(item, blog) : '';
  const edited = createdAt && updatedAt && updatedAt.getTime() - createdAt.getTime() > 60_000 ? updatedAt : undefined;
  return {
    type: 'post',
    id,
    blog: { workspace },
    author: { id: `author:${author}`, name: author || blog.t('imports.anonymous') },
    title: titleOf(item, text, blog),
    ...(slug && { slug: slug.slice(0, 120) }),
    ...(excerpt && { summary: excerpt }),
    text,
    language: blog.language,
    tags: tagsOf(item),
    state: state === 'scheduled' && createdAt && createdAt < new Date() ? 'published' : state,
    ...dated(createdAt, edited),
    ...(createdAt && state !== 'draft' && { publishedAt: createdAt.toISOString() }),
    addresses: addressesOf(item, blog),
  };
}

function textOf(item: WordpressItem, blog: Blog): string {
  const baseUrl = URL.canParse(item.link) ? item.link : undefined;
  return wordpressToMarkdown(item.content, { baseUrl, gallery: (ids) => blog.pictures(ids, item.id) });
}

function titleOf({ title, slug }: WordpressItem, text: string, { t }: Blog): string {
  const [firstLine = ''] = text
    .replace(/[*_`#>[\]]/g, '')
    .trim()
    .split('\n');
  return (title || firstLine.slice(0, 80).trim() || slug || t('imports.untitled')).slice(0, 300);
}

/** Categories first. "Uncategorized" is WordPress's word for none. */
function tagsOf({ categories, tags }: WordpressItem): string[] {
  const named = [...categories.filter(({ slug }) => slug !== 'uncategorized'), ...tags].map(({ name }) => name);
  return [...new Set(named)].filter((name) => name.trim() !== '').slice(0, MAX_TAGS);
}

/** The address that it had, and the one that WordPress has for everything. */
function addressesOf({ id, kind, link }: WordpressItem, { site }: Blog): string[] {
  const plain = URL.parse(`?${kind === 'page' ? 'page_id' : 'p'}=${id}`, site.baseUrl.replace(/\/*$/, '/'))?.href;
  const old = /^https?:/.test(link) && URL.canParse(link) ? [link] : [];
  return [...new Set([...old, ...(plain ? [plain] : [])])];
}
