import { ana, ben, cleo, dov, eve, fin, gil, members } from '../../../test/cast.js';
import { givenWorkspace, idOf, makeVisible, openDiscussion, reply } from '../../../test/discussions.js';
import { publishPost } from '../../../test/given-blogs.js';
import { World } from '../../../test/world.js';
import { Departures, Members } from '../accounts/public.js';
import type { WorkspaceId } from '../workspaces/public.js';

let world: World;
let wells: WorkspaceId;

interface Listed {
  items: { handle: string; name: string; country: string; online: boolean }[];
  next: string | null;
}

interface Feed {
  items: { title: string }[];
}

beforeAll(async () => {
  world = await World.start();
  wells = await givenWorkspace(world, 'wells', 'public', [
    [ana, 'facilitator'],
    [ben, 'member'],
  ]);
  await givenWorkspace(world, 'circle', 'private', [
    [ana, 'facilitator'],
    [fin, 'member'],
  ]);
  await openDiscussion(await world.as(ana), 'wells', { title: 'Who repairs the pump?' });
  await openDiscussion(await world.as(fin), 'circle', { title: 'What we tell nobody' });
  await world.settle();
});
afterAll(() => world.end());

const join = (name: string, fields: Partial<{ country: string; languages: string[]; confirmed: boolean }> = {}) =>
  world.app
    .get(Members, { strict: false })
    .create({ name, email: null, password: null, country: 'SN', languages: ['fr'], confirmed: true, ...fields });

const namesOn = (text: string, names: string[]) => names.filter((name) => text.includes(name));

