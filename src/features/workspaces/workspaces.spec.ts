import { ana, ben, cleo, dov, eve, fin, gil } from '../../../test/cast.js';
import { changeWorkspace, makeWorkspace, peopledWorkspace, storedWorkspace } from '../../../test/workspaces.js';
import { World } from '../../../test/world.js';
import { SiteSettings } from '../accounts/public.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.end());

describe('making a workspace', () => {
  test('Ana makes one in her own language; its address has no accents, and she leads it', async () => {
    const asAna = await world.as(ana);
    const made = await makeWorkspace(asAna, {
      name: 'Éducation à la santé — Thiès',
      language: 'fr',
      description: 'Pour les relais.\n\nEt leurs <amis>.',
      tags: 'Santé, économie sociale, santé',
    });
    expect(made.slug).toBe('education-a-la-sante-thies');
    const page = await asAna.get(made.path);
    expect(page.body).toMatch(/<h1 lang="fr"[^>]*>Éducation à la santé — Thiès/);
    expect(page.text).toContain('Et leurs <amis>.');
    expect(page.links).toEqual(
      expect.arrayContaining(['/tags/sante', '/tags/economie%20sociale', `${made.path}/settings`]),
    );
    const { facilitators, memberCount } = await storedWorkspace(world, made);
    expect([facilitators.length, memberCount]).toEqual([1, 1]);
  });

  test('names in any script get an address, and the same name twice gets two', async () => {
    const asAna = await world.as(ana);
    const [first, second, arabic] = [
      await makeWorkspace(asAna, { name: 'Sandpit' }),
      await makeWorkspace(asAna, { name: 'Sandpit' }),
      await makeWorkspace(asAna, { name: 'የኢትዮጵያ ጤና', language: 'am' }),
    ];
    expect([first.slug, second.slug]).toEqual(['sandpit', 'sandpit-2']);
    expect(arabic.slug).toMatch(/^[a-z0-9-]+$/);
    expect((await asAna.get(arabic.path)).text).toContain('የኢትዮጵያ ጤና');
  });

  test('five at the same moment get five addresses', async () => {
    const asBen = await world.as(ben);
    const made = await Promise.all(Array.from({ length: 5 }, () => makeWorkspace(asBen, { name: 'Crowd' })));
    expect(new Set(made.map(({ slug }) => slug)).size).toBe(5);
  });

  test('the same form sent twice makes one', async () => {
    const asAna = await world.as(ana);
    const clientId = /name="clientId" value="([^"]+)"/.exec((await asAna.get('/workspaces/new')).body)?.[1] ?? '';
    const twice = await Promise.all([1, 2].map(() => makeWorkspace(asAna, { name: 'Pressed twice', clientId })));
    expect(twice.map(({ slug }) => slug)).toEqual(['pressed-twice', 'pressed-twice']);
    expect(await makeWorkspace(asAna, { name: 'Pressed twice', clientId })).toEqual(twice[0]);
    expect((await makeWorkspace(asAna, { name: 'Another name', clientId })).slug).toBe('another-name');
    expect((await makeWorkspace(await world.as(ben), { name: 'Pressed twice', clientId })).slug).toBe(
      'pressed-twice-2',
    );
  });

  test('pages of our own are no addresses', async () => {
    expect((await makeWorkspace(await world.as(ana), { name: 'New' })).slug).toBe('new-2');
    expect((await makeWorkspace(await world.as(ana), { name: 'Yours' })).slug).toBe('yours-2');
  });

  test('what was typed stays in the form when something is wrong', async () => {
    const asAna = await world.as(ana);
    const refused = await asAna.post('/workspaces', { name: '', purpose: 'party', description: 'Kept <text>' });
    expect(refused.status).toBe(422);
    expect(refused.body).toContain('Kept &lt;text>');
    expect(refused.body).toContain('error-summary');
  });

  test('a visitor is asked to sign in; nobody is let in without a confirmed address', async () => {
    const asDov = await world.as(dov);
    expect((await asDov.get('/workspaces/new')).url).toContain('/sign-in?back=');
    expect((await asDov.post('/workspaces', { name: 'Dov’s' })).status).toBe(401);
    await world.model('Member').updateOne({ handle: 'eve' }, { $set: { confirmedAt: null } });
    expect((await (await world.as(eve)).post('/workspaces', { name: 'Eve’s' })).status).toBe(403);
    await world.model('Member').updateOne({ handle: 'eve' }, { $set: { confirmedAt: new Date() } });
  });
});

