import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { type Locale, locales } from '../../../platform/i18n/locales.js';
import { type T, translator } from '../../../platform/i18n/translator.js';
import { MalformedInputError } from '../readers/input.js';
import { isEmail, type PalabreRecordInput } from '../readers/palabre-records.js';
import { readWordpress } from '../readers/wordpress.js';
import type { Picture } from '../readers/wordpress-html.js';
import type { WordpressAuthor, WordpressItem, WordpressSite, WordpressTerm } from '../readers/wordpress-records.js';
import { Scratch } from './scratch.js';
import { asRecord, dated, type Item, type Place, type ReadingOptions, type Source } from './source.js';
import { commentRecords } from './wordpress-comments.js';
import { postRecord, whyLeft } from './wordpress-posts.js';

export interface WordpressOptions {
  place?: Place;
  /** Each post goes into a workspace made of its first category's topmost one; what has none into the one of the site. */
  asWorkspaces?: boolean;
  /** Instead of the language that the export names. */
  language?: string;
}

/** What is known of the old site while its items are read. */
export interface Blog {
  site: WordpressSite;
  language: string;
  t: T;
  /** Whether texts are to be made. */
  whole: boolean;
  /** Logins, by address and by `#number`. */
  logins: Map<string, string>;
  pictures(ids: readonly string[], post: string): Picture[];
}

const PLACEHOLDER = 'Just another WordPress site';
/** How many commenters are remembered as told; those who come again after that are told once more, and found unchanged. */
const REMEMBERED = 100_000;

/** A WordPress export: its posts and pages become posts of a workspace's blog. */
export class WordpressSource implements Source {
  name = 'wordpress';
  private attachments: Scratch<WordpressItem> | undefined;
  private categories = new Map<string, WordpressTerm>();
  private workspaces = new Set<string>();
  private members = new Set<string>();

  constructor(
    readonly file: string,
    private readonly options: WordpressOptions = {},
  ) {}

  async *items({ whole, onProgress }: ReadingOptions): AsyncGenerator<Item> {
    await this.attachments?.settled();
    const { size } = await stat(this.file);
    const reading = { file: this.file, onProgress: (read: number) => onProgress?.(size ? read / size : 1) };
    this.workspaces = new Set(this.options.place && !this.options.place.isNew ? [this.options.place.id] : []);
    this.members = new Set();
    let blog: Blog | undefined;
    for await (const record of readWordpress(createReadStream(this.file), reading)) {
      if (record.type === 'site') blog = this.begin(record, whole);
      else if (blog === undefined) throw new MalformedInputError('it does not begin with its site', this.file);
      else if (record.type === 'author') yield { record: this.author(record, blog) };
      else if (record.type === 'category') this.categories.set(record.slug, record);
      else if (record.type === 'item') yield* this.item(record, blog);
    }
  }

  private begin(site: WordpressSite, whole: boolean): Blog {
    const address = URL.parse(site.baseUrl);
    const path = address?.pathname.replace(/\/+$/, '') ?? '';
    this.name = `wordpress:${address ? `${address.host}${path}` : site.title}`;
    const language = this.options.language ?? site.language.slice(0, 2).toLowerCase();
    const locale = locales.includes(language as Locale) ? (language as Locale) : 'en';
    const pictures = (ids: readonly string[], post: string) => this.pictures(ids, post);
    return { site, language: language || 'en', t: translator(locale), whole, logins: new Map(), pictures };
  }

  private author({ id, login, email, name }: WordpressAuthor, blog: Blog) {
    if (id !== undefined) blog.logins.set(`#${id}`, login);
    if (email.includes('@')) blog.logins.set(email.toLowerCase(), login);
    const address = isEmail(email) ? { email } : {};
    const addresses = addressWithin(blog.site, `author/${nicename(login)}`);
    const member = { id: `author:${login}`, name, languages: [blog.language], addresses };
    return asRecord({ type: 'member', ...member, ...address }, this.file);
  }

