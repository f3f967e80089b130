import { ana, cleo, gil } from '../../../test/cast.js';
import { World } from '../../../test/world.js';
import { Announcements } from './announcements.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.end());

const announcement = {
  title: 'Rencontre à <Dakar>',
  text: 'Le *12 mars*.\n\n<script>alert(1)</script>',
  language: 'fr',
  until: '2999-12-31',
};

describe('an announcement', () => {
  test('is published by an administrator, read by everybody, and goes out by feed', async () => {
    const browser = await world.as(gil);
    await browser.post('/admin/news', announcement);
    const visitor = await world.as(null);
    const news = await visitor.get('/news');
    expect(news.body).toContain('Rencontre à &lt;Dakar>');
    expect(news.body).toContain('<em>12 mars</em>');
    expect(news.body).not.toContain('alert(1)</script>');
    const path = news.links.find((link) => /^\/news\/[0-9a-f]{24}$/.test(link)) ?? '';
    const page = await visitor.get(path);
    expect(page.body).toContain('lang="fr"');
    for (const [format, type] of [
      ['rss', 'rss+xml'],
      ['atom', 'atom+xml'],
      ['json', 'feed+json'],
    ]) {
      const feed = await visitor.get(`/news/feed.${format}`);
      expect(feed.status).toBe(200);
      expect(feed.headers.get('content-type')).toContain(type);
      expect(feed.body).toContain(path);
    }
  });

  test('is edited and removed', async () => {
    const browser = await world.as(gil);
    const [edit] = (await browser.get('/admin/news')).links.filter((link) => /news\/[0-9a-f]{24}$/.test(link));
    expect((await browser.post(edit ?? '', { ...announcement, title: '' })).status).toBe(422);
    await browser.post(edit ?? '', { ...announcement, title: 'Another title' });
    expect((await browser.get('/news')).text).toContain('Another title');
    await browser.post(`${edit}/removal`);
    expect((await browser.get('/news')).text).not.toContain('Another title');
    expect((await browser.get((edit ?? '').replace('/admin/news', '/news'))).status).toBe(404);
  });

  test('is news until its day has passed', async () => {
    const announcements = world.app.get(Announcements, { strict: false });
    const count = async () => (await announcements.current(10)).length;
    const before = await count();
    await (await world.as(gil)).post('/admin/news', { ...announcement, until: '2020-01-01' });
    expect(await count()).toBe(before);
    await (await world.as(gil)).post('/admin/news', { ...announcement, until: '' });
    expect(await count()).toBe(before + 1);
  });

  test('is nobody else’s to write, on the page or by the API', async () => {
    for (const person of [null, ana, cleo]) {
      const browser = await world.as(person);
      expect((await browser.post('/admin/news', announcement)).status).toBe(404);
      expect((await browser.send('POST', '/api/v1/news', announcement)).status).toBe(404);
    }
    const browser = await world.as(gil);
    const made = await browser.send('POST', '/api/v1/news', announcement);
    expect(made.status).toBe(201);
    const { id } = made.json<{ id: string }>();
    expect(
      (await browser.send('PUT', `/api/v1/news/${id}`, { ...announcement, title: 'By program' })).json(),
    ).toMatchObject({ title: 'By program' });
    expect((await browser.send('DELETE', `/api/v1/news/${id}`)).status).toBe(204);
    expect((await browser.send('GET', `/api/v1/news/${id}`)).status).toBe(404);
  });

  test('lists are paged by cursor', async () => {
    const browser = await world.as(gil);
    for (const title of ['One', 'Two', 'Three']) await browser.send('POST', '/api/v1/news', { ...announcement, title });
    const titles: string[] = [];
    let after = '';
    do {
      const page = (await browser.send('GET', `/api/v1/news?limit=2${after && `&after=${after}`}`)).json<{
        items: { title: string }[];
        next: string | null;
      }>();
      titles.push(...page.items.map(({ title }) => title));
      after = page.next ?? '';
    } while (after);
    expect(titles.slice(0, 3)).toEqual(['Three', 'Two', 'One']);
    expect(titles).toHaveLength(await world.model('Announcement').countDocuments());
  });
});
