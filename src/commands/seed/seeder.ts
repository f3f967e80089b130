import type { INestApplicationContext, Type } from '@nestjs/common';
import { type CastMember, members as cast, gil } from '../../dev/cast.js';
import type { MemberId } from '../../features/accounts/public.js';
import { asViewerMember, Members, Profiles, SiteSettings } from '../../features/accounts/public.js';
import { Announcements } from '../../features/announcements/public.js';
import { Blogs } from '../../features/blogs/blogs.js';
import { Commenting } from '../../features/blogs/comments/commenting.js';
import { Composing } from '../../features/blogs/posts/composing.js';
import type { Post } from '../../features/blogs/posts/post.model.js';
import { Discussions } from '../../features/discussions/discussions.js';
import { Opening } from '../../features/discussions/opening.js';
import { Replies } from '../../features/discussions/replies.js';
import { TagCounts } from '../../features/tags/public.js';
import { Doors } from '../../features/workspaces/doors.js';
import { Founding } from '../../features/workspaces/founding.js';
import { type Workspace, Workspaces } from '../../features/workspaces/public.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { Viewers } from '../../platform/access/viewers.js';
import { Clock } from '../../platform/clock/clock.js';
import { fingerprint } from '../../platform/database/bring.js';
import { importedId } from '../../platform/database/imported-ids.js';
import { Facts } from '../../platform/facts/facts.js';
import { tagFields } from '../../platform/text/tags.js';
import { announcements, openDiscussions, ownPosts, type WorkspaceSeed, workspaces } from './world.js';

const DAY_MS = 86_400_000;

/** Writes the small world through the verbs that people use, each under a name of its own: what is there already is met again. */
export class Seeder {
  constructor(private readonly app: INestApplicationContext) {}

  private use<T>(type: Type<T>): T {
    return this.app.get(type, { strict: false });
  }

  /** @returns those of the cast who were not there before. */
  async run(password: string): Promise<CastMember[]> {
    const clock = this.use(Clock);
    const arrived = await this.people(password);
    try {
      for (const seed of workspaces) await this.workspace(seed);
      for (const seed of ownPosts) await this.post(seed, null);
      for (const seed of openDiscussions) await this.discussion(seed, null);
      await this.announce();
    } finally {
      clock.now = Clock.prototype.now;
    }
    await this.settle();
    return arrived;
  }

  /** What follows is said at this time of the day, so many days ago. */
  private back(days: number): void {
    const then = new Date(Date.now() - days * DAY_MS);
    this.use(Clock).now = () => then;
  }

  private async people(password: string): Promise<CastMember[]> {
    const arrived: CastMember[] = [];
    for (const person of cast) {
      const known = await this.use(Members).byEmail(person.email);
      if (known?.confirmedAt === null)
        throw new Error(
          `${person.email} belongs to somebody who was imported: the small world wants an empty community`,
        );
      if (known) continue;
      this.back(70);
      const fields = { ...person, password, confirmed: true, acceptedTermsAt: this.use(Clock).now() };
      const { _id } = await this.use(Members).create(fields);
      await this.use(Profiles).changeLanguage(_id, { locale: person.locale, timeZone: person.timeZone });
      arrived.push(person);
    }
    if (arrived.includes(gil)) await this.use(SiteSettings).change({ setUpAt: this.use(Clock).now() });
    return arrived;
  }

  private async idOf({ email, name }: CastMember): Promise<MemberId> {
    const member = await this.use(Members).byEmail(email);
    if (!member) throw new Error(`${name} is gone`);
    return member._id;
  }

  /** As they are now: asked anew, for they may have joined something since. */
  private async as(person: CastMember): Promise<Viewer> {
    const member = await this.use(Members).byEmail(person.email);
    if (!member) throw new Error(`${person.name} is gone`);
    return this.use(Viewers).ofMember(asViewerMember(member), person.locale, person.timeZone);
  }

  private async workspace(seed: WorkspaceSeed): Promise<void> {
    const { name, purpose, visibility, description, language, people, former = [], ago } = seed;
    this.back(ago);
    const founder = await this.idOf(people[0]);
    const id = importedId('seed', 'workspace', name);
    const known = await this.use(Workspaces).byId(id);
    const draft = { name, purpose, visibility, description, language, tags: tagFields(seed.tags) };
    const workspace = known ?? (await this.use(Founding).found(id, draft, founder));
    if (!known)
      for (const person of [...people, ...former]) await this.use(Doors).admit(id, await this.idOf(person), founder);
    for (const post of seed.posts) await this.post(post, workspace);
    for (const discussion of seed.discussions) await this.discussion(discussion, workspace);
    for (const person of former) await this.use(Doors).end(id, await this.idOf(person), founder);
  }

  private async post(seed: WorkspaceSeed['posts'][number], workspace: Workspace | null): Promise<void> {
    const viewer = await this.as(seed.by);
    const blogs = this.use(Blogs);
    const blog = workspace
      ? await blogs.ofWorkspace(viewer, workspace.slug)
      : await blogs.ofMember(viewer.member?.handle ?? '');
    this.back(seed.ago);
    const { title, text, language } = seed;
    const writing = { title, text, language, tags: tagFields(seed.tags), translationOf: '' };
    const post = await this.use(Composing).compose(viewer, blog, { ...writing, draft: false, clientId: nameOf(title) });
    if (post.state !== 'published') return;
    for (const comment of seed.comments) {
      const { _id } = await this.comment(post, comment, null);
      for (const answer of comment.answers ?? []) await this.comment(post, answer, _id);
    }
  }

  private async comment(
    post: Post,
    { by, ago, text }: { by: CastMember; ago: number; text: string },
    parent: Parameters<Commenting['add']>[2]['parent'],
  ) {
    this.back(ago);
    const clientId = nameOf(`${post._id.toHexString()} ${text}`);
    return this.use(Commenting).add(await this.as(by), post._id, { text, alt: '', parent, clientId });
  }

  private async discussion(seed: WorkspaceSeed['discussions'][number], place: Workspace | null): Promise<void> {
    const { by, title, text, language } = seed;
    const opener = await this.as(by);
    this.back(seed.ago);
    const input = { title, text, language, tags: tagFields(seed.tags), clientId: nameOf(title) };
    const { _id } = await this.use(Opening).open(opener, place, input);
    for (const reply of seed.replies) {
      const viewer = await this.as(reply.by);
      const held = await this.use(Discussions).lookFor(viewer, _id.toHexString());
      if (!held) return;
      this.back(reply.ago);
      await this.use(Replies).add(viewer, held, { text: reply.text, clientId: nameOf(reply.text) });
    }
  }

  private async announce(): Promise<void> {
    const { items } = await this.use(Announcements).list({ limit: 200 });
    const told = new Set(items.map(({ title }) => title));
    const viewer = await this.as(gil);
    for (const { ago, ...announcement } of announcements) {
      this.back(ago);
      if (!told.has(announcement.title)) await this.use(Announcements).publish(viewer, { ...announcement, until: '' });
    }
  }

  /** Counts, clouds and notices are right when the command ends. */
  private async settle(): Promise<void> {
    await this.use(Facts).sweep();
    await this.use(Facts).sweep();
    await this.use(TagCounts).settle();
  }
}

/** What browsers do for a form: a name by which the same thing sent again is known. */
const nameOf = (text: string): string => `seed-${fingerprint({ text })}`;
