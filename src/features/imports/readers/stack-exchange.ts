import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { MalformedInputError, type ReaderOptions } from './input.js';
import type {
  StackExchangeAnswer,
  StackExchangeAuthor,
  StackExchangeComment,
  StackExchangeQuestion,
  StackExchangeRecord,
  StackExchangeSkipped,
  StackExchangeUser,
} from './stack-exchange-records.js';
import { readElements, type XmlElement } from './xml-elements.js';
import { validDate } from './xml-fields.js';

/**
 * Reads a Stack Exchange dump (`Users.xml`, `Posts.xml`, `Comments.xml`, with any prefix) of any size: users, then
 * questions and answers, then comments, each after what it refers to. Keeps one pair of numbers per post in memory.
 */
export async function* readStackExchange(
  directory: string,
  options: Pick<ReaderOptions, 'onProgress'> = {},
): AsyncGenerator<StackExchangeRecord> {
  const files = await dumpFiles(directory);
  const progress = progressOver(options.onProgress);
  const thread: Thread = { questionOf: new Map(), accepted: new Set() };
  for await (const [row] of rowsOf(files.users, 'users', progress)) yield toUser(row);
  for await (const [row, file] of rowsOf(files.posts, 'posts', progress)) yield toPost(row, file, thread);
  for await (const [row, file] of rowsOf(files.comments, 'comments', progress)) yield toComment(row, file, thread);
}

interface Thread {
  /** For each question and answer, the question. */
  questionOf: Map<number, number>;
  accepted: Set<string>;
}

interface DumpFiles {
  users: string;
  posts: string;
  comments: string | undefined;
}

async function dumpFiles(directory: string): Promise<DumpFiles> {
  const names = await readdir(directory);
  const find = (kind: string) => names.find((name) => new RegExp(`(^|[^a-z])${kind}\\.xml$`, 'i').test(name));
  const [users, posts, comments] = [find('Users'), find('Posts'), find('Comments')];
  if (users === undefined) throw new MalformedInputError('there is no Users.xml', directory);
  if (posts === undefined) throw new MalformedInputError('there is no Posts.xml', directory);
  return {
    users: join(directory, users),
    posts: join(directory, posts),
    comments: comments && join(directory, comments),
  };
}

/** Bytes over all files, as one bar. */
function progressOver(onProgress: ReaderOptions['onProgress']): () => ReaderOptions['onProgress'] {
  let before = 0;
  let last = 0;
  return () => {
    before += last;
    last = 0;
    return (bytesRead) => {
      last = bytesRead;
      onProgress?.(before + bytesRead);
    };
  };
}

async function* rowsOf(
  file: string | undefined,
  root: string,
  progress: () => ReaderOptions['onProgress'],
): AsyncGenerator<[XmlElement, string]> {
  if (file === undefined) return;
  const options = { file, onProgress: progress() };
  for await (const element of readElements(createReadStream(file), [root], options)) {
    if (element.name !== 'row')
      throw new MalformedInputError(`expected <row>, found <${element.name}>`, file, element.line);
    if (!element.attributes.Id) throw new MalformedInputError('a row without Id', file, element.line);
    yield [element, file];
  }
}

function toUser({ attributes }: XmlElement): StackExchangeUser {
  const { Id = '', DisplayName, Location, WebsiteUrl, AboutMe } = attributes;
  return {
    type: 'user',
    id: Id,
    name: DisplayName?.trim() || `user${Id}`,
    ...date('createdAt', attributes.CreationDate),
    ...date('lastSeenAt', attributes.LastAccessDate),
    ...(Location && { location: Location }),
    ...(WebsiteUrl && { website: WebsiteUrl }),
    ...(AboutMe && { about: AboutMe }),
  };
}

function toPost(row: XmlElement, file: string, thread: Thread): StackExchangeRecord {
  const { PostTypeId } = row.attributes;
  if (PostTypeId === '1') return toQuestion(row.attributes, thread);
  if (PostTypeId === '2') return toAnswer(row, file, thread);
  return skipped(row, file, POST_TYPES[PostTypeId ?? ''] ?? `post type ${PostTypeId ?? 'unknown'}`);
}

