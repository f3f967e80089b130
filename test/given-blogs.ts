import type { Post } from '../src/features/blogs/posts/post.model.js';
import type { Workspace } from '../src/features/workspaces/public.js';
import type { Browser } from './browser.js';
import { ana, ben, type CastMember, fin } from './cast.js';
import type { World } from './world.js';

/** One workspace of each visibility: Ana facilitates, Ben belongs, Fin used to belong to the private one. */
export interface Places {
  public: Workspace;
  members: Workspace;
  private: Workspace;
}

export async function givenWorkspaces(world: World): Promise<Places> {
  const [open, members, closed] = await Promise.all([
    workspace(world, 'harvest', 'public'),
    workspace(world, 'treasurers', 'members'),
    workspace(world, 'hidden-well', 'private'),
  ]);
  return { public: open, members, private: closed };
}

async function workspace(world: World, slug: string, visibility: Workspace['visibility']): Promise<Workspace> {
  const author = await idOf(world, ana);
  const made = await world.model<Workspace>('Workspace').create({
    slug,
    name: `The ${slug}`,
    purpose: 'project',
    language: 'fr',
    visibility,
    createdBy: author,
    createdAt: new Date(),
    activeAt: new Date(),
  });
  const places: [CastMember, string][] = [
    [ana, 'facilitator'],
    [ben, 'member'],
  ];
  for (const [person, role] of places) await belongs(world, made._id, person, role);
  return made.toObject();
}

export async function belongs(world: World, place: Workspace['_id'], person: CastMember, role = 'member') {
  const member = await idOf(world, person);
  await world
    .model('Membership')
    .updateOne({ workspace: place, member }, { $set: { role, state: 'active', since: new Date() } }, { upsert: true });
}

export async function leaves(world: World, place: Workspace['_id'], person: CastMember = fin) {
  await world.model('Membership').deleteMany({ workspace: place, member: await idOf(world, person) });
}

export async function idOf(world: World, person: CastMember) {
  const found = await world.model<{ _id: Post['author'] }>('Member').findOne({ handle: person.handle }).lean();
  if (!found) throw new Error(`${person.name} is not here`);
  return found._id as Post['author'];
}

export interface Written {
  id: string;
  /** The address of its page. */
  path: string;
  draft: string;
}

const WORDS = { title: 'Paying after the harvest', text: 'Of 412 households, **380** paid in December.' };

/** The fields of the editor as the browser would send them. */
export async function editorFields(browser: Browser, draft: string): Promise<Record<string, string>> {
  const { body } = await browser.get(draft);
  const field = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? '';
  const area = /<textarea[^>]*name="text"[^>]*>\n?([^<]*)/.exec(body)?.[1] ?? '';
  const language = /<option value="([^"]+)"[^>]* selected/.exec(body)?.[1] ?? 'en';
  return {
    revision: field('revision'),
    tab: field('tab'),
    title: /value="([^"]*)"[^>]*id="form-title"|id="form-title"[^>]*value="([^"]*)"/.exec(body)?.[2] ?? '',
    text: area,
    language,
    tags: '',
    translationOf: '',
    when: 'now',
    publishAt: '',
  };
}

/** Begins a post by the page's own button. */
export async function beginPost(browser: Browser, blog: string): Promise<string> {
  const answer = await browser.post(`${blog}/drafts`);
  const id = /\/api\/v1\/drafts\/([0-9a-f]{24})/.exec(answer.body)?.[1];
  if (!id) throw new Error(`no editor (${answer.status}): ${answer.text.slice(0, 300)}`);
  return id;
}

/** Writes and publishes a post by the pages, as a person without script does. */
export async function publishPost(
  world: World,
  browser: Browser,
  blog: string,
  words: Record<string, string> = {},
): Promise<Written> {
  const id = await beginPost(browser, blog);
  const fields = { ...(await editorFields(browser, `/drafts/${id}`)), ...WORDS, language: 'en', ...words };
  const answer = await browser.post(`/drafts/${id}/publication`, fields);
  if (answer.status !== 200) throw new Error(`not published (${answer.status}): ${answer.text.slice(0, 500)}`);
  await world.settle();
  const post = await world.model<Post>('Post').findById(id).lean<Post>();
  return { id, path: `${blog}/${post?.slug}`, draft: `/drafts/${id}` };
}
