import type { Visibility, WorkspaceId } from '../src/features/workspaces/public.js';
import type { WorkspaceRole } from '../src/platform/access/viewer.js';
import { newId } from '../src/platform/database/ids.js';
import type { Answer, Browser } from './browser.js';
import type { CastMember } from './cast.js';
import type { World } from './world.js';

/** A workspace with these people in it. */
export async function givenWorkspace(
  world: World,
  slug: string,
  visibility: Visibility,
  people: [CastMember, WorkspaceRole][],
): Promise<WorkspaceId> {
  const workspace = newId<'workspace'>();
  const now = new Date();
  const ids = await Promise.all(people.map(async ([person]) => idOf(world, person)));
  await world.connection.collection('workspaces').insertOne({
    _id: workspace,
    slug,
    slugs: [slug],
    name: `Espace ${slug}`,
    purpose: 'discussion',
    language: 'fr',
    visibility,
    description: '',
    tags: [],
    archived: null,
    memberCount: people.length,
    imported: null,
    facilitators: ids.filter((_, at) => people[at]?.[1] === 'facilitator'),
    createdBy: ids[0],
    createdAt: now,
    activeAt: now,
  });
  await world.connection
    .collection('memberships')
    .insertMany(people.map((_, at) => ({ workspace, member: ids[at], message: '', state: 'active', since: now })));
  return workspace;
}

export async function idOf(world: World, { handle }: CastMember) {
  const found = await world.model<{ handle: string }>('Member').findOne({ handle }).lean();
  if (!found) throw new Error(`${handle} is not here`);
  return found._id;
}

export interface Opened {
  id: string;
  /** Without the title: `/workspaces/wells/discussions/<id>`. */
  path: string;
}

/** Opens a discussion through the form, in a workspace or (`null`) in the open forum. */
export async function openDiscussion(
  browser: Browser,
  slug: string | null,
  fields: Record<string, string> = {},
): Promise<Opened> {
  const list = slug ? `/workspaces/${slug}/discussions` : '/discussions';
  const answer = await browser.post(list, {
    title: 'Who repairs the pump?',
    text: 'It broke again.',
    language: 'en',
    ...fields,
  });
  const id = /data-id="([0-9a-f]{24})"/.exec(answer.body)?.[1];
  if (!id) throw new Error(`not opened: ${answer.status} ${answer.text.slice(0, 500)}`);
  return { id, path: `${list}/${id}` };
}

export const reply = (browser: Browser, { path }: Opened, text: string, more: Record<string, string> = {}) =>
  browser.post(`${path}/replies`, { text, ...more });

/** As the page's script sends it. */
export const replyByScript = (browser: Browser, { path }: Opened, body: object): Promise<Answer> =>
  browser.send('POST', `${path}/replies`, body);

/** The places of the replies that a page shows. */
export const shownSeqs = (html: string): number[] =>
  [...html.matchAll(/data-seq="(\d+)"/g)].map(([, seq]) => Number(seq));