/** Figures and clouds follow a moment later. */
async function until<T>(look: () => Promise<T>, seen: (found: T) => boolean): Promise<T> {
  for (let tries = 0; tries < 600; tries++) {
    const found = await look();
    if (seen(found)) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it did not come');
}

describe('the directory', () => {
  test('shows every member to members, each with country and languages', async () => {
    const { status, text } = await (await world.as(eve)).get('/people');
    expect(status).toBe(200);
    expect(namesOn(text, ['Ana', 'Ben', 'Cleo', 'Eve', 'Fin', 'Gil'])).toHaveLength(6);
    expect(text).toContain('Mozambique');
    expect(text).toContain('Portuguese');
  });

  test('tells visitors how many we are, and asks them in without naming anybody', async () => {
    const page = await (await world.as(dov)).get('/people');
    expect(page.status).toBe(200);
    expect(page.text).toContain('6 people from 6 countries.');
    expect(page.links).toContain('/sign-in?back=%2Fpeople');
    for (const { handle } of members) expect(page.links).not.toContain(`/people/${handle}`);
    expect((await (await world.as(dov)).get('/api/v1/people')).status).toBe(401);
  });

  test('never shows an e-mail address, on no page and in no answer', async () => {
    const asBen = await world.as(ben);
    for (const path of ['/people', '/people/ana', '/api/v1/people', '/api/v1/people/ana', '/people/ana/feed.json'])
      expect((await asBen.get(path)).body).not.toContain('@example.org');
  });

  test('sorts accents beside their letters, jumps to a letter, and turns its pages', async () => {
    await join('Ångelo Fernandes');
    await join('Anibal Lucas');
    await join('Balica Magda');
    await join('Éric Zongo');
    await join('Łukasz Nowak');
    const asCleo = await world.as(cleo);
    const { items } = (await asCleo.get('/api/v1/people?limit=100')).json<Listed>();
    const names = items.map(({ name }) => name);
    expect(names.slice(0, 4)).toEqual(['Ana', 'Ångelo Fernandes', 'Anibal Lucas', 'Balica Magda']);
    expect(names.indexOf('Éric Zongo')).toBe(names.indexOf('Eve') - 1);
    expect(names.at(-1)).toBe('Łukasz Nowak');

    const jumped = (await asCleo.get('/people?from=f')).text;
    expect(namesOn(jumped, ['Fin', 'Gil', 'Anibal Lucas'])).toEqual(['Fin', 'Gil']);

    const first = (await asCleo.get('/api/v1/people?limit=4')).json<Listed>();
    const second = (await asCleo.get(`/api/v1/people?limit=4&after=${first.next}`)).json<Listed>();
    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(names.slice(0, 8));
  });

  test('finds people by the beginning of any of their names, whatever the accents', async () => {
    const asBen = await world.as(ben);
    const found = async (query: string) =>
      (await asBen.get(`/api/v1/people?${query}`)).json<Listed>().items.map(({ name }) => name);
    expect(await found('q=fern')).toEqual(['Ångelo Fernandes']);
    expect(await found('q=ERIC')).toEqual(['Éric Zongo']);
    expect(await found('q=luc+anib')).toEqual(['Anibal Lucas']);
    expect(await found('q=.*')).toEqual(await found(''));
    expect(await found('country=CH')).toEqual(['Cleo']);
    expect(await found('language=pt')).toEqual(['Ben', 'Fin']);
    expect(await found('language=pt&country=MZ')).toEqual(['Ben']);
    expect((await asBen.get('/people?q=nobody')).text).toContain('Ninguém corresponde');
  });

  test('finds people by interest, however it is spelt', async () => {
    const asBen = await world.as(ben);
    await asBen.send('PATCH', '/api/v1/me', { interests: ['Proteção Social'] });
    await world.settle();
    const { items } = (await asBen.get('/api/v1/people?interest=protecao%20social')).json<Listed>();
    expect(items.map(({ handle }) => handle)).toEqual(['ben']);
    const cloud = /id="cloud"[\s\S]*?<\/section>/;
    const page = await until(
      () => asBen.get('/people'),
      ({ body }) => cloud.test(body),
    );
    expect(cloud.exec(page.body)?.[0]).toContain('href="/people?interest=protecao+social"');
    expect(page.links).toEqual(expect.arrayContaining(['/people?from=a', '/people?from=l']));
  });

  test('leads to the blogs of those who keep one', async () => {
    const asEve = await world.as(eve);
    expect((await asEve.get('/people?q=cleo')).links).not.toContain('/people/cleo/blog');
    await publishPost(world, await world.as(cleo), '/people/cleo/blog');
    expect((await asEve.get('/people?q=cleo')).links).toContain('/people/cleo/blog');
    expect((await asEve.get('/people/cleo')).links).toContain('/people/cleo/blog');
    expect((await asEve.get('/people?q=gil')).links).not.toContain('/people/gil/blog');
  });

  test('does not list who has not confirmed an address, nor who is gone', async () => {
    await join('Ivo Unconfirmed', { confirmed: false });
    const asGil = await world.as(gil);
    const gone = await join('Mara Gone');
    const before = (await asGil.get('/people?q=mara')).text;
    expect(before).toContain('Mara Gone');
    await world.app.get(Departures, { strict: false }).remove(gone._id, await idOf(world, gil));
    for (const query of ['q=mara', 'q=ivo']) {
      expect((await asGil.get(`/api/v1/people?${query}`)).json<Listed>().items).toEqual([]);
    }
    expect((await asGil.get('/people/mara-gone')).status).toBe(404);
    expect((await asGil.get('/people/ivo-unconfirmed')).status).toBe(404);
  });

  test('refuses what is no filter', async () => {
    const asBen = await world.as(ben);
    expect((await asBen.get('/people?q[$gt]=')).status).toBe(200);
    expect((await asBen.get('/people?country=SN&country=PT')).status).toBe(422);
    expect((await asBen.get(`/people?q=${'a'.repeat(500)}`)).status).toBe(422);
    expect((await asBen.get('/api/v1/people?limit=1000')).status).toBe(422);
  });
});

describe('a profile', () => {
  test('of somebody who wrote publicly exists for everybody, of others for members only', async () => {
    const asDov = await world.as(dov);
    const anas = await asDov.get('/people/ana');
    expect(anas.status).toBe(200);
    expect(anas.text).toContain('Who repairs the pump?');
    for (const handle of ['fin', 'eve', 'nobody-of-this-name']) {
      expect((await asDov.get(`/api/v1/people/${handle}`)).status).toBe(401);
      expect((await asDov.get(`/people/${handle}`)).url).toBe(
        `/sign-in?back=${encodeURIComponent(`/people/${handle}`)}`,
      );
      expect((await asDov.get(`/people/${handle}/feed.json`, { accept: 'application/json' })).status).toBe(401);
    }
    const asEve = await world.as(eve);
    expect((await asEve.get('/people/fin')).status).toBe(200);
    expect((await asEve.get('/people/nobody-of-this-name')).status).toBe(404);
  });

  test('counts an answer in public as writing, and a change of visibility at once', async () => {
    const asDov = await world.as(dov);
    expect((await asDov.get('/api/v1/people/ben')).status).toBe(401);
    const talk = await openDiscussion(await world.as(ana), 'wells', { title: 'Where is the key?' });
    await reply(await world.as(ben), talk, 'I have it.');
    await world.settle();
    expect((await asDov.get('/api/v1/people/ben')).status).toBe(200);
    await makeVisible(world, wells, ana, 'members');
    expect((await asDov.get('/api/v1/people/ben')).status).toBe(401);
    await makeVisible(world, wells, ana, 'public');
    expect((await asDov.get('/api/v1/people/ben')).status).toBe(200);
  });

  test('counts a comment in public as writing, until it is taken away', async () => {
    const asDov = await world.as(dov);
    const { id } = await publishPost(world, await world.as(cleo), '/people/cleo/blog', { title: 'Ask me' });
    expect((await asDov.get('/api/v1/people/eve')).status).toBe(401);
    await (await world.as(eve)).post(`/posts/${id}/comments`, { text: 'How many are you?' });
    const written = await world.model<{ source: string }>('Comment').findOne({ source: 'How many are you?' }).lean();
    expect((await asDov.get('/api/v1/people/eve')).status).toBe(200);
    await (await world.as(eve)).post(`/comments/${written?._id}/removal`);
    expect((await asDov.get('/api/v1/people/eve')).status).toBe(401);
  });

  test.each([
    ['is shown to those who belong there', ana],
    ['is shown to the author', fin],
    ['is not shown to outsiders', eve],
    ['is not shown to administrators who do not belong there', gil],
  ])('of somebody who writes in a private workspace: it %s', async (_who, person) => {
    const sees = person === ana || person === fin;
    const browser = await world.as(person);
    const page = await browser.get('/people/fin');
    expect(page.text.includes('What we tell nobody')).toBe(sees);
    expect(page.links.includes('/workspaces/circle')).toBe(sees);
    const { items } = (await browser.get('/people/fin/feed.json')).json<Feed>();
    expect(items.map(({ title }) => title)).toEqual(sees ? ['What we tell nobody'] : []);
  });

  test('names its feeds for feed readers, in three formats', async () => {
    const asDov = await world.as(dov);
    const { body } = await asDov.get('/people/ana');
    for (const format of ['rss', 'atom', 'json']) {
      expect(body).toMatch(new RegExp(`<link rel="alternate"[^>]* href="/people/ana/feed.${format}"`));
      const feed = await asDov.get(`/people/ana/feed.${format}`);
      expect(feed.status).toBe(200);
      expect(feed.body).toContain('Who repairs the pump?');
    }
    expect((await asDov.get('/people/ana/feed.txt')).status).toBe(404);
  });

  test('can be followed by members, and is theirs to change', async () => {
    const asEve = await world.as(eve);
    const target = (await idOf(world, ana)).toHexString();
    const followed = await asEve.post('/follows', { kind: 'member', target, way: 'daily', back: '/people/ana' });
    expect(followed.url).toBe('/people/ana');
    expect((await asEve.get('/settings/follows')).text).toMatch(/Ana Person/);
    expect(followed.text).not.toContain('Change your profile');
    expect((await (await world.as(ana)).get('/people/ana')).text).toContain('Modifier votre profil');
  });
});

describe('who is online', () => {
  test('is named for members, counted for visitors, and marked in the directory', async () => {
    await (await world.as(fin)).get('/');
    const toBen = await (await world.as(ben)).get('/people?q=fin');
    expect(toBen.body).toContain('badge-live');
    const online = /id="online"[\s\S]*?<\/section>/.exec(toBen.body)?.[0];
    expect(online).toContain('/people/fin');
    const toDov = await (await world.as(dov)).get('/');
    const counted = /id="online"[\s\S]*?<\/section>/.exec(toDov.body)?.[0];
    expect(counted).toMatch(/<span class="count count-calm">[2-9]/);
    expect(counted).not.toContain('/people/');
  });
});
