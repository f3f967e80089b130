import { Types } from 'mongoose';
import { asViewerMember, type Member } from '../src/features/accounts/public.js';
import { ImportedDiscussions } from '../src/features/discussions/public.js';
import { Doors } from '../src/features/workspaces/doors.js';
import { Facilitators } from '../src/features/workspaces/facilitators.js';
import { Founding } from '../src/features/workspaces/founding.js';
import { Keeping } from '../src/features/workspaces/keeping.js';
import { type Visibility, type WorkspaceId, Workspaces } from '../src/features/workspaces/public.js';
import type { Viewer, WorkspaceRole } from '../src/platform/access/viewer.js';
import { Viewers } from '../src/platform/access/viewers.js';
import { newId } from '../src/platform/database/ids.js';
import { importedId, importKey } from '../src/platform/database/imported-ids.js';
import type { Answer, Browser } from './browser.js';
import type { CastMember } from './cast.js';
import type { World } from './world.js';

/** A workspace with these people in it; the first one leads it. Its address is its name. */
export async function givenWorkspace(
  world: World,
  name: string,
  visibility: Visibility,
  people: [CastMember, WorkspaceRole][],
): Promise<WorkspaceId> {
  const id = newId<'workspace'>();
  const [founder, ...others] = await Promise.all(people.map(([person]) => idOf(world, person)));
  if (!founder) throw new Error('somebody has to lead it');
  const draft = { name, purpose: 'discussion' as const, description: '', language: 'fr', tags: [], visibility };
  await world.app.get(Founding, { strict: false }).found(id, draft, founder);
  for (const other of others) await world.app.get(Doors, { strict: false }).admit(id, other, founder);
  return id;
}

/** The viewer that somebody is now. */
export async function viewerOf(world: World, { handle, locale, timeZone }: CastMember): Promise<Viewer> {
  const member = await world.model<Member>('Member').findOne({ handle }).lean<Member>();
  if (!member) throw new Error(`${handle} is not here`);
  return world.app.get(Viewers, { strict: false }).ofMember(asViewerMember(member), locale, timeZone);
}

export async function removeFrom(world: World, id: WorkspaceId, by: CastMember, who: CastMember): Promise<void> {
  const viewer = await viewerOf(world, by);
  const workspace = await world.app.get(Workspaces, { strict: false }).getFor(viewer, id);
  await world.app.get(Facilitators, { strict: false }).remove(viewer, workspace, await idOf(world, who));
}

export async function makeVisible(world: World, id: WorkspaceId, by: CastMember, to: Visibility): Promise<void> {
  const viewer = await viewerOf(world, by);
  const workspace = await world.app.get(Workspaces, { strict: false }).getFor(viewer, id);
  const { name, slug, purpose, description, language, tags } = workspace;
  const settings = { name, slug, purpose, description, language, tags, visibility: to };
  await world.app.get(Keeping, { strict: false }).change(viewer, workspace, settings);
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

/** A long discussion, as an import would bring it. */
export async function manyReplies(world: World, { id }: Opened, author: CastMember, count: number): Promise<void> {
  const by = await idOf(world, author);
  const replies = Array.from({ length: count }, (_, at) => ({
    id: importedId('test', 'reply', `${id}:${at}`),
    key: importKey('test', 'reply', `${id}:${at}`),
    discussion: new Types.ObjectId(id),
    author: by,
    language: 'en',
    source: `reply ${at + 1}`,
    at: new Date(Date.UTC(2020, 0, 1, 0, at)),
    editedAt: null,
    removedAt: null,
  }));
  await world.app.get(ImportedDiscussions, { strict: false }).putReplies(replies);
}

/** As the page's script sends it. */
export const replyByScript = (browser: Browser, { path }: Opened, body: object): Promise<Answer> =>
  browser.send('POST', `${path}/replies`, body);

/** The places of the replies that a page shows. */
export const shownSeqs = (html: string): number[] =>
  [...html.matchAll(/data-seq="(\d+)"/g)].map(([, seq]) => Number(seq));
