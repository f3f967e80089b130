import { ana, ben, dov, eve, fin, gil } from '../../../test/cast.js';
import { removeFrom } from '../../../test/discussions.js';
import { beginPost, givenPlaces, inEditor, type Places, publishPost } from '../../../test/given-blogs.js';
import { World } from '../../../test/world.js';

let world: World;
let places: Places;
beforeAll(async () => {
  world = await World.start();
  places = await givenPlaces(world);
});
afterAll(() => world?.end());

test('Ana publishes in the workspace, and everybody reads it in its language', async () => {
  const post = await publishPost(world, await world.as(ana), '/workspaces/harvest/blog', {
    title: 'Payer après la récolte',
    text: 'Sur 412 ménages, **380** ont payé.',
    language: 'fr',
    tags: 'Mutuelles de santé, Sahel, sahel',
  });
  expect(post.path).toBe('/workspaces/harvest/blog/payer-apres-la-recolte');
  const page = await (await world.as(dov)).get(post.path);
  expect(page.status).toBe(200);
  expect(page.body).toContain('<h1 lang="fr" dir="auto">Payer après la récolte</h1>');
  expect(page.body).toContain('<strong>380</strong>');
  expect(page.links.filter((link) => link.startsWith('/tags/'))).toEqual([
    '/tags/mutuelles%20de%20sante',
    '/tags/sahel',
  ]);
  expect(page.body).toContain('href="/workspaces/harvest/blog/feed.atom"');
  const lists = await Promise.all(
    ['/blogs', '/workspaces/harvest/blog', '/workspaces/harvest'].map((path) => pageFor(dov, path)),
  );
  for (const list of lists) expect(list.body).toContain(post.path);
});

const pageFor = async (who: typeof ana | null, path: string) => (await world.as(who)).get(path);

test('a member has a blog of their own, where nobody else writes', async () => {
  const post = await publishPost(world, await world.as(fin), '/people/fin/blog', { title: 'O poço' });
  expect((await pageFor(dov, post.path)).text).toContain('O poço');
  expect((await (await world.as(ana)).post('/people/fin/blog/drafts')).status).toBe(403);
  expect((await (await world.as(dov)).post('/people/fin/blog/drafts')).status).toBe(401);
});

test('only members of a workspace write in its blog', async () => {
  expect((await (await world.as(eve)).post('/workspaces/harvest/blog/drafts')).status).toBe(403);
  expect((await (await world.as(eve)).post('/workspaces/well/blog/drafts')).status).toBe(404);
  expect((await (await world.as(ben)).post('/workspaces/harvest/blog/drafts')).status).toBe(200);
});

test('what stands in a workspace is there for those who see it, on every way to it', async () => {
  const cast = { ana, ben, fin, eve, gil, dov };
  const posts = {
    harvest: await publishPost(world, await world.as(ana), '/workspaces/harvest/blog', {
      title: 'Open to all',
      tags: 'dawn',
    }),
    treasurers: await publishPost(world, await world.as(ana), '/workspaces/treasurers/blog', {
      title: 'For members',
      tags: 'dusk',
    }),
    well: await publishPost(world, await world.as(ana), '/workspaces/well/blog', { title: 'Deep down', tags: 'night' }),
  };
  await removeFrom(world, places.well, ana, fin);
  const seen: Record<string, string[]> = {};
  for (const [name, who] of Object.entries(cast)) {
    const browser = await world.as(who);
    const ways = async (post: { id: string; path: string }, title: string, slug: string) => {
      const pages = [post.path, `/posts/${post.id}`, `/workspaces/${slug}/blog`, `/workspaces/${slug}/blog/feed.rss`];
      const statuses = await Promise.all(pages.map(async (path) => (await browser.get(path)).status));
      const lists = await Promise.all(
        ['/blogs', '/blogs/feed.rss', '/blogs/feed.atom', '/blogs/feed.json', '/api/v1/posts?limit=100'].map(
          async (path) => (await browser.get(path)).body.includes(title),
        ),
      );
      const api = await Promise.all(
        [`/api/v1/posts/${post.id}`, `/api/v1/workspaces/${slug}/posts`, `/api/v1/posts/${post.id}/comments`].map(
          async (path) => (await browser.get(path)).status,
        ),
      );
      return [...statuses, ...lists, ...api];
    };
    seen[name] = [
      verdict(await ways(posts.harvest, 'Open to all', 'harvest')),
      verdict(await ways(posts.treasurers, 'For members', 'treasurers')),
      verdict(await ways(posts.well, 'Deep down', 'well')),
    ];
  }
  expect(seen).toEqual({
    ana: ['all', 'all', 'all'],
    ben: ['all', 'all', 'all'],
    fin: ['all', 'all', 'none'],
    eve: ['all', 'all', 'none'],
    gil: ['all', 'all', 'none'],
    dov: ['all', 'none', 'none'],
  });
});

/** All ways lead there, or none does; anything between is a hole. */
const verdict = (ways: (number | boolean)[]): string => {
  if (ways.every((way) => way === 200 || way === true)) return 'all';
  return ways.every((way) => way === 404 || way === false) ? 'none' : JSON.stringify(ways);
};

