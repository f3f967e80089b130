import type { Browser } from '../../../test/browser.js';
import { ana, ben, type CastMember, cleo, dov, eve, fin, gil } from '../../../test/cast.js';
import { OpenPage } from '../../../test/socket.js';
import { changeWorkspace, type Made, peopledWorkspace, storedWorkspace } from '../../../test/workspaces.js';
import { World } from '../../../test/world.js';
import { Live } from '../../platform/realtime/live.js';
import type { Visibility } from './workspace.model.js';

let world: World;
let made: Record<Visibility, Made>;
let browsers: [Name, Browser][];

/** Fin was once in all of them. */
beforeAll(async () => {
  world = await World.start();
  const people: [CastMember, ...CastMember[]] = [ana, ben, fin];
  made = {
    public: await peopledWorkspace(world, 'public', people, { name: 'Seen by all', tags: 'visible to all' }),
    members: await peopledWorkspace(world, 'members', people, { name: 'Seen by members', tags: 'visible to members' }),
    private: await peopledWorkspace(world, 'private', people, { name: 'Seen by few', tags: 'visible to few' }),
  };
  browsers = await Promise.all(
    Object.entries(everybody).map(
      async ([name, person]): Promise<[Name, Browser]> => [name as Name, await world.as(person)],
    ),
  );
  const asFin = await world.as(fin);
  for (const { path } of Object.values(made)) await asFin.post(`${path}/membership/end`);
  await world.settle();
});
afterAll(() => world.end());

const everybody = { ana, ben, cleo, dov, eve, fin, gil };
type Name = keyof typeof everybody;

const who: Record<Visibility, Name[]> = {
  public: ['ana', 'ben', 'cleo', 'dov', 'eve', 'fin', 'gil'],
  members: ['ana', 'ben', 'cleo', 'eve', 'fin', 'gil'],
  private: ['ana', 'ben'],
};

/** Each place where a workspace could show, and what shows that it does. */
const places: [string, (made: Made) => string, (made: Made, name: string) => string][] = [
  ['its page', ({ path }) => path, (_, name) => name],
  ['its people', ({ path }) => `${path}/people`, (_, name) => name],
  ['its feed', ({ path }) => `${path}/feed.atom`, (_, name) => name],
  ['the list', () => '/workspaces', ({ path }) => `href="${path}"`],
  ['the feed of the list', () => '/workspaces/feed.json', ({ path }) => path],
  ['the API', ({ slug }) => `/api/v1/workspaces/${slug}`, (_, name) => name],
  ['its people by the API', ({ slug }) => `/api/v1/workspaces/${slug}/people`, () => 'facilitator'],
  ['the list of the API', () => '/api/v1/workspaces', ({ slug }) => `"slug":"${slug}"`],
];

const visibilities = ['public', 'members', 'private'] as const;
const names = { public: 'Seen by all', members: 'Seen by members', private: 'Seen by few' };

describe.each(visibilities)('a workspace for: %s', (visibility) => {
  test.each(places)('on %s, to exactly who may see it', async (_, address, mark) => {
    const seen: Name[] = [];
    for (const [name, browser] of browsers) {
      const answer = await browser.get(address(made[visibility]));
      const shows = answer.status === 200 && answer.body.includes(mark(made[visibility], names[visibility]));
      if (shows) seen.push(name);
      else expect([name, answer.body.includes(names[visibility])]).toEqual([name, false]);
    }
    expect(seen).toEqual(who[visibility]);
  });

  test('its tag stands in clouds, lists, counts and suggestions of exactly who may see it', async () => {
    const tag = { public: 'visible to all', members: 'visible to members', private: 'visible to few' }[visibility];
    const seen: Record<string, Name[]> = { cloud: [], page: [], feed: [], api: [], list: [], suggestion: [] };
    for (const [name, browser] of browsers) {
      const key = encodeURIComponent(tag);
      if ((await browser.get('/tags')).links.includes(`/tags/${key}`)) seen.cloud?.push(name);
      const page = await browser.get(`/tags/${key}`);
      if (page.status === 200 && page.links.includes(made[visibility].path)) seen.page?.push(name);
      if ((await browser.get(`/tags/${key}/feed.rss`)).body.includes(names[visibility])) seen.feed?.push(name);
      if ((await browser.get(`/api/v1/tags/${key}`)).body.includes(names[visibility])) seen.api?.push(name);
      if ((await browser.get('/api/v1/tags')).body.includes(`"name":"${tag}","count":1`)) seen.list?.push(name);
      if ((await browser.get('/api/v1/tag-suggestions?q=visible')).body.includes(tag)) seen.suggestion?.push(name);
    }
    for (const [place, found] of Object.entries(seen)) expect([place, found]).toEqual([place, who[visibility]]);
  });
});

