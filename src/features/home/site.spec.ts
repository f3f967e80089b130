import { ana, ben, dov, eve, gil } from '../../../test/cast.js';
import { World } from '../../../test/world.js';
import { GUIDES } from './help/guides.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.end());

describe('the texts of the site', () => {
  test('are read and written by programs of administrators, and exist for nobody else', async () => {
    const [asGil, asAna] = [await world.as(gil), await world.as(ana)];
    const written = await asGil.send('PUT', '/api/v1/admin/texts/contact', { en: 'Write **to us**.' });
    expect(written.json()).toEqual({ name: 'contact', sources: { en: 'Write **to us**.' } });
    expect((await asAna.get('/contact', { 'accept-language': 'en' })).body).toContain('<strong>to us</strong>');
    const names = (await asGil.get('/api/v1/admin/texts')).json<{ name: string }[]>().map(({ name }) => name);
    expect(names).toEqual(['about', 'contact', 'disclaimer', 'partners']);
    expect((await asGil.send('PUT', '/api/v1/admin/texts/contact', {})).json()).toMatchObject({ sources: {} });
    expect((await asGil.send('PUT', '/api/v1/admin/texts/contact', { en: 'x'.repeat(20_001) })).status).toBe(422);
    for (const path of ['/api/v1/admin/texts', '/api/v1/admin/texts/about'])
      expect((await asAna.get(path)).status).toBe(404);
    expect((await asAna.send('PUT', '/api/v1/admin/texts/about', { en: 'Mine now' })).status).toBe(404);
  });

  test('are there from the start, in the reader’s language; only Partners waits to be written', async () => {
    const asDov = await world.as(dov);
    for (const path of ['/about', '/contact', '/disclaimer']) {
      expect((await asDov.get(path)).text.length).toBeGreaterThan(400);
      expect((await asDov.get(path, { 'accept-language': 'pt' })).body).toContain('<html lang="pt"');
    }
    expect((await asDov.get('/partners')).status).toBe(404);
    expect((await asDov.get('/help')).links).not.toContain('/partners');
  });

  test('are written by administrators and by nobody else', async () => {
    for (const person of [dov, ana]) {
      const browser = await world.as(person);
      expect((await browser.get('/admin/texts/about')).status).toBe(404);
      expect((await browser.post('/admin/texts/about', { en: 'Mine now' })).status).toBe(404);
    }
    const saved = await (await world.as(gil)).post('/admin/texts/about', {
      en: '',
      fr: 'Nous sommes *douze*.',
      es: '',
      pt: '',
    });
    expect(saved.status).toBe(200);
    const french = await (await world.as(ana)).get('/about');
    expect(french.body).toContain('<em>douze</em>');
    const english = await (await world.as(eve)).get('/about');
    expect(english.body).toMatch(/<div class="prose" lang="fr"[^>]*>.*<em>douze<\/em>/s);
  });

  test('put Partners into the menu as long as there is something to read', async () => {
    const asGil = await world.as(gil);
    await asGil.post('/admin/texts/partners', { en: '## Those who help us' });
    const asDov = await world.as(dov);
    expect((await asDov.get('/partners')).text).toContain('Those who help us');
    expect((await asDov.get('/help')).links).toContain('/partners');
    await asGil.post('/admin/texts/partners', { en: '' });
    expect((await asDov.get('/partners')).status).toBe(404);
    expect((await asDov.get('/help')).links).not.toContain('/partners');
  });

  test('welcome people on the home page, safely', async () => {
    await (await world.as(gil)).post('/admin/site', {
      name: 'Palabre',
      workspaceCreation: 'open',
      'welcome-en': 'We dig **wells**.<script>alert(1)</script>',
    });
    const { body } = await (await world.as(dov)).get('/');
    expect(body).toContain('<strong>wells</strong>');
    expect(body).not.toContain('alert(1)');
    expect(
      (await (await world.as(dov)).get('/api/v1/site')).json<{ welcome: { language: string } }>().welcome.language,
    ).toBe('en');
  });

  test('keep what was typed when it is too long', async () => {
    const asGil = await world.as(gil);
    const refused = await asGil.post('/admin/texts/about', { en: 'x'.repeat(20_001), fr: 'Gardé' });
    expect(refused.status).toBe(422);
    expect(refused.body).toContain('Gardé</textarea>');
    expect((await asGil.get('/admin/texts/nonsense')).status).toBe(404);
  });
});

