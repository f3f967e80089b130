import { ana, ben, type CastMember, cleo, dov, eve, fin, gil } from '../../../test/cast.js';
import { givenWorkspace, makeVisible, openDiscussion, removeFrom } from '../../../test/discussions.js';
import { World } from '../../../test/world.js';
import type { WorkspaceId } from '../workspaces/public.js';

/** What was written where, and who may see it. */
const PUBLIC = 'Who repairs the pump?';
const MEMBERS = 'What a household can pay';
const PRIVATE = 'What we tell nobody';

let world: World;
let circle: WorkspaceId;
let wells: WorkspaceId;

beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.end());

describe('a site that has just begun', () => {
  test('tells its administrator what to do next, and nobody else', async () => {
    const toGil = await (await world.as(gil)).get('/');
    expect(toGil.links).toEqual(expect.arrayContaining(['/admin/site', '/workspaces/new', '/admin/texts/about']));
    for (const person of [ana, dov]) {
      const { links, status } = await (await world.as(person)).get('/');
      expect(status).toBe(200);
      expect(links).not.toContain('/admin/site');
    }
  });

  test('says to a member how to begin, and to a visitor why to join', async () => {
    expect((await (await world.as(ana)).get('/')).links).toEqual(
      expect.arrayContaining(['/discussions/new', '/workspaces/new']),
    );
    const toDov = await (await world.as(dov)).get('/');
    expect(toDov.links).toEqual(expect.arrayContaining(['/sign-up', '/sign-in', '/about']));
    expect(toDov.body.match(/<ul class="benefits">(<li>.*?<\/li>){3}<\/ul>/s)).not.toBeNull();
    expect(toDov.links).not.toContain('/discussions/new');
  });

  test('has only links that lead somewhere, in the frame and on every page of its own', async () => {
    for (const person of [dov, ben, gil]) {
      const browser = await world.as(person);
      const seen = new Set<string>();
      for (const path of [
        '/',
        '/community',
        '/help',
        '/people',
        '/dashboard',
        '/sitemap',
        '/help/start',
        '/admin/texts',
      ]) {
        const page = await browser.get(path);
        for (const link of page.links) if (link.startsWith('/')) seen.add(link.split('#')[0] ?? link);
      }
      const dead: string[] = [];
      for (const link of seen) {
        const { status, url } = await browser.get(link);
        if (status !== 200) dead.push(`${link} → ${url}: ${status}`);
      }
      expect(dead).toEqual([]);
      expect(seen.size).toBeGreaterThan(20);
    }
  });
});

