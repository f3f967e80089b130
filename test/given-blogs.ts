import type { Post } from '../src/features/blogs/posts/post.model.js';
import type { WorkspaceId } from '../src/features/workspaces/public.js';
import type { Answer, Browser } from './browser.js';
import { ana, ben, fin } from './cast.js';
import { givenWorkspace } from './discussions.js';
import type { World } from './world.js';

/** One workspace of each visibility: Ana facilitates, Ben belongs. */
export interface Places {
  harvest: WorkspaceId;
  treasurers: WorkspaceId;
  well: WorkspaceId;
}

/** `/workspaces/harvest` is public, `/workspaces/treasurers` for members of the site, `/workspaces/well` private; Fin is in it until he leaves. */
export async function givenPlaces(world: World): Promise<Places> {
  return {
    harvest: await givenWorkspace(world, 'Harvest', 'public', [
      [ana, 'facilitator'],
      [ben, 'member'],
    ]),
    treasurers: await givenWorkspace(world, 'Treasurers', 'members', [
      [ana, 'facilitator'],
      [ben, 'member'],
    ]),
    well: await givenWorkspace(world, 'Well', 'private', [
      [ana, 'facilitator'],
      [ben, 'member'],
      [fin, 'member'],
    ]),
  };
}

export interface Written {
  id: string;
  /** The address of its page. */
  path: string;
  /** The address of its editor. */
  draft: string;
}

type Fields = Record<string, string>;

const WORDS = {
  title: 'Paying after the harvest',
  text: 'Of 412 households, **380** paid in December.',
  language: 'en',
};

/** Begins a post by the button on the page of its blog. */
export async function beginPost(browser: Browser, blog: string): Promise<string> {
  const answer = await browser.post(`${blog}/drafts`);
  const id = /\/api\/v1\/drafts\/([0-9a-f]{24})/.exec(answer.body)?.[1];
  if (!id) throw new Error(`no editor (${answer.status}): ${answer.text.slice(0, 300)}`);
  return id;
}

/** What the editor's form holds unseen when it is opened. */
export async function hiddenFields(browser: Browser, id: string): Promise<{ revision: string; tab: string }> {
  const { body } = await browser.get(`/drafts/${id}`);
  const field = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? '';
  return { revision: field('revision'), tab: field('tab') };
}

/** Fills in the editor as it is opened now, and presses one of its buttons. */
export async function inEditor(browser: Browser, id: string, button: string, fields: Fields = {}): Promise<Answer> {
  const form = { ...WORDS, when: 'now', ...(await hiddenFields(browser, id)), ...fields };
  return browser.post(`/drafts/${id}${button}`, form);
}

/** Writes and publishes a post by the pages, as a person without script does. */
export async function publishPost(world: World, browser: Browser, blog: string, words: Fields = {}): Promise<Written> {
  const id = await beginPost(browser, blog);
  const answer = await inEditor(browser, id, '/publication', words);
  if (answer.status !== 200) throw new Error(`not published (${answer.status}): ${answer.text.slice(0, 500)}`);
  await world.settle();
  const post = await postOf(world, id);
  return { id, path: `${blog}/${post.slug}`, draft: `/drafts/${id}` };
}

export async function postOf(world: World, id: string): Promise<Post> {
  const post = await world.model<Post>('Post').findById(id).lean<Post>();
  if (!post) throw new Error(`the post ${id} is not there`);
  return post;
}
