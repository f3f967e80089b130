import { ana, ben, cleo, dov, fin, gil } from '../../../test/cast.js';
import { givenWorkspace, openDiscussion, reply, replyByScript } from '../../../test/discussions.js';
import { World } from '../../../test/world.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
  await givenWorkspace(world, 'wells', 'public', [
    [ana, 'facilitator'],
    [ben, 'member'],
  ]);
  await givenWorkspace(world, 'roads', 'members', [
    [ana, 'facilitator'],
    [ben, 'member'],
  ]);
  await givenWorkspace(world, 'school', 'public', [[fin, 'facilitator']]);
});
afterAll(() => world.end());

describe('looking after discussions', () => {
  test('Ana closes one: nobody answers any more, what was typed is shown again, and it can be reopened', async () => {
    const [asAna, asBen] = await Promise.all([world.as(ana), world.as(ben)]);
    const talk = await openDiscussion(asBen, 'wells');
    expect((await asBen.post(`${talk.path}/closure`)).status).toBe(403);
    await asAna.post(`${talk.path}/closure`);
    expect((await asBen.get(talk.path)).text).toContain('Ana encerrou este debate');
    const late = await reply(asBen, talk, 'one last thing');
    expect(late.status).toBe(422);
    expect(late.body).toContain('one last thing');
    const problem = await replyByScript(asBen, talk, { text: 'one last thing' });
    expect(problem.status).toBe(409);
    expect(problem.json<{ detail: string }>().detail).toMatch(/encerrado/);
    await asAna.post(`${talk.path}/closure/end`);
    expect((await reply(asBen, talk, 'one last thing')).status).toBe(200);
  });

  test('what was sent before it was closed is still answered with the stored reply', async () => {
    const [asAna, asBen] = await Promise.all([world.as(ana), world.as(ben)]);
    const talk = await openDiscussion(asBen, 'wells');
    const sent = { text: 'the answer got lost', clientId: 'client-made-4' };
    await replyByScript(asBen, talk, sent);
    await asAna.post(`${talk.path}/closure`);
    const again = await replyByScript(asBen, talk, sent);
    expect(again.json<{ seq: number }>().seq).toBe(1);
  });

  test('pinned ones stand on top, once', async () => {
    const [asFin, asDov] = await Promise.all([world.as(fin), world.as(dov)]);
    const old = await openDiscussion(asFin, 'school', { title: 'Read this first' });
    await openDiscussion(asFin, 'school', { title: 'Something newer' });
    const titles = async () =>
      [...(await asDov.get('/workspaces/school/discussions')).text.matchAll(/Read this first|Something newer/g)].join();
    expect(await titles()).toBe('Something newer,Read this first');
    await asFin.post(`${old.path}/pin`);
    expect(await titles()).toBe('Read this first,Something newer');
    await asFin.post(`${old.path}/pin/end`);
    expect(await titles()).toBe('Something newer,Read this first');
  });

  test('a facilitator moves one to another workspace that they lead, and nowhere else; the old address leads there', async () => {
    const [asAna, asBen, asDov] = await Promise.all([world.as(ana), world.as(ben), world.as(dov)]);
    const talk = await openDiscussion(asBen, 'wells', { title: 'About roads' });
    expect((await asBen.post(`${talk.path}/move`, { to: 'roads' })).status).toBe(403);
    for (const to of ['school', 'no-such-place', '']) {
      const refused = await asAna.post(`${talk.path}/move`, { to });
      expect(refused.status).toBe(422);
    }
    expect((await asDov.get(talk.path)).status).toBe(200);
    await asAna.post(`${talk.path}/move`, { to: 'roads' });
    expect((await asDov.get(talk.path)).status).toBe(404);
    const led = await asBen.fetch(`${talk.path}/about-roads?reply=1`);
    expect(led.status).toBe(301);
    expect(led.headers.get('location')).toBe(`/workspaces/roads/discussions/${talk.id}/about-roads?reply=1`);
    expect((await asBen.get('/workspaces/wells/discussions')).text).not.toContain('About roads');
    expect((await asBen.get('/workspaces/roads/discussions')).text).toContain('About roads');
  });

  test('a moderator moves from the open forum and back', async () => {
    const [asGil, asCleo] = await Promise.all([world.as(gil), world.as(cleo)]);
    const talk = await openDiscussion(asCleo, null, { title: 'Where does it belong?' });
    expect((await asCleo.post(`${talk.path}/move`, { to: 'wells' })).status).toBe(403);
    await asGil.post(`${talk.path}/move`, { to: 'wells' });
    expect((await asCleo.get(talk.path)).text).toContain('wells');
    expect((await asCleo.fetch(talk.path)).headers.get('location')).toBe(`/workspaces/wells/discussions/${talk.id}`);
    await asGil.post(`${talk.path}/move`, { to: '' });
    expect((await asCleo.fetch(talk.path)).status).toBe(200);
  });

  test('a facilitator takes a whole discussion away', async () => {
    const [asAna, asBen] = await Promise.all([world.as(ana), world.as(ben)]);
    const talk = await openDiscussion(asBen, 'wells', { title: 'Cheap watches', tags: 'cheap watches' });
    expect((await asBen.get('/workspaces/wells/discussions')).text).toContain('Cheap watches');
    expect((await asBen.post(`${talk.path}/removal`)).status).toBe(403);
    await asAna.post(`${talk.path}/removal`);
    expect((await asBen.get(talk.path)).status).toBe(404);
    expect((await asBen.get('/workspaces/wells/discussions')).text).not.toContain('Cheap watches');
    expect((await asBen.get('/workspaces/wells/discussions/feed.rss')).body).not.toContain('Cheap watches');
  });
});