  private async *item(item: WordpressItem, blog: Blog): AsyncGenerator<Item> {
    if (item.kind === 'attachment') await this.keep(item, blog);
    const left = whyLeft(item);
    if (left) {
      yield { left };
      return;
    }
    const place = this.placeOf(item, blog);
    yield* this.once(this.workspaces, place.id, () => ({
      ...place,
      type: 'workspace',
      createdBy: `author:${item.author}`,
      ...dated(item.createdAt),
    }));
    yield* this.once(this.members, `${place.id} ${item.author}`, () => this.membership(place.id, item));
    yield { record: asRecord(postRecord(item, place.id, blog), this.file, item.line), line: item.line };
    for (const comment of commentRecords(item, blog)) {
      if ('left' in comment) yield comment;
      else if (comment.record.type === 'member')
        yield* this.once(this.members, comment.record.id, () => comment.record, true);
      else yield { record: asRecord(comment.record, this.file, item.line), line: item.line };
    }
  }

  private *once(seen: Set<string>, id: string, record: () => PalabreRecordInput, unvouched = false): Generator<Item> {
    if (seen.has(id)) return;
    if (seen.size > REMEMBERED) seen.clear();
    seen.add(id);
    yield { record: asRecord(record(), this.file), unvouched };
  }

  private membership(workspace: string, { author, createdAt }: WordpressItem): PalabreRecordInput {
    const joinedAt = createdAt?.toISOString();
    return { type: 'membership', workspace, member: { id: `author:${author}`, name: author }, joinedAt };
  }

  private placeOf(item: WordpressItem, { site, language }: Blog) {
    const { place, asWorkspaces } = this.options;
    const top = asWorkspaces ? this.topCategory(item) : undefined;
    if (top) {
      const addresses = addressWithin(site, `category/${top.slug}`);
      return { id: `category:${top.slug}`, name: top.name, language, description: top.description, addresses };
    }
    const name = site.title || URL.parse(site.baseUrl)?.hostname || 'WordPress';
    const description = site.description === PLACEHOLDER ? '' : site.description;
    const addresses = addressWithin(site, '');
    return { id: place?.id ?? 'site', name, language, description, addresses, ...(place && { slug: place.slug }) };
  }

  /** The topmost category above the first one of a post. */
  private topCategory({ categories }: WordpressItem): { slug: string; name: string; description: string } | undefined {
    const [first] = categories.filter(({ slug }) => slug !== 'uncategorized');
    if (!first) return undefined;
    const passed = new Set<string>();
    let top = this.categories.get(first.slug);
    while (top?.parent && this.categories.has(top.parent) && !passed.has(top.slug)) {
      passed.add(top.slug);
      top = this.categories.get(top.parent);
    }
    return top ?? { ...first, description: '' };
  }

  /** Pictures for `[gallery]`; the export has them before or after the text that shows them. */
  private async keep(item: WordpressItem, { whole }: Blog): Promise<void> {
    if (whole) return;
    this.attachments ??= await Scratch.open<WordpressItem>();
    await this.attachments.put(['id', item.id], item);
    if (item.parent) await this.attachments.put(['of', item.parent, Number(item.id) || 0], item);
  }

  private pictures(ids: readonly string[], post: string): Picture[] {
    const found =
      ids.length > 0 ? ids.map((id) => this.attachments?.get(['id', id])) : this.attachments?.under(['of', post]);
    return (found ?? []).flatMap((item) =>
      item?.attachmentUrl ? [{ src: item.attachmentUrl, alt: item.alt ?? item.title, caption: item.excerpt }] : [],
    );
  }

  async close(): Promise<void> {
    await this.attachments?.close();
  }
}

/** How WordPress writes a login in addresses, as far as the export lets us know. */
const nicename = (login: string): string =>
  login
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\s.]+/g, '-')
    .replace(/[^a-z0-9_-]+/g, '')
    .slice(0, 50);

function addressWithin({ baseUrl }: WordpressSite, path: string): string[] {
  const address = URL.parse(path, baseUrl.replace(/\/*$/, '/'));
  return address ? [address.href] : [];
}
