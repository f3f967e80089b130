import { ana, ben, dov, eve } from '../../../test/cast.js';
import { changeWorkspace, makeWorkspace, peopledWorkspace } from '../../../test/workspaces.js';
import { World } from '../../../test/world.js';
import { newId } from '../../platform/database/ids.js';
import { tagFields } from '../../platform/text/tags.js';
import type { WorkspaceId } from '../workspaces/public.js';
import type { TagPlace, TagTotal } from './tag-count.model.js';
import { Tagging } from './tagging.js';
import { Tags } from './tags.js';

let world: World;
let tagging: Tagging;
beforeAll(async () => {
  world = await World.start();
  tagging = world.app.get(Tagging, { strict: false });
});
afterAll(() => world.end());

const counted = async (browser: { get(path: string): Promise<{ json<T>(): T }> }): Promise<Record<string, number>> => {
  const { items } = (await browser.get('/api/v1/tags?limit=100')).json<{ items: { name: string; count: number }[] }>();
  return Object.fromEntries(items.map(({ name, count }) => [name, count]));
};

const put = (subject: string, tags: string[], workspace: WorkspaceId | null = null, at = new Date()) =>
  tagging.put({ subject, section: 'blogs', workspace, tags: tagFields(tags), at });

test('spellings of one tag are one tag, under the one most used', async () => {
  const asAna = await world.as(ana);
  await makeWorkspace(asAna, { name: 'One', tags: 'Économie sociale, Água' });
  await makeWorkspace(asAna, { name: 'Two', tags: 'economie  sociale' });
  await makeWorkspace(asAna, { name: 'Three', tags: 'economie sociale' });
  await world.settle();
  expect(await counted(asAna)).toMatchObject({ 'economie sociale': 3, Água: 1 });
  for (const spelling of ['economie sociale', 'Économie  Sociale', '#ECONOMIE sociale']) {
    const page = await asAna.get(`/tags/${encodeURIComponent(spelling)}`);
    expect(page.links).toEqual(expect.arrayContaining(['/workspaces/one', '/workspaces/two', '/workspaces/three']));
  }
});

test('tags in any script have a page, however long their address', async () => {
  const amharic = 'ማኅበራዊ ጥበቃ እና የጤና መድን ለሁሉም የኢትዮጵያ ዜጎች በገጠርና በከተማ';
  const made = await makeWorkspace(await world.as(ana), { name: 'Script', tags: `${amharic}, 社会保障, C++, 50%` });
  await world.settle();
  const asDov = await world.as(dov);
  for (const tag of [amharic, '社会保障', 'C++', '50%'])
    expect((await asDov.get(`/tags/${encodeURIComponent(tag)}`)).links).toContain(made.path);
});

test('what is changed or gone is counted anew, and telling it twice changes nothing', async () => {
  const asDov = await world.as(dov);
  await put('spec:1', ['rain', 'harvest']);
  await put('spec:2', ['Rain']);
  await put('spec:2', ['Rain']);
  await world.settle();
  expect(await counted(asDov)).toMatchObject({ Rain: 2, harvest: 1 });
  await put('spec:1', ['rain', 'seed']);
  await tagging.drop('spec:2');
  await tagging.drop('spec:2');
  await tagging.drop('spec:never');
  await world.settle();
  const now = await counted(asDov);
  expect(now).toMatchObject({ rain: 1, seed: 1 });
  expect(now).not.toHaveProperty('harvest');
  expect(await world.model('Tagged').countDocuments({ _id: 'spec:2' })).toBe(0);
  expect(await world.model('TagTotal').countDocuments({ _id: 'harvest' })).toBe(0);
});

test('many at once are all counted, also several changes of the same thing', async () => {
  await Promise.all(Array.from({ length: 30 }, (_, at) => put(`crowd:${at % 10}`, ['crowd', `c${at % 3}`])));
  await world.settle();
  const [place] = await world.model<TagPlace>('TagPlace').find({ key: 'crowd' }).lean<TagPlace[]>();
  const total = await world.model<TagTotal>('TagTotal').findById('crowd').lean<TagTotal>();
  expect([place?.counts.all, total?.totals.blogs]).toEqual([10, 10]);
  expect(await world.model('Tagged').countDocuments({ pending: { $exists: true } })).toBe(0);
});

test('what was not counted because the server stopped is counted later', async () => {
  await put('spec:crash', ['comet']);
  await world.settle();
  await world.model('TagPlace').deleteMany({ key: 'comet' });
  await world.model('Tagged').updateOne({ _id: 'spec:crash' }, { $set: { pending: ['-/comet'] } });
  await put('spec:other', ['bell']);
  await world.settle();
  expect(await counted(await world.as(dov))).toMatchObject({ comet: 1 });
});

test('a cloud counts only what the viewer sees, and names it as it is written there', async () => {
  const hidden = await peopledWorkspace(world, 'private', [ana, ben], { name: 'Veiled', tags: 'MIXED tag' });
  const other = await peopledWorkspace(world, 'private', [ana], { name: 'Veiled too', tags: 'MIXED tag' });
  await makeWorkspace(await world.as(ana), { name: 'Plain', tags: 'mixed tag' });
  await world.settle();
  expect((await counted(await world.as(ana)))['MIXED tag']).toBe(3);
  expect((await counted(await world.as(ben)))['MIXED tag'] ?? (await counted(await world.as(ben)))['mixed tag']).toBe(
    2,
  );
  const asEve = await counted(await world.as(eve));
  expect([asEve['mixed tag'], asEve['MIXED tag']]).toEqual([1, undefined]);
  for (const { path } of [hidden, other])
    expect((await (await world.as(eve)).get('/tags/mixed%20tag')).links).not.toContain(path);
});

