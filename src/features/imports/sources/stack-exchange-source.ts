import { readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Locale } from '../../../platform/i18n/locales.js';
import { type T, translator } from '../../../platform/i18n/translator.js';
import { htmlToMarkdown } from '../../../platform/text/html-to-markdown.js';
import { type ReaderOptions } from '../readers/input.js';
import type { PalabreRecordInput } from '../readers/palabre-records.js';
import { readStackExchange } from '../readers/stack-exchange.js';
import type {
  StackExchangeAnswer,
  StackExchangeAuthor,
  StackExchangeComment,
  StackExchangeQuestion,
  StackExchangeRecord,
  StackExchangeUser,
} from '../readers/stack-exchange-records.js';
import { Scratch, type ScratchKey } from './scratch.js';
import {
  asRecord,
  dated,
  type Item,
  literal,
  nameFrom,
  type Place,
  type ReadingOptions,
  type Source,
} from './source.js';

type Kept = Exclude<StackExchangeRecord, { type: 'skipped' }>;
type Said = Exclude<Kept, StackExchangeUser>;

/**
 * A Stack Exchange dump: questions become discussions, answers and comments replies. A comment follows what it comments on, and says whose
 * words those are. The dump has all answers first and all comments afterwards, so it is sorted on disk.
 */
export class StackExchangeSource implements Source {
  private heap: Scratch<Kept> | undefined;
  private readonly left: string[] = [];
  private readonly t: T;

  private constructor(
    /** The folder. */
    readonly file: string,
    private readonly site: string,
    private readonly place: Place | undefined,
    private readonly language: Locale,
  ) {
    this.t = translator(language);
  }

  /** The site is named like the files (`history-meta.Posts.xml`), or like the folder. */
  static async open(directory: string, place: Place | undefined, language: Locale): Promise<StackExchangeSource> {
    const names = await readdir(directory);
    const [, prefix] = names.map((name) => /^(.+?)[._-]Posts\.xml$/i.exec(name)).find((match) => match) ?? [];
    return new StackExchangeSource(directory, prefix ?? basename(resolve(directory)), place, language);
  }

  get name(): string {
    return `stackexchange:${this.site}`;
  }

  async *items({ whole, onProgress }: ReadingOptions): AsyncGenerator<Item> {
    this.heap ??= await this.sorted(onProgress);
    for (const left of this.left) yield { left };
    const members = new Set<string>();
    let read = 0;
    let toMake = this.place?.isNew ?? true;
    for await (const kept of this.heap.all()) {
      onProgress?.(++read / this.heap.size);
      if (kept.type === 'user') {
        yield { record: asRecord(user(kept, whole), this.file) };
        continue;
      }
      if (toMake) yield { record: asRecord(this.workspace(kept), this.file) };
      toMake = false;
      const author = this.person(kept.author);
      if (!members.has(author.id)) yield { record: asRecord(this.membership(author, kept), this.file) };
      members.add(author.id);
      yield { record: asRecord(this.record(kept, author, whole), this.file) };
    }
  }

  /** Users first; then each question with its comments, and its answers each with theirs. */
  private async sorted(onProgress: ReadingOptions['onProgress']): Promise<Scratch<Kept>> {
    const heap = await Scratch.open<Kept>();
    const total = await sizeOf(this.file);
    this.left.length = 0;
    try {
      const reading: ReaderOptions = { onProgress: (bytes) => onProgress?.(Math.min(1, bytes / total)) };
      for await (const record of readStackExchange(this.file, reading)) {
        if (record.type === 'skipped') this.left.push(record.reason.replace(/ \d+,/, ','));
        else await heap.put(keyOf(record), record);
      }
      return heap;
    } catch (error) {
      await heap.close();
      throw error;
    }
  }

  private get workspaceId(): string {
    return this.place?.id ?? 'site';
  }

  private workspace({ createdAt }: Said): PalabreRecordInput {
    const slug = this.place?.slug ?? this.site;
    const common = { type: 'workspace', purpose: 'discussion', language: this.language } as const;
    return { ...common, id: this.workspaceId, name: nameFrom(slug), slug, ...dated(createdAt) };
  }

