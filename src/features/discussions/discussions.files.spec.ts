import sharp from 'sharp';
import { ana, ben, type CastMember, cleo, dov, eve } from '../../../test/cast.js';
import { givenWorkspace, idOf, type Opened, openDiscussion, removeFrom, reply } from '../../../test/discussions.js';
import { World } from '../../../test/world.js';
import type { Attachment } from '../attachments/public.js';
import type { WorkspaceId } from '../workspaces/public.js';

let world: World;
let closed: WorkspaceId;
let talk: Opened;
let picture: Buffer;
beforeAll(async () => {
  world = await World.start();
  closed = await givenWorkspace(world, 'granary', 'private', [
    [ana, 'facilitator'],
    [ben, 'member'],
    [cleo, 'member'],
  ]);
  talk = await openDiscussion(await world.as(ana), 'granary', { title: 'The roof' });
  picture = await sharp({ create: { width: 1200, height: 800, channels: 3, background: '#8a5a2b' } })
    .jpeg()
    .toBuffer();
});
afterAll(() => world.end());

const PATH = /\/attachments\/[0-9a-f]{24}/;
const jpeg = () => ({ file: { name: 'roof.jpg', type: 'image/jpeg', bytes: picture } });
const seenBy = async (who: CastMember | null, path: string) => (await (await world.as(who)).get(path)).status;
const withPicture = async (who: CastMember, text: string) =>
  (await world.as(who)).upload(`${talk.path}/replies`, { text, alt: 'the roof' }, jpeg());

test('a reply brings its picture in one step, in sizes for phones, for those who may read it', async () => {
  const answer = await withPicture(ben, 'Look at this');
  expect(answer.status).toBe(200);
  expect(answer.body).toMatch(/<img [^>]*alt="the roof"/);
  expect(answer.body).toMatch(/srcset="[^"]*w=480/);
  const path = PATH.exec(answer.body)?.[0] ?? '';
  expect(await Promise.all([ana, ben, cleo, eve, dov].map((who) => seenBy(who, path)))).toEqual([
    200, 200, 200, 404, 404,
  ]);

  await removeFrom(world, closed, ana, cleo);
  expect(await seenBy(cleo, path)).toBe(404);
});

test('it goes with the reply, and with the discussion', async () => {
  const [first, second] = [await withPicture(ben, 'first'), await withPicture(ben, 'second')];
  const paths = [first, second].map(({ body }) => [...body.matchAll(new RegExp(PATH, 'g'))].at(-1)?.[0] ?? '');
  expect(new Set(paths).size).toBe(2);
  const seq = /reply=(\d+)/.exec(first.url)?.[1] ?? '';
  await (await world.as(ben)).post(`${talk.path}/replies/${seq}/removal`);
  await world.settle();
  expect(await Promise.all(paths.map((path) => seenBy(ana, path)))).toEqual([404, 200]);

  await (await world.as(ana)).post(`${talk.path}/removal`);
  await world.settle();
  expect(await seenBy(ana, paths[1] ?? '')).toBe(404);
  const kept = await world.model<Attachment>('Attachment').find({ 'subjects.0': { $exists: true } });
  expect(kept).toEqual([]);
});

test('an opening shows its picture, also one that is put in later', async () => {
  const asBen = await world.as(ben);
  const fields = { title: 'The door', text: 'It hangs.', language: 'en', alt: 'a door' };
  const opened = await asBen.upload('/workspaces/granary/discussions', fields, jpeg());
  expect(opened.body).toMatch(/<img [^>]*alt="a door"/);
  const plain = /(\/workspaces\/granary\/discussions\/[0-9a-f]{24})/.exec(opened.url)?.[1] ?? '';
  const changed = await asBen.upload(plain, { ...fields, text: 'Mended.', alt: 'mended' }, jpeg());
  expect(changed.body).toMatch(/<img [^>]*alt="mended"/);
  expect(changed.body).not.toContain('alt="a door"');
});

test('to name somebody else’s picture opens nothing', async () => {
  const upload = await (await world.as(ana)).upload('/api/v1/attachments', { alt: '' }, jpeg());
  const path = PATH.exec(upload.body)?.[0] ?? '';
  const forum = await openDiscussion(await world.as(eve), null, { title: 'Hers', text: `![](${path})` });
  await reply(await world.as(eve), forum, `![](${path})`);
  expect(await seenBy(eve, path)).toBe(404);
  expect(await seenBy(ana, path)).toBe(200);
});

test('a file that is refused leaves the words in the form', async () => {
  const { path } = await openDiscussion(await world.as(eve), null, { title: 'Words' });
  const file = { name: 'page.html', type: 'text/html', bytes: Buffer.from('<!doctype html>') };
  const refused = await (await world.as(eve)).upload(`${path}/replies`, { text: 'kept words' }, { file });
  expect(refused.status).toBe(415);
  expect(refused.body).toContain('kept words</textarea>');
  expect(await world.model('Reply').countDocuments({ author: await idOf(world, eve), source: /kept words/ })).toBe(0);
});