describe('what is new', () => {
  beforeAll(async () => {
    wells = await givenWorkspace(world, 'wells', 'public', [
      [ana, 'facilitator'],
      [ben, 'member'],
    ]);
    await givenWorkspace(world, 'figures', 'members', [[cleo, 'facilitator']]);
    circle = await givenWorkspace(world, 'circle', 'private', [
      [ana, 'facilitator'],
      [ben, 'member'],
      [fin, 'member'],
    ]);
    await openDiscussion(await world.as(ana), 'wells', { title: PUBLIC, tags: 'water' });
    await openDiscussion(await world.as(cleo), 'figures', { title: MEMBERS, tags: 'money' });
    await openDiscussion(await world.as(fin), 'circle', { title: PRIVATE, tags: 'secrets' });
    await removeFrom(world, circle, ana, fin);
    await world.settle();
  });

  const visibleTo: [string, CastMember | null, string[], string[]][] = [
    ['Ana, who leads both', ana, [PUBLIC, MEMBERS, PRIVATE], ['wells', 'figures', 'circle']],
    ['Ben, who belongs to both', ben, [PUBLIC, MEMBERS, PRIVATE], ['wells', 'figures', 'circle']],
    ['Cleo, who belongs to neither', cleo, [PUBLIC, MEMBERS], ['wells', 'figures']],
    ['Dov, a visitor', dov, [PUBLIC], ['wells']],
    ['Eve, an outsider', eve, [PUBLIC, MEMBERS], ['wells', 'figures']],
    ['Fin, who wrote it and was removed', fin, [PUBLIC, MEMBERS], ['wells', 'figures']],
    ['Gil, an administrator who does not belong there', gil, [PUBLIC, MEMBERS], ['wells', 'figures']],
  ];
  const all = [PUBLIC, MEMBERS, PRIVATE];
  const places = ['wells', 'figures', 'circle'];
  const tags = ['water', 'money', 'secrets'];

  test.each(visibleTo)('shows to %s what they may see and no more', async (_who, person, titles, workspaces) => {
    const browser = await world.as(person);
    for (const path of ['/', '/community']) {
      const page = await browser.get(path);
      expect(all.filter((title) => page.text.includes(title))).toEqual(titles);
      expect(places.filter((slug) => page.links.includes(`/workspaces/${slug}`))).toEqual(workspaces);
      expect(tags.filter((tag) => page.links.includes(`/tags/${tag}`))).toEqual(tags.slice(0, titles.length));
    }
    const feed = (await browser.get('/feed.json')).json<{ items: { title: string }[] }>();
    expect(all.filter((title) => feed.items.some((item) => item.title === title))).toEqual(titles);
    expect(feed.items).toHaveLength(titles.length);
    for (const format of ['rss', 'atom']) {
      const { body } = await browser.get(`/feed.${format}`);
      expect(all.filter((title) => body.includes(title))).toEqual(titles);
    }
    const { counts } = (await browser.get('/api/v1/site')).json<{
      counts: { workspaces: number; contents: { discussions: number } };
    }>();
    expect([counts.workspaces, counts.contents.discussions]).toEqual([workspaces.length, titles.length]);
  });

  test('names the workspace of each, and the people only to members', async () => {
    const toEve = await (await world.as(eve)).get('/');
    expect(toEve.body).toMatch(/Who repairs the pump\?[\s\S]*?href="\/people\/ana"[\s\S]*?href="\/workspaces\/wells"/);
    expect(toEve.links).toContain('/people/gil');
    const toDov = await (await world.as(dov)).get('/');
    expect(toDov.links).not.toContain('/people/gil');
    expect(toDov.text).toContain('6 people from 6 countries.');
  });

  test('follows a change of visibility at once', async () => {
    const asDov = await world.as(dov);
    await makeVisible(world, wells, ana, 'members');
    expect((await asDov.get('/')).text).not.toContain(PUBLIC);
    expect((await asDov.get('/feed.json')).body).not.toContain(PUBLIC);
    await makeVisible(world, wells, ana, 'public');
    expect((await asDov.get('/')).text).toContain(PUBLIC);
  });

  test('has a feed that feed readers find, with dates they can ask by', async () => {
    const asDov = await world.as(dov);
    expect((await asDov.get('/')).body).toContain('type="application/atom+xml"');
    const feed = await asDov.get('/feed.atom');
    expect(feed.headers.get('content-type')).toContain('application/atom+xml');
    const again = await asDov.get('/feed.atom', { 'if-none-match': feed.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
  });

  test('includes what administrators announce, as long as it is news', async () => {
    const asGil = await world.as(gil);
    await asGil.post('/admin/news', {
      title: 'We meet on Friday',
      text: 'Under the **tree**.',
      language: 'en',
    });
    await asGil.post('/admin/news', { title: 'Long ago', text: 'Over.', language: 'en', until: '2020-01-01' });
    for (const person of [dov, ana]) {
      const browser = await world.as(person);
      const page = await browser.get('/');
      expect(page.body).toContain('<strong>tree</strong>');
      expect(page.text).not.toContain('Long ago');
      expect(page.body).toContain('href="/news/feed.atom"');
      expect((await browser.get('/feed.json')).body).toContain('We meet on Friday');
    }
    const { items } = (await (await world.as(dov)).get('/api/v1/news')).json<{
      items: { id: string; title: string }[];
    }>();
    const ours = items.find(({ title }) => title === 'We meet on Friday');
    await asGil.send('DELETE', `/api/v1/news/${ours?.id}`);
    expect((await (await world.as(dov)).get('/')).text).not.toContain('We meet on Friday');
  });

  test('is said in four languages', async () => {
    const headings = new Map([
      ['en', 'Last updated workspaces'],
      ['fr', 'Espaces de travail actifs récemment'],
      ['es', 'Espacios de trabajo actualizados'],
      ['pt', 'Espaços de trabalho atualizados'],
    ]);
    for (const [locale, heading] of headings) {
      const { body, text } = await (await world.as(dov)).get('/', { 'accept-language': locale });
      expect(body).toContain(`<html lang="${locale}"`);
      expect(text).toContain(heading);
    }
  });

  describe('on the dashboard', () => {
    test('is only what happens where they are, marked when it is younger than their last visit', async () => {
      const asBen = await world.as(ben);
      const first = await asBen.get('/dashboard');
      expect(first.text).toContain(PUBLIC);
      expect(first.text).toContain(PRIVATE);
      expect(first.text).not.toContain(MEMBERS);
      expect(first.body).not.toContain('entry-unread');
      await world.model('Visit').updateMany({}, { $set: { at: new Date(Date.now() - 3_600_000) } });
      await openDiscussion(await world.as(ana), 'wells', { title: 'The pump works' });
      await world.settle();
      const later = await asBen.get('/dashboard');
      expect(later.body.match(/entry-unread/g)?.length).toBeGreaterThan(0);
      expect((await asBen.get('/dashboard')).body.match(/entry-unread/g)).toEqual(later.body.match(/entry-unread/g));
    });

    test('belongs to members, and leaves with the membership', async () => {
      expect((await (await world.as(dov)).get('/dashboard')).url).toBe('/sign-in?back=%2Fdashboard');
      const toFin = await (await world.as(fin)).get('/dashboard');
      expect(toFin.status).toBe(200);
      expect(toFin.text).not.toContain(PRIVATE);
      expect(toFin.links).not.toContain('/workspaces/circle');
    });

    test('tells a newcomer the first steps, until they are taken', async () => {
      const asEve = await world.as(eve);
      const before = await asEve.get('/dashboard');
      expect(before.links).toEqual(expect.arrayContaining(['/settings/profile', '/help/start']));
      expect(before.body).not.toContain('step-done');
      await asEve.send('PATCH', '/api/v1/me', { interests: ['water'] });
      expect((await asEve.get('/dashboard')).body.match(/step-done/g)).toHaveLength(1);
    });
  });

  describe('in the site map', () => {
    test('is what visitors may see, whoever asks', async () => {
      for (const person of [dov, ana]) {
        const browser = await world.as(person);
        const index = await browser.get('/sitemap.xml');
        expect(index.headers.get('content-type')).toContain('application/xml');
        const files = [...index.body.matchAll(/<loc>http:\/\/palabre\.test(.*?)<\/loc>/g)].map(
          ([, path]) => path ?? '',
        );
        expect(files).toEqual(
          expect.arrayContaining(['/sitemap/pages.xml', '/sitemap/workspaces.xml', '/sitemap/discussions-1.xml']),
        );
        const all = (await Promise.all(files.map(async (file) => (await browser.get(file)).body))).join('');
        expect(all).toContain('<loc>http://palabre.test/workspaces/wells</loc>');
        expect(all).toContain('who-repairs-the-pump</loc>');
        expect(all).toContain('<loc>http://palabre.test/help/feeds</loc>');
        expect(all).not.toMatch(/circle|figures|what-we-tell|household/);
      }
    });

    test('has no file that is not named', async () => {
      const asDov = await world.as(dov);
      for (const file of ['discussions-2', 'discussions-0', 'secrets-1', 'x'])
        expect((await asDov.get(`/sitemap/${file}.xml`)).status).toBe(404);
    });

    test('is named in robots.txt, which closes what is not for search engines', async () => {
      const { body, headers } = await (await world.as(dov)).get('/robots.txt');
      expect(headers.get('content-type')).toContain('text/plain');
      expect(body).toContain('Sitemap: http://palabre.test/sitemap.xml');
      expect(body).toContain('Disallow: /admin');
    });
  });
});
