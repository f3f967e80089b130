import type { MemberId } from '../../accounts/public.js';
import type { WorkspaceId } from '../../workspaces/public.js';
import type { PersonReference } from '../readers/palabre-records.js';
import type { Item } from '../sources/source.js';
import type { Features } from './features.js';
import { OldPlaces } from './old-places.js';
import type { Of, Shapes } from './shapes.js';
import type { Counted, Fate, Tally } from './tally.js';

type Recorded = Extract<Item, { record: unknown }>;
type Dated = { joinedAt: Date | null };

/** Some hundred records, written kind by kind in the order in which kinds refer to one another. */
export class Batch {
  /** Workspaces that something was written into. */
  readonly touched = new Map<string, WorkspaceId>();

  constructor(
    private readonly items: Recorded[],
    private readonly to: Features,
    private readonly places: OldPlaces,
    private readonly shapes: Shapes,
    /** Of workspaces that come without theirs. */
    private readonly founder: MemberId | null,
    private readonly tally: Tally,
  ) {}

  async write(): Promise<void> {
    await this.people();
    const members = this.of('member');
    const aliases = await this.to.members.aliases([
      ...members.map(({ id }) => this.shapes.id('member', id)),
      ...this.peopleIn().map(({ person }) => this.shapes.person(person)),
    ]);
    const known = (id: MemberId): MemberId => aliases.get(id.toHexString()) ?? id;
    await this.places.put(
      members.map(({ id, addresses }) => ({
        kind: 'member',
        target: known(this.shapes.id('member', id)).toHexString(),
        addresses,
      })),
    );
    await this.workspaces(known);
    await this.memberships(known);
    await this.blogs(known);
    await this.discussions(known);
    await this.others(known);
    await this.subscriptions();
  }

  private of<Type extends Counted>(type: Type): Of<Type>[] {
    return this.items.flatMap(({ record }) => (record.type === type ? [record as Of<Type>] : []));
  }

  private count(type: Counted, outcomes: Map<string, Fate>): void {
    for (const fate of outcomes.values()) this.tally.wrote(type, fate);
  }

  /** Members first, then whoever is only named. */
  private async people(): Promise<void> {
    const members = this.items.flatMap(({ record, unvouched }) =>
      record.type === 'member' ? [this.shapes.member(record, !unvouched)] : [],
    );
    if (members.length > 0) this.count('member', await this.to.members.put(members));
    const named = new Map<string, Parameters<typeof this.to.members.ensure>[0][number]>();
    for (const { person, joinedAt } of this.peopleIn()) {
      if (typeof person === 'string') continue;
      const somebody = this.shapes.named(person, joinedAt);
      const before = named.get(somebody.key)?.joinedAt;
      if (!named.has(somebody.key) || (joinedAt && before && joinedAt < before)) named.set(somebody.key, somebody);
    }
    if (named.size > 0) this.tally.wrote('member', 'made', await this.to.members.ensure([...named.values()]));
  }

  private peopleIn(): ({ person: PersonReference } & Dated)[] {
    return this.items.flatMap(({ record }) => peopleOf(record).map((person) => ({ person, joinedAt: dateOf(record) })));
  }

  private async workspaces(known: (id: MemberId) => MemberId): Promise<void> {
    const workspaces = this.of('workspace').map((record) => this.shapes.workspace(record, this.founder));
    if (workspaces.length === 0) return;
    for (const workspace of workspaces) workspace.createdBy = known(workspace.createdBy);
    this.count('workspace', await this.to.workspaces.put(workspaces));
    for (const { id } of workspaces) this.touched.set(id.toHexString(), id);
    await this.places.put(this.of('workspace').map((record) => this.placed('workspace', record)));
  }

  private async memberships(known: (id: MemberId) => MemberId): Promise<void> {
    const memberships = this.of('membership').map((record) => this.shapes.membership(record));
    if (memberships.length === 0) return;
    for (const membership of memberships) {
      membership.member = known(membership.member);
      this.touched.set(membership.workspace.toHexString(), membership.workspace);
    }
    const made = await this.to.workspaces.putMemberships(memberships);
    this.tally.wrote('membership', 'made', made);
    this.tally.wrote('membership', 'unchanged', memberships.length - made);
  }

  private async blogs(known: (id: MemberId) => MemberId): Promise<void> {
    const posts = this.of('post').map((record) => this.shapes.post(record));
    for (const post of posts) {
      post.author = known(post.author);
      post.coauthors = post.coauthors.map(known);
      post.translators = post.translators.map(known);
      if (post.workspace) this.touched.set(post.workspace.toHexString(), post.workspace);
    }
    if (posts.length > 0) this.count('post', await this.to.posts.put(posts));
    const comments = this.of('comment').map((record) => this.shapes.comment(record));
    for (const comment of comments) comment.author = known(comment.author);
    if (comments.length > 0) this.count('comment', await this.to.comments.put(comments));
  }

  private async discussions(known: (id: MemberId) => MemberId): Promise<void> {
    const discussions = this.of('discussion').map((record) => this.shapes.discussion(record));
    for (const discussion of discussions) {
      discussion.author = known(discussion.author);
      if (discussion.workspace) this.touched.set(discussion.workspace.toHexString(), discussion.workspace);
    }
    if (discussions.length > 0) this.count('discussion', await this.to.discussions.put(discussions));
    await this.places.put(this.of('discussion').map((record) => this.placed('discussion', record)));
    const replies = this.of('reply').map((record) => this.shapes.reply(record));
    for (const reply of replies) reply.author = known(reply.author);
    if (replies.length > 0) this.count('reply', await this.to.discussions.putReplies(replies));
  }

  private async others(known: (id: MemberId) => MemberId): Promise<void> {
    const announcements = this.of('announcement').map((record) => this.shapes.announcement(record));
    for (const announcement of announcements) announcement.by = announcement.by && known(announcement.by);
    if (announcements.length > 0) this.count('announcement', await this.to.announcements.put(announcements));
    const follows = this.of('follow').map((record) => this.shapes.follow(record));
    if (follows.length === 0) return;
    for (const follow of follows) follow.member = known(follow.member);
    const made = await this.to.follows.put(follows);
    this.tally.wrote('follow', 'made', made);
    this.tally.wrote('follow', 'unchanged', follows.length - made);
  }

  private async subscriptions(): Promise<void> {
    const subscriptions = this.of('subscription').map((record) => this.shapes.subscription(record));
    if (subscriptions.length === 0) return;
    const made = await this.to.follows.putSubscriptions(subscriptions);
    this.tally.wrote('subscription', 'made', made);
    this.tally.wrote('subscription', 'unchanged', subscriptions.length - made);
  }

  private placed(kind: 'workspace' | 'discussion', { id, addresses }: { id: string; addresses: string[] }) {
    return { kind, target: this.shapes.id(kind, id).toHexString(), addresses };
  }
}

/** Everybody whom a record names. */
export function peopleOf(record: Recorded['record']): PersonReference[] {
  if (record.type === 'post') return [record.author, ...record.coauthors, ...record.translators];
  if (record.type === 'membership' || record.type === 'follow') return [record.member];
  if (record.type === 'workspace') return record.createdBy === undefined ? [] : [record.createdBy];
  if (record.type === 'announcement') return record.author === undefined ? [] : [record.author];
  return 'author' in record ? [record.author] : [];
}

function dateOf(record: Recorded['record']): Date | null {
  if ('publishedAt' in record && record.publishedAt) return record.publishedAt;
  if ('createdAt' in record && record.createdAt) return record.createdAt;
  return record.type === 'membership' ? (record.joinedAt ?? null) : null;
}
