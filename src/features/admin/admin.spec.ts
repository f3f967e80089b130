import { Browser } from '../../../test/browser.js';
import { ana, ben, cleo, eve, gil, PASSWORD } from '../../../test/cast.js';
import { World } from '../../../test/world.js';
import { Deliveries } from '../../platform/mail/deliveries.js';
import type { Delivery } from '../../platform/mail/delivery.model.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.end());

const PAGES = ['/admin', '/admin/members', '/admin/members/ana', '/admin/mail', '/admin/site', '/admin/news'];
const CHANGES = [
  '/admin/site',
  '/admin/members/ana/roles',
  '/admin/members/ana/removal',
  '/admin/members/ana/end-sessions',
];
const message = {
  to: { name: 'Ana', address: 'ana@example.org' },
  subject: 'A kept one',
  text: 'Plain words',
  html: '',
};

describe('the administration', () => {
  test('does not exist for anybody but administrators', async () => {
    const administrator = await world.as(gil);
    for (const path of PAGES) expect([path, (await administrator.get(path)).status]).toEqual([path, 200]);
    for (const person of [null, ana, cleo, eve]) {
      const browser = await world.as(person);
      for (const path of PAGES) expect([path, (await browser.get(path)).status]).toEqual([path, 404]);
      for (const path of CHANGES) expect([path, (await browser.post(path)).status]).toEqual([path, 404]);
    }
  });

  test('tells the figures, and is linked for administrators only', async () => {
    const page = await (await world.as(gil)).get('/admin');
    expect(page.text).toMatch(/Miembros 6/);
    expect(page.text).toContain('integrada');
    expect(page.links).toContain('/admin');
    expect((await (await world.as(ana)).get('/settings/profile')).links).not.toContain('/admin');
  });
});

describe('the site', () => {
  const site = {
    name: 'Sous l’arbre',
    tagline: 'On se parle',
    workspaceCreation: 'request',
    'welcome-fr': '**Bienvenue**',
    'terms-en': '# Ours\n\nBe <script>alert(1)</script> kind.',
  };

  test('gets another name, and terms of its own', async () => {
    const browser = await world.as(gil);
    await browser.post('/admin/site', site);
    const terms = await new Browser(world.origin).get('/terms');
    expect(terms.body).toContain('Sous l’arbre');
    expect(terms.text).toContain('Ours');
    expect(terms.text).toContain('kind.');
    expect(terms.body).not.toContain('<script>alert');
    expect((await browser.get('/admin/site')).body).toContain('**Bienvenue**');
  });

  test('keeps what was typed when something is wrong', async () => {
    const answer = await (await world.as(gil)).post('/admin/site', { ...site, name: '' });
    expect(answer.status).toBe(422);
    expect(answer.body).toContain('**Bienvenue**');
  });
});

describe('members', () => {
  test('are found by name, handle and address', async () => {
    const browser = await world.as(gil);
    for (const words of ['BEN', 'ben', 'ben@exam']) {
      const page = await browser.get(`/admin/members?q=${encodeURIComponent(words)}`);
      expect(page.links).toContain('/admin/members/ben');
      expect(page.links).not.toContain('/admin/members/ana');
    }
    expect((await browser.get('/admin/members?q=.*')).text).toContain('Nadie se llama así');
  });

  test('get a role, which counts on their next request, and lose it again', async () => {
    const browser = await world.as(gil);
    const bens = await world.as(ben);
    expect((await bens.get('/admin')).status).toBe(404);
    await browser.post('/admin/members/ben/roles', { roles: 'administrator' });
    expect((await bens.get('/admin')).status).toBe(200);
    await browser.post('/admin/members/ben/roles', {});
    expect((await bens.get('/admin')).status).toBe(404);
    expect((await browser.post('/admin/members/ben/roles', { roles: 'king' })).status).toBe(422);
  });

  test('the last administrator stays one', async () => {
    expect((await (await world.as(gil)).post('/admin/members/gil/roles', {})).status).toBe(409);
    expect((await (await world.as(gil)).post('/admin/members/gil/removal')).status).toBe(403);
  });

  test('are taken out at once, and taken back in', async () => {
    const browser = await world.as(gil);
    const eves = await world.as(eve);
    expect((await eves.get('/settings/profile')).url).toBe('/settings/profile');
    await browser.post('/admin/members/eve/removal');
    expect((await eves.get('/settings/profile')).url).toContain('/sign-in');
    const signIn = () =>
      new Browser(world.origin).post('/sign-in', { identifier: 'eve', password: PASSWORD, back: '/settings' });
    expect((await signIn()).status).toBe(422);
    await browser.post('/admin/members/eve/restoration');
    expect((await signIn()).status).toBe(200);
  });

  test('are signed out everywhere, and confirmed where no e-mail reaches them', async () => {
    const browser = await world.as(gil);
    const cleos = await world.as(cleo);
    await browser.post('/admin/members/cleo/end-sessions');
    expect((await cleos.get('/settings/profile')).url).toContain('/sign-in');
    await world.model('Member').updateOne({ handle: 'cleo' }, { $set: { confirmedAt: null } });
    await browser.post('/admin/members/cleo/confirm');
    expect(await world.model('Member').findOne({ handle: 'cleo' }).lean()).toMatchObject({
      confirmedAt: expect.any(Date),
    });
  });
});

