import type { Types } from 'mongoose';
import { MalformedInputError } from '../readers/input.js';
import type { PalabreRecord } from '../readers/palabre-records.js';
import { peopleOf } from './batch.js';
import type { Features } from './features.js';
import { IdSet } from './id-set.js';
import type { Shapes } from './shapes.js';

const AT_ONCE = 1000;

type Kind = 'member' | 'workspace' | 'post' | 'comment' | 'discussion';

interface Reference {
  kind: Kind;
  id: string;
  hex: string;
  line: number | undefined;
  field: string;
}

/** Sees to it that records refer only to what stands before them, or is here already. */
export class References {
  private readonly seen = new IdSet();
  private open: Reference[] = [];

  constructor(
    private readonly file: string,
    private readonly features: Features,
    private readonly shapes: Shapes,
  ) {}

  /** @throws MalformedInputError at the first that refers to nothing. */
  async take(record: PalabreRecord, line?: number): Promise<void> {
    for (const reference of this.of(record, line)) if (!this.seen.has(reference.hex)) this.open.push(reference);
    for (const person of peopleOf(record))
      if (typeof person !== 'string') this.seen.add(this.shapes.person(person).toHexString());
    if (isKind(record.type) && 'id' in record) this.seen.add(this.hex(record.type, record.id));
    if (this.open.length >= AT_ONCE) await this.check();
  }

  /** At the end. */
  async check(): Promise<void> {
    const here = new Set<string>();
    for (const kind of KINDS) {
      const asked = this.open.filter((reference) => reference.kind === kind);
      if (asked.length > 0) for (const hex of await this.known(kind, asked)) here.add(hex);
    }
    const [dangling] = this.open.filter(({ hex }) => !here.has(hex));
    if (dangling)
      throw new MalformedInputError(
        `${dangling.field}: there is no ${dangling.kind} ${dangling.id} before it, nor in the community`,
        this.file,
        dangling.line,
      );
    for (const { hex } of this.open) this.seen.add(hex);
    this.open = [];
  }

  private known(kind: Kind, asked: Reference[]): Promise<Set<string>> {
    const { members, workspaces, posts, comments, discussions } = this.features;
    const ids = asked.map(({ id }) => this.shapes.id<string>(kind, id)) as Types.ObjectId[];
    const by: Record<Kind, () => Promise<Set<string>>> = {
      member: () => members.known(ids),
      workspace: () => workspaces.known(ids),
      post: () => posts.known(ids),
      comment: () => comments.known(ids),
      discussion: () => discussions.known(ids),
    };
    return by[kind]();
  }

  private hex(kind: Kind, id: string): string {
    return this.shapes.id(kind, id).toHexString();
  }

  private of(record: PalabreRecord, line?: number): Reference[] {
    const to = (kind: Kind, field: string, id: string | undefined): Reference[] =>
      id === undefined ? [] : [{ kind, id, hex: this.hex(kind, id), line, field: `${record.type}: ${field}` }];
    const people = peopleOf(record).flatMap((person) =>
      typeof person === 'string' ? to('member', 'author', person) : [],
    );
    if (record.type === 'membership') return [...people, ...to('workspace', 'workspace', record.workspace)];
    if (record.type === 'post' && record.blog)
      return 'workspace' in record.blog
        ? [...people, ...to('workspace', 'blog.workspace', record.blog.workspace)]
        : [...people, ...to('member', 'blog.member', record.blog.member)];
    if (record.type === 'comment')
      return [...people, ...to('post', 'post', record.post), ...to('comment', 'parent', record.parent)];
    if (record.type === 'discussion') return [...people, ...to('workspace', 'workspace', record.workspace)];
    if (record.type === 'reply') return [...people, ...to('discussion', 'discussion', record.discussion)];
    return people;
  }
}

const KINDS: readonly Kind[] = ['member', 'workspace', 'post', 'comment', 'discussion'];
const isKind = (type: string): type is Kind => (KINDS as readonly string[]).includes(type);
