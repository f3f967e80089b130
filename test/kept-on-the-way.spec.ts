import { Browser } from './browser.js';
import { ana, eve } from './cast.js';
import { givenWorkspace, type Opened, openDiscussion } from './discussions.js';
import { publishPost } from './given-blogs.js';
import { World } from './world.js';

let world: World;
let asAna: Browser;
let asEve: Browser;
let talk: Opened;

beforeAll(async () => {
  world = await World.start();
  await givenWorkspace(world, 'Wells', 'public', [[ana, 'facilitator']]);
  [asAna, asEve] = [await world.as(ana), await world.as(eve)];
  talk = await openDiscussion(asAna, 'wells');
});
afterAll(() => world.end());

describe('what is kept on the way', () => {
  const PRIVATE = [
    '/',
    '/dashboard',
    '/settings',
    '/api/v1/me',
    '/api/v1/posts',
    '/api/v1/notifications',
    '/feed.atom',
    '/workspaces/wells/feed.json',
    '/search?q=a',
    '/nowhere',
  ];

  test.each(PRIVATE)('%s of a member is kept by nobody else', async (path) => {
    for (const method of ['GET', 'HEAD']) {
      const answer = await asAna.fetch(path, { method });
      expect([method, answer.headers.get('cache-control')]).toEqual([
        method,
        expect.stringMatching(/private|no-store/),
      ]);
    }
  });

  test('an answer of the API or a feed to a visitor is asked for again within a minute', async () => {
    const asDov = new Browser(world.origin);
    for (const path of ['/api/v1/posts', '/feed.atom', `/api/v1/discussions/${talk.id}`])
      expect((await asDov.get(path)).headers.get('cache-control')).toMatch(/no-cache|no-store|max-age=60$/);
  });

  test('a feed’s secret opens nothing more once it is renewed', async () => {
    await givenWorkspace(world, 'Keyed', 'private', [[ana, 'facilitator']]);
    const key = await asAna.send('POST', '/api/v1/me/feed-key');
    const feed = `/workspaces/keyed/feed.atom?key=${key.json<{ key: string }>().key}`;
    const asDov = new Browser(world.origin);
    expect((await asDov.get(feed)).status).toBe(200);
    await asAna.send('POST', '/api/v1/me/feed-key');
    expect((await asDov.get(feed)).status).toBe(404);
  });

  test('a file goes with the text that showed it', async () => {
    const bytes = Buffer.from('minutes');
    const sent = await asAna.upload(
      '/api/v1/attachments',
      { alt: 'x' },
      { file: { name: 'minutes.txt', type: 'text/plain', bytes } },
    );
    const file = `/attachments/${/[0-9a-f]{24}/.exec(sent.body)?.[0]}`;
    const shown = await publishPost(world, asAna, '/people/ana/blog', { title: 'Minutes', text: `[minutes](${file})` });
    const asDov = new Browser(world.origin);
    const first = await asDov.get(file);
    expect(first.status).toBe(200);
    expect((await asAna.send('DELETE', `/api/v1/posts/${shown.id}`)).status).toBe(204);
    await world.settle();
    expect((await asDov.get(file, { 'if-none-match': first.headers.get('etag') ?? '*' })).status).toBe(404);
  });

  test('knowing the name of a version opens nothing', async () => {
    await givenWorkspace(world, 'Secret', 'private', [[ana, 'facilitator']]);
    const feed = await asAna.get('/workspaces/secret/feed.atom');
    const etag = feed.headers.get('etag') ?? 'none';
    for (const known of [etag, '*'])
      expect((await asEve.get('/workspaces/secret/feed.atom', { 'if-none-match': known })).status).toBe(404);
  });
});