describe('the list', () => {
  test('is ordered by the last activity and filtered by purpose, language and tag', async () => {
    const asCleo = await world.as(cleo);
    await makeWorkspace(asCleo, { name: 'Aula aberta', purpose: 'training', language: 'pt', tags: 'Rádio' });
    await makeWorkspace(asCleo, { name: 'Aula fechada', purpose: 'discussion', language: 'pt' });
    const all = (await asCleo.get('/workspaces')).text;
    expect(all.indexOf('Aula fechada')).toBeGreaterThan(-1);
    expect(all.indexOf('Aula fechada')).toBeLessThan(all.indexOf('Aula aberta'));
    for (const filter of ['purpose=training', 'language=pt&purpose=training', 'tag=radio']) {
      const { text } = await asCleo.get(`/workspaces?${filter}`);
      expect(text).toContain('Aula aberta');
      expect(text).not.toContain('Aula fechada');
    }
    expect((await asCleo.get('/workspaces?tag=nowhere')).text).toContain('No workspace is like that');
  });

  test('is paged by cursor, each workspace once', async () => {
    const asDov = await world.as(dov);
    const slugs: string[] = [];
    let after = '';
    do {
      const page = (await asDov.get(`/api/v1/workspaces?limit=4${after && `&after=${after}`}`)).json<{
        items: { slug: string }[];
        next: string | null;
      }>();
      slugs.push(...page.items.map(({ slug }) => slug));
      after = page.next ?? '';
    } while (after);
    expect(slugs.length).toBeGreaterThan(10);
    expect(new Set(slugs).size).toBe(slugs.length);
  });

  test('has feeds', async () => {
    const asDov = await world.as(dov);
    const page = await asDov.get('/workspaces');
    expect(page.body).toContain('type="application/atom+xml"');
    for (const format of ['rss', 'atom', 'json'])
      expect((await asDov.get(`/workspaces/feed.${format}`)).body).toContain('Aula aberta');
  });
});