describe('help', () => {
  test('has every guide in every language, with words of its own', async () => {
    const asDov = await world.as(dov);
    for (const guide of GUIDES) {
      const bodies = await Promise.all(
        ['en', 'fr', 'es', 'pt'].map(async (locale) => {
          const page = await asDov.get(`/help/${guide}`, { 'accept-language': locale });
          expect(page.status).toBe(200);
          return /<div class="prose"[^>]*>(.*?)<\/div>/s.exec(page.body)?.[1] ?? '';
        }),
      );
      expect(new Set(bodies).size).toBe(4);
      for (const body of bodies) expect(body.length).toBeGreaterThan(500);
    }
    expect((await asDov.get('/help/nonsense')).status).toBe(404);
  });

  test('leads only to pages that are there', async () => {
    const asBen = await world.as(ben);
    const links = new Set<string>();
    for (const guide of GUIDES)
      for (const link of (await asBen.get(`/help/${guide}`)).links) if (link.startsWith('/')) links.add(link);
    const dead: string[] = [];
    for (const link of links) if ((await asBen.get(link)).status !== 200) dead.push(link);
    expect(dead).toEqual([]);
  });
});

describe('feedback', () => {
  test('of a visitor is kept for administrators, who are told on the site and by e-mail', async () => {
    const asDov = await world.as(dov);
    const sent = await asDov.post('/feedback', {
      text: 'The type is too pale.\n\nCould it be darker?',
      name: 'Dov',
      email: 'dov@example.net',
      about: '/workspaces',
    });
    expect(sent.url).toBe('/feedback/thanks');
    await world.settle();
    const [mail] = await world.mailTo(gil);
    expect(mail?.subject).toContain('The type is too pale.');
    expect(mail?.text).toContain('Could it be darker?');
    expect(await world.mailTo(ana)).toEqual([]);
    const asGil = await world.as(gil);
    expect((await asGil.get('/notifications')).text).toContain('The type is too pale.');
    const list = await asGil.get('/admin/feedback');
    expect(list.text).toContain('Dov');
    expect(list.body).toContain('mailto:dov@example.net');
    for (const person of [ana, dov]) expect((await (await world.as(person)).get('/admin/feedback')).status).toBe(404);
    expect((await (await world.as(ana)).get('/api/v1/feedback')).status).toBe(404);
  });

  test('of a member carries their own name, whatever else is claimed', async () => {
    const asBen = await world.as(ben);
    await asBen.send('POST', '/api/v1/feedback', { text: 'Good.', name: 'Ana', email: 'ana@example.org' });
    const { items } = (await (await world.as(gil)).get('/api/v1/feedback')).json<{
      items: { name: string; email: string }[];
    }>();
    expect(items[0]).toMatchObject({ name: 'Ben', email: '', text: 'Good.' });
  });

  test('is marked as done, and opened again', async () => {
    const asGil = await world.as(gil);
    const { items } = (await asGil.get('/api/v1/feedback')).json<{ items: { id: string; done: boolean }[] }>();
    const id = items[0]?.id ?? '';
    const done = async () =>
      (await asGil.get('/api/v1/feedback')).json<{ items: { done: boolean }[] }>().items[0]?.done;
    await asGil.post(`/admin/feedback/${id}/done`);
    expect(await done()).toBe(true);
    await asGil.post(`/admin/feedback/${id}/open`);
    expect(await done()).toBe(false);
    expect((await (await world.as(ana)).post(`/admin/feedback/${id}/done`)).status).toBe(404);
  });

  test('comes back with what was typed when something is wrong', async () => {
    const refused = await (await world.as(dov)).post('/feedback', { text: '', name: 'Dov', email: 'no address' });
    expect(refused.status).toBe(422);
    expect(refused.body).toContain('value="Dov"');
    expect(refused.body).toContain('id="form-text-error"');
    expect(refused.body).toContain('id="form-email-error"');
  });

  test('is taken five times an hour from one address', async () => {
    const asDov = await world.as(dov);
    let last = await asDov.post('/feedback', { text: 'Again' });
    for (let more = 0; more < 5 && last.status !== 429; more++) last = await asDov.post('/feedback', { text: 'Again' });
    expect(last.status).toBe(429);
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(60);
  });
});
