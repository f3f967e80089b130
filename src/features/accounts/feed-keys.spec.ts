import { Browser } from '../../../test/browser.js';
import { ben, eve } from '../../../test/cast.js';
import { World } from '../../../test/world.js';
import type { Member } from './member.model.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.end());

const keyOf = async (handle: string) =>
  (await world.model<Member>('Member').findOne({ handle }).lean<Member>())?.feedKey ?? '';

test('everybody has a key of their own, and finds the addresses with it in the settings', async () => {
  const [bens, eves] = [await keyOf(ben.handle), await keyOf(eve.handle)];
  expect(bens).toMatch(/^[\w-]{40,}$/);
  expect(bens).not.toBe(eves);
  const page = await (await world.as(ben)).get('/settings/feeds');
  expect(page.links).toContain(`/feed.rss?key=${bens}`);
});

test('a key opens nothing but feeds', async () => {
  const key = await keyOf(ben.handle);
  const reader = new Browser(world.origin);
  const signedIn = await (await world.as(ben)).get('/api/v1/me', { accept: 'application/json' });
  expect(signedIn.status).toBe(200);
  expect((await reader.get(`/api/v1/me?key=${key}`, { accept: 'application/json' })).status).toBe(401);
  expect((await reader.get(`/settings/feeds?key=${key}`)).text).toContain('Sign in');
});

test('a key that was renewed is another one', async () => {
  const before = await keyOf(ben.handle);
  const page = await (await world.as(ben)).post('/settings/feeds/key');
  const after = await keyOf(ben.handle);
  expect(after).not.toBe(before);
  expect(page.links).toContain(`/feed.rss?key=${after}`);
  expect(page.body).not.toContain(before);
});
