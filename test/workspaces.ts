import type { Visibility, Workspace } from '../src/features/workspaces/public.js';
import type { Browser } from './browser.js';
import type { CastMember } from './cast.js';
import type { World } from './world.js';

export interface Made {
  slug: string;
  path: string;
}

/** Makes a workspace through the form. */
export async function makeWorkspace(browser: Browser, fields: Record<string, string> = {}): Promise<Made> {
  const answer = await browser.post('/workspaces', {
    name: 'Wells',
    purpose: 'project',
    language: 'en',
    visibility: 'public',
    description: '',
    tags: '',
    ...fields,
  });
  const path = answer.url;
  if (answer.status !== 200 || !path.startsWith('/workspaces/'))
    throw new Error(`not made: ${answer.status} ${answer.text.slice(0, 500)}`);
  return { slug: path.replace('/workspaces/', ''), path };
}

/** A workspace of this visibility that the first person leads and the others belong to, by the ways that people take. */
export async function peopledWorkspace(
  world: World,
  visibility: Visibility,
  [founder, ...others]: [CastMember, ...CastMember[]],
  fields: Record<string, string> = {},
): Promise<Made> {
  const leads = await world.as(founder);
  const made = await makeWorkspace(leads, { ...fields, visibility: 'public' });
  for (const person of others) await (await world.as(person)).post(`${made.path}/membership`);
  if (visibility !== 'public') await changeWorkspace(world, leads, made, { visibility });
  await world.settle();
  return made;
}

/** Sends the form of the settings as it stands, with these changes. */
export async function changeWorkspace(world: World, browser: Browser, made: Made, changes: Record<string, string>) {
  const workspace = await storedWorkspace(world, made);
  const { name, slug, purpose, description, language, visibility, tags } = workspace;
  const stands = {
    name,
    slug,
    purpose,
    description,
    language,
    visibility,
    tags: tags.map((tag) => tag.name).join(', '),
  };
  return browser.post(`${made.path}/settings`, { ...stands, ...changes });
}

export async function storedWorkspace(world: World, { slug }: Pick<Made, 'slug'>): Promise<Workspace> {
  const found = await world.model<Workspace>('Workspace').findOne({ slugs: slug }).lean<Workspace>();
  if (!found) throw new Error(`there is no workspace at ${slug}`);
  return found;
}