describe('settings', () => {
  test('a new address leads on from the old one, with all that follows it, and nobody else can have it', async () => {
    const asAna = await world.as(ana);
    const made = await makeWorkspace(asAna, { name: 'Old name' });
    const changed = await changeWorkspace(world, asAna, made, { slug: 'fresh-name', name: 'Fresh name' });
    expect(changed.url).toBe('/workspaces/fresh-name/settings');
    const asDov = await world.as(dov);
    const moved = await asDov.fetch('/workspaces/old-name/people?after=x');
    expect([moved.status, moved.headers.get('location')]).toEqual([301, '/workspaces/fresh-name/people?after=x']);
    const api = await asDov.fetch('/api/v1/workspaces/old-name');
    expect([api.status, api.headers.get('location')]).toEqual([301, '/api/v1/workspaces/fresh-name']);
    expect((await makeWorkspace(asAna, { name: 'Old name' })).slug).toBe('old-name-2');
    const other = await makeWorkspace(asAna, { name: 'Another' });
    const refused = await changeWorkspace(world, asAna, other, { slug: 'old-name' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Cette adresse est prise');
    expect((await changeWorkspace(world, asAna, other, { slug: 'new' })).status).toBe(422);
  });

  test('only those who lead it change it', async () => {
    const made = await peopledWorkspace(world, 'public', [ana, ben], { name: 'Led' });
    for (const person of [ben, eve]) {
      const browser = await world.as(person);
      expect((await browser.get(`${made.path}/settings`)).status).toBe(403);
      expect((await changeWorkspace(world, browser, made, { name: 'Taken over' })).status).toBe(403);
    }
    expect((await storedWorkspace(world, made)).name).toBe('Led');
    expect((await changeWorkspace(world, await world.as(gil), made, { name: 'Mended' })).status).toBe(200);
    expect((await storedWorkspace(world, made)).name).toBe('Mended');
  });

  test('by the API, what is left out stays', async () => {
    const asAna = await world.as(ana);
    const made = await makeWorkspace(asAna, { name: 'Patch', description: 'Stays.', tags: 'one, two' });
    const patched = await asAna.send('PATCH', `/api/v1/workspaces/${made.slug}`, { purpose: 'training' });
    expect(patched.json()).toMatchObject({
      purpose: 'training',
      description: 'Stays.',
      tags: ['one', 'two'],
      slug: 'patch',
    });
    expect((await asAna.send('PATCH', `/api/v1/workspaces/${made.slug}`, { visibility: 'secret' })).status).toBe(422);
  });

  test('an archived workspace can be read and restored, and nothing else', async () => {
    const made = await peopledWorkspace(world, 'public', [ana, ben], { name: 'Done' });
    const [asAna, asEve] = [await world.as(ana), await world.as(eve)];
    expect((await asEve.post(`${made.path}/archiving`)).status).toBe(403);
    expect((await asAna.post(`${made.path}/archiving`)).status).toBe(200);
    expect((await asEve.get(made.path)).text).toContain('Archived');
    expect((await asEve.post(`${made.path}/membership`)).status).toBe(403);
    expect((await changeWorkspace(world, asAna, made, { name: 'Never' })).status).toBe(403);
    expect((await asEve.get('/workspaces')).links).not.toContain(made.path);
    expect((await asEve.get('/workspaces?state=archived')).links).toContain(made.path);
    await asAna.post(`${made.path}/restoration`);
    expect((await asEve.get('/workspaces')).links).toContain(made.path);
    expect((await asEve.post(`${made.path}/membership`)).status).toBe(200);
  });
});

describe('where workspaces are made on request', () => {
  const asked = { purpose: 'project', language: 'en', visibility: 'private', message: 'For the fund.' };
  beforeAll(() => world.app.get(SiteSettings, { strict: false }).change({ workspaceCreation: 'request' }));
  afterAll(() => world.app.get(SiteSettings, { strict: false }).change({ workspaceCreation: 'open' }));

  test('Ben asks, Gil hears of it and grants it, and Ben leads it', async () => {
    const [asBen, asGil] = [await world.as(ben), await world.as(gil)];
    expect((await asBen.post('/workspaces', { ...asked, name: 'Not so' })).status).toBe(403);
    expect((await asBen.post('/workspaces/requests', { ...asked, name: 'Fundo' })).url).toBe('/workspaces/yours');
    await world.settle();
    expect((await world.mailTo(gil)).at(-1)?.subject).toContain('Fundo');
    const list = await asGil.get('/workspaces/requests');
    expect(list.text).toContain('For the fund.');
    const [, path = ''] =
      /formAction="([^"]*)\/refusal"|formaction="([^"]*)\/refusal"/.exec(list.body)?.filter(Boolean) ?? [];
    expect((await asBen.post(`${path}/acceptance`)).status).toBe(404);
    const twice = await Promise.all([asGil.post(`${path}/acceptance`, {}), asGil.post(`${path}/acceptance`, {})]);
    expect(twice.map(({ status }) => status).sort()).toEqual([200, 409]);
    await world.settle();
    expect((await world.mailTo(ben)).at(-1)?.subject).toContain('Fundo');
    expect((await asBen.get('/workspaces/fundo/settings')).status).toBe(200);
    expect((await asGil.get('/workspaces/fundo')).status).toBe(404);
  });

  test('Fin asks and is refused, and reads why', async () => {
    const [asFin, asGil] = [await world.as(fin), await world.as(gil)];
    const sent = { ...asked, name: 'Outro', clientId: 'asked-once' };
    const [request, again] = await Promise.all(
      [1, 2].map(() => asFin.send('POST', '/api/v1/workspace-requests', sent)),
    );
    expect(again?.body).toBe(request?.body);
    expect(request?.status).toBe(201);
    const { id = '' } = request?.json<{ id: string }>() ?? {};
    expect((await asFin.get('/workspaces/requests')).status).toBe(404);
    await asGil.post(`/workspaces/requests/${id}/refusal`, { reason: 'There is one already.' });
    expect((await asFin.get('/workspaces/yours')).text).toContain('There is one already.');
    await world.settle();
    expect((await world.mailTo(fin)).at(-1)?.text).toContain('There is one already.');
    expect((await asFin.get('/workspaces/outro')).status).toBe(404);
  });
});