const POST_TYPES: Record<string, string> = {
  '3': 'a wiki page',
  '4': 'the summary of a tag',
  '5': 'the description of a tag',
  '6': 'a nomination in an election',
  '7': 'a page of the site itself',
  '8': 'a privilege wiki',
};

function toQuestion(attributes: Attributes, thread: Thread): StackExchangeQuestion {
  const { Id = '', AcceptedAnswerId } = attributes;
  thread.questionOf.set(Number(Id), Number(Id));
  if (AcceptedAnswerId) thread.accepted.add(AcceptedAnswerId);
  return {
    type: 'question',
    ...post(attributes),
    title: attributes.Title?.trim() || `#${Id}`,
    tags: tagsOf(attributes.Tags ?? ''),
    ...date('activeAt', attributes.LastActivityDate),
    ...date('closedAt', attributes.ClosedDate),
    ...(AcceptedAnswerId && { acceptedAnswer: AcceptedAnswerId }),
    views: Number(attributes.ViewCount ?? 0),
  };
}

function toAnswer(row: XmlElement, file: string, thread: Thread): StackExchangeAnswer | StackExchangeSkipped {
  const { Id = '', ParentId = '' } = row.attributes;
  if (!thread.questionOf.has(Number(ParentId)))
    return skipped(row, file, `an answer to question ${ParentId}, which is not here`);
  thread.questionOf.set(Number(Id), Number(ParentId));
  return { type: 'answer', ...post(row.attributes), question: ParentId, accepted: thread.accepted.has(Id) };
}

function toComment(row: XmlElement, file: string, thread: Thread): StackExchangeComment | StackExchangeSkipped {
  const { Id = '', PostId = '', Text = '', Score, CreationDate } = row.attributes;
  const question = thread.questionOf.get(Number(PostId));
  if (question === undefined) return skipped(row, file, `a comment on post ${PostId}, which is not here`);
  return {
    type: 'comment',
    id: Id,
    post: PostId,
    question: String(question),
    author: author(row.attributes.UserId, row.attributes.UserDisplayName),
    text: commentMarkdown(Text),
    ...date('createdAt', CreationDate),
    score: Number(Score ?? 0),
  };
}

type Attributes = Record<string, string>;

function post(attributes: Attributes) {
  return {
    id: attributes.Id ?? '',
    body: attributes.Body ?? '',
    author: author(attributes.OwnerUserId, attributes.OwnerDisplayName),
    ...date('createdAt', attributes.CreationDate),
    ...date('editedAt', attributes.LastEditDate),
    score: Number(attributes.Score ?? 0),
  };
}

function author(id: string | undefined, name: string | undefined): StackExchangeAuthor {
  return { ...(id && { id }), ...(name && { name: name.trim() }) };
}

/** `<first><second>`, or `|first|second|` since 2024. */
function tagsOf(text: string): string[] {
  return text.split(/[<>|]+/).filter((tag) => tag !== '');
}

/** Comments know emphasis, code and links only: what would start a heading or a list is a plain sign there. */
function commentMarkdown(text: string): string {
  return text
    .trim()
    .replace(/<(?=[a-z/!?])/gi, '\\<')
    .replace(/^(\s*)([-+>]|#{1,6}(?=\s)|\*(?=\s))/gm, '$1\\$2')
    .replace(/^(\s*\d{1,9})([.)])(?=\s)/gm, '$1\\$2')
    .replace(/\n{2,}/g, '\n\n')
    .replace(/([^\n])\n(?=[^\n])/g, '$1\\\n');
}

/** Dates come without a zone and mean UTC. */
function date<Name extends string>(name: Name, text: string | undefined): { [key in Name]?: Date } {
  const at = text === undefined ? undefined : validDate(/Z$/.test(text) ? text : `${text}Z`);
  return (at === undefined ? {} : { [name]: at }) as { [key in Name]?: Date };
}

function skipped(row: XmlElement, file: string, reason: string): StackExchangeSkipped {
  return { type: 'skipped', id: row.attributes.Id ?? '', file, line: row.line, reason };
}