test('a visitor learns nothing by asking: what is hidden answers as what is not there', async () => {
  const asDov = await world.as(dov);
  const [hidden, absent] = [await asDov.get(made.private.path), await asDov.get('/workspaces/never-was')];
  expect([hidden.status, absent.status]).toEqual([404, 404]);
  const bare = (text: string) => text.replace(/\s+/g, ' ');
  expect(bare(hidden.text)).toBe(bare(absent.text));
});

test('an old address of a private workspace leads on only for its members', async () => {
  const asAna = await world.as(ana);
  const secret = await peopledWorkspace(world, 'private', [ana, ben], { name: 'Renamed secret' });
  await changeWorkspace(world, asAna, secret, { slug: 'renamed-again' });
  expect((await (await world.as(ben)).fetch(secret.path)).status).toBe(301);
  expect((await (await world.as(eve)).fetch(secret.path)).status).toBe(404);
});

test('a change of visibility counts at once: on pages, feeds, tags and open sockets', async () => {
  const turning = await peopledWorkspace(world, 'public', [ana, ben], { name: 'Turning', tags: 'turning tag' });
  const { _id } = await storedWorkspace(world, turning);
  world.app.get(Live).roomKind({
    name: 'visibility-spec',
    admit: async (viewer) => (viewer.sees(_id) ? [`workspace:${_id.toHexString()}`] : null),
  });
  const [asAna, asDov, asEve] = [await world.as(ana), await world.as(dov), await world.as(eve)];
  const [dovListens, eveListens] = [await OpenPage.of(asDov), await OpenPage.of(asEve)];
  expect([await dovListens.join('visibility-spec', 'x'), await eveListens.join('visibility-spec', 'x')]).toEqual([
    true,
    true,
  ]);
  expect((await asDov.get('/tags')).text).toContain('turning tag');
  await changeWorkspace(world, asAna, turning, { visibility: 'members' });
  await Promise.all([dovListens.cut(), eveListens.cut()]);
  expect((await asDov.get(turning.path)).status).toBe(404);
  expect((await asDov.get('/tags')).text).not.toContain('turning tag');
  expect((await asDov.get('/workspaces/feed.rss')).body).not.toContain('Turning');
  const [dovAgain, eveAgain] = [await OpenPage.of(asDov), await OpenPage.of(asEve)];
  expect([await dovAgain.join('visibility-spec', 'x'), await eveAgain.join('visibility-spec', 'x')]).toEqual([
    false,
    true,
  ]);
  await changeWorkspace(world, asAna, turning, { visibility: 'private' });
  await eveAgain.cut();
  expect((await asEve.get(turning.path)).status).toBe(404);
  expect((await asEve.get('/api/v1/tags/turning%20tag')).json()).toEqual({ items: [], next: null });
  dovAgain.close();
});

test('a follower who may not see it any more hears nothing and finds nothing in the list of what they follow', async () => {
  const followed = await peopledWorkspace(world, 'public', [ana], { name: 'Followed' });
  const target = (await storedWorkspace(world, followed))._id.toHexString();
  const asEve = await world.as(eve);
  await asEve.send('PUT', '/api/v1/follows', { kind: 'workspace', target, way: 'now' });
  expect((await asEve.get('/settings/follows')).text).toContain('Followed');
  await changeWorkspace(world, await world.as(ana), followed, { visibility: 'private' });
  expect((await asEve.get('/settings/follows')).links).not.toContain(followed.path);
  const hidden = (await storedWorkspace(world, made.private))._id.toHexString();
  expect((await asEve.send('PUT', '/api/v1/follows', { kind: 'workspace', target: hidden, way: 'now' })).status).toBe(
    404,
  );
});