test('slugs come from titles, once in each blog; a changed title leads on', async () => {
  const browser = await world.as(ana);
  const first = await publishPost(world, browser, '/workspaces/harvest/blog', { title: 'Rain' });
  const second = await publishPost(world, browser, '/workspaces/harvest/blog', { title: 'Rain' });
  const elsewhere = await publishPost(world, browser, '/people/ana/blog', { title: 'Rain' });
  expect([first.path, second.path, elsewhere.path]).toEqual([
    '/workspaces/harvest/blog/rain',
    '/workspaces/harvest/blog/rain-2',
    '/people/ana/blog/rain',
  ]);
  await inEditor(browser, first.id, '/publication', { title: 'Rain at last' });
  const led = await (await world.as(dov)).fetch('/workspaces/harvest/blog/rain');
  expect([led.status, led.headers.get('location')]).toEqual([301, '/workspaces/harvest/blog/rain-at-last']);
  const third = await publishPost(world, browser, '/workspaces/harvest/blog', { title: 'Rain' });
  expect(third.path).toBe('/workspaces/harvest/blog/rain-3');
});

test('the address of an imported post leads to where it is now, for those who may see it', async () => {
  const browser = await world.as(ana);
  const open = await publishPost(world, browser, '/workspaces/harvest/blog', { title: 'Old post' });
  const closed = await publishPost(world, browser, '/workspaces/well/blog', { title: 'Old secret' });
  await world.model('Post').updateOne({ _id: open.id }, { $set: { oldAddresses: ['/2009/05/old-post', '/?p=12'] } });
  await world.model('Post').updateOne({ _id: closed.id }, { $set: { oldAddresses: ['/2009/05/old-secret'] } });
  const visitor = await world.as(dov);
  const led = await visitor.fetch('/2009/05/old-post/');
  expect([led.status, led.headers.get('location')]).toEqual([301, open.path]);
  expect((await visitor.fetch('/2009/05/old-secret')).status).toBe(404);
  expect((await browser.fetch('/2009/05/old-secret')).status).toBe(301);
  expect((await visitor.fetch('/2009/05/nothing')).status).toBe(404);
});

test('neighbours and translations lead from post to post, but not to what the reader may not see', async () => {
  const browser = await world.as(fin);
  const one = await publishPost(world, browser, '/people/fin/blog', { title: 'A seca', language: 'pt' });
  const two = await publishPost(world, browser, '/people/fin/blog', {
    title: 'The drought',
    language: 'en',
    translationOf: `http://palabre.test${one.path}`,
  });
  const first = await pageFor(dov, one.path);
  expect(first.body).toMatch(new RegExp(`rel="next" href="${two.path}"`));
  expect(first.body).toMatch(new RegExp(`href="${two.path}" hreflang="en"`));
  await (await world.as(fin)).post(`/posts/${two.id}/unpublication`);
  const after = await pageFor(dov, one.path);
  expect(after.body).not.toContain(two.path);
  const refused = await inEditor(browser, await beginPost(browser, '/people/fin/blog'), '/publication', {
    title: 'Third',
    text: 'kept words',
    translationOf: '/people/fin/blog/not-there',
  });
  expect(refused.status).toBe(422);
  expect(refused.body).toContain('kept words');
});

test('feeds carry the whole text, and change when the text does', async () => {
  const browser = await world.as(ana);
  const post = await publishPost(world, browser, '/people/ana/blog', {
    title: 'In the feed',
    text: 'First **words** <3',
  });
  const visitor = await world.as(dov);
  const feed = async () =>
    (await visitor.get('/people/ana/blog/feed.json')).json<{
      items: { title: string; content_html: string; url: string; date_modified: string }[];
    }>();
  const item = (await feed()).items.find(({ title }) => title === 'In the feed');
  expect(item).toMatchObject({
    content_html: '<p>First <strong>words</strong> &lt;3</p>\n',
    url: `http://palabre.test${post.path}`,
  });
  await inEditor(browser, post.id, '/publication', { title: 'In the feed', text: 'Second words', minor: 'yes' });
  const minor = (await feed()).items.find(({ title }) => title === 'In the feed');
  expect(minor).toMatchObject({ content_html: '<p>Second words</p>\n', date_modified: item?.date_modified });
  await inEditor(browser, post.id, '/publication', { title: 'In the feed', text: 'Third words' });
  const edited = (await feed()).items.find(({ title }) => title === 'In the feed');
  expect(edited?.date_modified).not.toBe(item?.date_modified);
  const again = await visitor.fetch('/people/ana/blog/feed.atom');
  const etag = again.headers.get('etag') ?? '';
  expect((await visitor.fetch('/people/ana/blog/feed.atom', { headers: { 'if-none-match': etag } })).status).toBe(304);
});

test('what hostile Markdown brings is not in the page', async () => {
  const text =
    '<script>alert(1)</script>\n\n[x](javascript:alert(1)) <img src=x onerror=alert(1)>\n\n<h1 id="main">big</h1>';
  const post = await publishPost(world, await world.as(ben), '/people/ben/blog', {
    title: '<script>alert(2)</script>',
    text,
  });
  const { body } = await pageFor(dov, post.path);
  expect(body).not.toMatch(/onerror|href="javascript:|<script>alert|alert\(1\)<\/script/);
  expect(body.match(/id="main"/g)).toHaveLength(1);
  expect((await pageFor(dov, '/people/ben/blog')).body).not.toContain('<script>alert');
});

test('people are told what to do in a blog without posts', async () => {
  expect((await pageFor(gil, '/people/gil/blog')).text).toContain('Escriba la primera entrada');
  expect((await pageFor(dov, '/people/gil/blog')).text).toContain('Subscribe to the feed');
  expect((await pageFor(dov, '/people/nobody/blog')).status).toBe(404);
});