  private membership(member: { id: string; name: string }, { createdAt }: Said): PalabreRecordInput {
    return { type: 'membership', workspace: this.workspaceId, member, joinedAt: dated(createdAt).createdAt };
  }

  private record(kept: Said, author: { id: string; name: string }, whole: boolean): PalabreRecordInput {
    const { language } = this;
    const text = whole ? this.text(kept) : '';
    if (kept.type === 'question') {
      const { id, title, tags, createdAt, editedAt, closedAt } = kept;
      const about = { title: title.slice(0, 300), tags: tags.map((tag) => tag.replaceAll('-', ' ')) };
      const closed = closedAt && { closedAt: closedAt.toISOString() };
      const where = { workspace: this.workspaceId, author, language };
      return { type: 'discussion', id, ...where, ...about, text, ...dated(createdAt, editedAt), ...closed };
    }
    const { question: discussion, createdAt } = kept;
    const id = kept.type === 'comment' ? `comment:${kept.id}` : kept.id;
    const dates = dated(createdAt, kept.type === 'answer' ? kept.editedAt : undefined);
    return { type: 'reply', id, discussion, author, language, text, ...dates };
  }

  private text(kept: Said): string {
    return kept.type === 'comment' ? this.comment(kept) : this.scored(kept);
  }

  private scored(post: StackExchangeQuestion | StackExchangeAnswer): string {
    const accepted = post.type === 'answer' && post.accepted ? [this.t('imports.accepted')] : [];
    const votes = post.score === 0 ? [] : [this.t('imports.votes', { count: post.score })];
    const said = [...accepted, ...votes].join(' · ');
    const text = htmlToMarkdown(post.body);
    return said === '' ? text : `${text}\n\n<small>${said}</small>`;
  }

  private comment(comment: StackExchangeComment): string {
    const answered = this.heap?.get(keyOfPost(comment.question, comment.post));
    if (answered === undefined || answered.type === 'user') return comment.text;
    const name = literal(this.person(answered.author).name);
    return `<small>${this.t('imports.inAnswerTo', { name })}</small>\n\n${comment.text}`;
  }

  /** Whoever has deleted their account there is known by the name that it left. */
  private person({ id, name }: StackExchangeAuthor): { id: string; name: string } {
    if (id !== undefined) {
      const known = this.heap?.get(keyOfUser(id));
      return { id, name: known?.type === 'user' ? known.name : name || `user${id}` };
    }
    const left = name || this.t('accounts.formerMember');
    return { id: `name:${left}`, name: left };
  }

  async close(): Promise<void> {
    await this.heap?.close();
    this.heap = undefined;
  }
}

function user(
  { id, name, createdAt, about, location, website }: StackExchangeUser,
  whole: boolean,
): PalabreRecordInput {
  const written = whole && about ? htmlToMarkdown(about) : '';
  const place = location ? literal(location) : '';
  const said = [written, place].filter((part) => part !== '').join('\n\n');
  const joinedAt = createdAt?.toISOString();
  const site = website && URL.canParse(website) && /^https?:/.test(website) ? { website } : {};
  return { type: 'member', id, name: name.slice(0, 200), joinedAt, ...(said && { about: said }), ...site };
}

const keyOfUser = (id: string): ScratchKey => ['a', Number(id)];
const keyOfPost = (question: string, post: string, comment = 0): ScratchKey => [
  'b',
  Number(question),
  question === post ? 0 : Number(post),
  comment,
];

function keyOf(kept: Kept): ScratchKey {
  if (kept.type === 'user') return keyOfUser(kept.id);
  if (kept.type === 'question') return keyOfPost(kept.id, kept.id);
  if (kept.type === 'answer') return keyOfPost(kept.question, kept.id);
  return keyOfPost(kept.question, kept.post, Number(kept.id));
}

async function sizeOf(directory: string): Promise<number> {
  const names = (await readdir(directory)).filter((name) => /(Users|Posts|Comments)\.xml$/i.test(name));
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(directory, name))).size));
  return sizes.reduce((sum, size) => sum + size, 1);
}