test('clouds are found where hidden tags would fill them', async () => {
  const secret = newId<'workspace'>();
  await world.connection.collection('workspaces').insertOne({ _id: secret, visibility: 'private', slugs: ['filled'] });
  const veiled = Array.from({ length: 90 }, (_, at) => `veiled ${at}`);
  for (const again of ['a', 'b', 'c']) await put(`hidden:${again}`, veiled, secret);
  await world.settle();
  const labels = (await (await world.as(dov)).get('/tags')).text;
  expect(labels).not.toContain('veiled');
  expect(labels).toContain('Água');
});

test('clouds and lists walk indexes', async () => {
  const totals = await world
    .model('TagTotal')
    .find({ 'totals.blogs': { $gt: 0 } })
    .sort({ 'totals.blogs': -1, _id: 1 })
    .limit(40)
    .explain('queryPlanner');
  const places = await world
    .model('TagPlace')
    .find({ key: { $in: ['rain', 'crowd'] } })
    .explain('queryPlanner');
  const list = await world
    .model('Tagged')
    .find({ 'tags.key': 'rain' })
    .sort({ at: -1, _id: -1 })
    .explain('queryPlanner');
  for (const plan of [totals, places, list]) {
    expect(JSON.stringify(plan)).toContain('IXSCAN');
    expect(JSON.stringify(plan)).not.toMatch(/COLLSCAN|"stage":"SORT"/);
  }
});

test('the page of a tag is paged by cursor, newest first, and each thing once', async () => {
  const asAna = await world.as(ana);
  for (const name of ['Paged 1', 'Paged 2', 'Paged 3']) await makeWorkspace(asAna, { name, tags: 'paged' });
  await world.settle();
  const titles: string[] = [];
  let after = '';
  do {
    const { items, next } = (await asAna.get(`/api/v1/tags/paged?limit=1${after && `&after=${after}`}`)).json<{
      items: { title: string }[];
      next: string | null;
    }>();
    titles.push(...items.map(({ title }) => title));
    after = next ?? '';
  } while (after);
  expect(titles).toEqual(['Paged 3', 'Paged 2', 'Paged 1']);
});

test('suggestions begin as typed, accents aside, most used first', async () => {
  const asDov = await world.as(dov);
  await put('s:1', ['santé communautaire']);
  await put('s:2', ['Santé publique']);
  await put('s:3', ['Santé publique']);
  await world.settle();
  const suggested = async (q: string) =>
    (await asDov.get(`/api/v1/tag-suggestions?q=${encodeURIComponent(q)}`)).json<{ items: string[] }>().items;
  expect(await suggested('SANTE')).toEqual(['Santé publique', 'santé communautaire']);
  expect(await suggested('zzz')).toEqual([]);
  expect((await suggested('')).length).toBeGreaterThan(3);
});

test('a tag is followed, its page says so, and it answers alike whether or not it is in use where one may not look', async () => {
  const asEve = await world.as(eve);
  await asEve.send('PUT', '/api/v1/follows', { kind: 'tag', target: 'mixed tag', way: 'daily' });
  expect((await asEve.get('/settings/follows')).links).toContain('/tags/mixed%20tag');
  const [unused, hidden] = ['never used at all', 'veiled 1'];
  for (const tag of [unused, hidden]) {
    expect((await asEve.get(`/tags/${encodeURIComponent(tag)}`)).status).toBe(404);
    expect((await asEve.send('PUT', '/api/v1/follows', { kind: 'tag', target: tag, way: 'site' })).status).toBe(200);
  }
  expect((await asEve.send('PUT', '/api/v1/follows', { kind: 'tag', target: 'Not Folded', way: 'site' })).status).toBe(
    404,
  );
});

test('the cloud of one workspace has its own counts, and its feeds their formats', async () => {
  const asAna = await world.as(ana);
  const made = await makeWorkspace(asAna, { name: 'Clouded', tags: 'own tag, rain' });
  await world.settle();
  const { _id } = (await world.model('Workspace').findOne({ slug: made.slug }).lean()) as unknown as {
    _id: WorkspaceId;
  };
  await put('clouded:1', ['own tag'], _id);
  await world.settle();
  const cloud = await world.app.get(Tags, { strict: false }).cloudOf(_id);
  expect(cloud).toEqual([
    { label: 'own tag', href: '/tags/own%20tag', count: 2 },
    { label: 'rain', href: '/tags/rain', count: 1 },
  ]);
  expect((await asAna.get(made.path)).links).toContain('/tags/own%20tag');
  for (const format of ['rss', 'atom', 'json'])
    expect((await asAna.get(`/tags/own%20tag/feed.${format}`)).body).toContain('Clouded');
  await changeWorkspace(world, asAna, made, { tags: 'rain' });
  await world.settle();
  expect((await asAna.get('/tags/own%20tag')).links).not.toContain(made.path);
});
