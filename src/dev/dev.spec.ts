import { World } from '../../test/world.js';
import { locales } from '../platform/i18n/locales.js';
import { members } from './cast.js';

let world: World;
beforeAll(async () => {
  world = await World.start({ NODE_ENV: 'development' });
});
afterAll(() => world.end());

test('the cast is there as soon as an empty community starts, and one press makes somebody of it', async () => {
  const browser = await world.as(null);
  for (const { handle, name } of members) {
    await browser.post(`/dev/people/${handle}`);
    expect((await browser.get('/dashboard')).links).toContain(`/people/${handle}`);
    expect((await browser.get('/dev/people')).text).toContain(`Become ${name}`);
  }
  expect((await browser.post('/dev/people/nobody')).status).toBe(404);
});

test('every e-mail can be read in every language, as HTML and as text', async () => {
  const browser = await world.as(null);
  const list = await browser.get('/dev/mail');
  const letters = list.links.filter((link) => link.startsWith('/dev/mail/'));
  expect(letters.length).toBeGreaterThanOrEqual(16 * locales.length * 2);
  for (const link of letters) {
    const letter = await browser.get(link);
    expect([link, letter.status]).toEqual([link, 200]);
    expect(letter.headers.get('content-type')).toContain(link.endsWith('/html') ? 'text/html' : 'text/plain');
    expect(letter.body.length).toBeGreaterThan(150);
    const [, , , , locale] = link.split('/');
    if (link.endsWith('/html')) expect(letter.body).toContain(`<html lang="${locale}"`);
    else expect(letter.body).not.toMatch(/<(p|div|html)\b/);
  }
});

test('components, facts, jobs and routes are shown', async () => {
  const browser = await world.as(null);
  const index = await browser.get('/dev');
  for (const link of index.links.filter((link) => link.startsWith('/dev/'))) {
    expect([link, (await browser.get(link)).status]).toEqual([link, 200]);
  }
  for (const link of (await browser.get('/dev/gallery')).links.filter((one) => one.startsWith('/dev/gallery/')))
    expect([link, (await browser.get(link)).status]).toEqual([link, 200]);
  expect((await browser.get('/dev/facts')).text).toContain('discussion.opened');
  expect((await browser.get('/dev/jobs')).text).toContain('relay-facts');
  expect((await browser.get('/dev/routes')).text).toMatch(/\/admin GET administrator AdminController\.home/);
});

test('nothing of it exists where people really are', async () => {
  const elsewhere = await World.start();
  const browser = await elsewhere.as(null);
  for (const path of ['/dev', '/dev/people', '/dev/mail', '/dev/routes'])
    expect((await browser.get(path)).status).toBe(404);
  expect((await browser.post('/dev/people/gil')).status).toBe(404);
  await elsewhere.end();
});