describe('the API of administrators', () => {
  test('does not exist for others, with a session or a token', async () => {
    for (const person of [null, ana, cleo])
      for (const path of ['/api/v1/admin/members', '/api/v1/admin/members/gil', '/api/v1/admin/site'])
        expect((await (await world.as(person)).send('GET', path)).status).toBe(404);
  });

  test('finds members, gives roles, takes out and back in', async () => {
    const browser = await world.as(gil);
    const found = (await browser.send('GET', '/api/v1/admin/members?q=cleo')).json<{ items: { handle: string }[] }>();
    expect(found.items.map(({ handle }) => handle)).toEqual(['cleo']);
    const roles = await browser.send('PUT', '/api/v1/admin/members/cleo/roles', { roles: ['moderator'] });
    expect(roles.json()).toMatchObject({ handle: 'cleo', roles: ['moderator'] });
    expect((await browser.send('DELETE', '/api/v1/admin/members/gil')).status).toBe(403);
    expect((await browser.send('DELETE', '/api/v1/admin/members/cleo')).status).toBe(204);
    expect((await browser.send('GET', '/api/v1/admin/members/cleo')).json()).toMatchObject({
      removedAt: expect.any(String),
    });
    expect((await browser.send('POST', '/api/v1/admin/members/cleo/restoration')).status).toBe(204);
    expect((await browser.send('POST', '/api/v1/admin/members/cleo/restoration')).status).toBe(404);
  });

  test('changes only what is named', async () => {
    const browser = await world.as(gil);
    const changed = await browser.send('PATCH', '/api/v1/admin/site', {
      tagline: 'Ici on parle',
      welcome: { fr: 'Bonjour' },
    });
    expect(changed.json()).toMatchObject({ name: 'Sous l’arbre', tagline: 'Ici on parle', welcome: { fr: 'Bonjour' } });
    expect((await browser.send('PATCH', '/api/v1/admin/site', { welcome: { tlh: 'nuqneH' } })).status).toBe(422);
  });
});

describe('mail', () => {
  const line = (key: string, state: Delivery['state'], more: Partial<Delivery['message']> = {}) =>
    world
      .model<Delivery>('Delivery')
      .create({ _id: key, state, message: { ...message, ...more }, claimedAt: new Date(), claimedBy: 'x' });

  test('that was kept is read, its HTML made harmless', async () => {
    await world.app.get(Deliveries, { strict: false }).deliver('test:one', {
      ...message,
      text: 'Follow http://palabre.test/reset-password/abc.def',
      html: '<html><body onload="x()"><p>Hello <b>Ana</b></p><script>alert(1)</script><img src="x" onerror="y()"><form action="/x"></form></body></html>',
    });
    const browser = await world.as(gil);
    const list = await browser.get('/admin/mail');
    expect(list.links).toContain('/admin/mail/test%3Aone');
    const page = await browser.get('/admin/mail/test%3Aone');
    expect(page.text).toContain('/reset-password/abc.def');
    expect(page.body).toMatch(/<p>Hello <(b|strong)>Ana<\/\1><\/p>/);
    expect(page.body).not.toMatch(/onload|onerror|alert\(1\)|<form action="\/x"/);
  });

  test('that was sent keeps its secret links covered', async () => {
    await line('test:sent', 'sent', { text: 'http://palabre.test/reset-password/abc.def' });
    const page = await (await world.as(gil)).get('/admin/mail/test%3Asent');
    expect(page.text).toContain('/reset-password/…');
    expect(page.body).not.toContain('abc.def');
  });

  test('of one state is listed apart', async () => {
    await line('test:uncertain', 'uncertain', { subject: 'Nobody knows' });
    const browser = await world.as(gil);
    const page = await browser.get('/admin/mail?state=uncertain');
    expect(page.links).toContain('/admin/mail/test%3Auncertain');
    expect(page.links).not.toContain('/admin/mail/test%3Asent');
    expect((await browser.get('/admin')).text).toContain('Quizá 1 correo');
  });

  test('is not sent again where there is no mail server', async () => {
    const browser = await world.as(gil);
    expect((await browser.get('/admin/mail/test%3Auncertain')).body).not.toContain('/again');
    await browser.post('/admin/mail/test%3Auncertain/again');
    expect(await world.model('Delivery').findById('test:uncertain').lean()).toMatchObject({ state: 'uncertain' });
    expect((await browser.get('/admin/mail/nothing')).status).toBe(404);
  });
});
