import { ana, dov, fin } from '../../../test/cast.js';
import { idOf } from '../../../test/discussions.js';
import { countsOf, garden, importFrom } from '../../../test/imports.js';
import { linkIn } from '../../../test/links.js';
import { World } from '../../../test/world.js';

let world: World;

beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.end());

const post = '/workspaces/jardin-sante-notes/blog/le-puits-ete';

const leadersOf = async (slug: string): Promise<string[]> => {
  const answer = await (await world.as(ana)).get(`/api/v1/workspaces/${slug}/people`);
  const { items } = answer.json<{ items: { handle: string; role: string }[] }>();
  return items.filter(({ role }) => role === 'facilitator').map(({ handle }) => handle);
};

describe('a blog of WordPress', () => {
  test('is read without a word being written, when that is asked', async () => {
    const before = await countsOf(world);
    const tally = await importFrom(world, await garden(world), { dryRun: true });
    expect([tally.of('post'), tally.of('comment'), tally.of('post', 'made')]).toEqual([2, 2, 0]);
    expect(await countsOf(world)).toEqual(before);
  });

  test('becomes a workspace with its posts, comments and people', async () => {
    const tally = await importFrom(world, await garden(world));
    expect([tally.of('post', 'made'), tally.of('comment', 'made'), tally.of('workspace', 'made')]).toEqual([2, 2, 1]);
    expect([...tally.skipped]).toEqual([
      ['pingbacks: notes by a program that another site has a link to a post', 1],
      ['attachments: texts show them from the address that they have', 1],
    ]);
    const page = await (await world.as(dov)).get(post);
    expect(page.status).toBe(200);
    expect(page.text).toMatch(/Le puits – fini.*4 mars 2014|Le puits – fini.*4 March 2014/);
    expect(page.text).toMatch(/Première ligne deuxième ligne/);
    expect(page.body).toContain('<img src="https://garden.example/puits.jpg" alt="Un puits"');
    expect(page.text).toMatch(/2 comments .*Ben & Cie .*Bravo\s! .*Ana .*Merci/);
    expect(page.links).toEqual(expect.arrayContaining(['/tags/puits', '/tags/sante']));
    expect(page.body).toContain('lang="fr"');
  });

  test('lists the people it brought, but does not say that they are the latest to join', async () => {
    const member = await world.as(ana);
    expect((await member.get('/people')).links).toContain('/people/ben-cie');
    expect((await member.get('/')).links).not.toContain('/people/ben-cie');
  });

  test('is led by whoever looks after the community, as long as nobody else is named', async () => {
    expect(await leadersOf('jardin-sante-notes')).toEqual(['gil']);
    const elsewhere = { 'garden.example/blog': 'other.example/notes', 'garden.example': 'other.example' };
    const other = await garden(world, elsewhere, { workspace: 'named' });
    await importFrom(world, other, { founder: await idOf(world, fin) });
    expect(await leadersOf('named')).toEqual(['fin']);
  });

  test('knows its author by the address that she has confirmed here, but not a passer-by by the one he typed', async () => {
    const page = await (await world.as(dov)).get(post);
    expect(page.links).toContain('/people/ana');
    expect(page.links).not.toContain('/people/ben');
    expect(await world.model('Member').countDocuments({ name: 'Ana Diop' })).toBe(0);
    expect(await world.model('Member').findOne({ name: 'Ben & Cie' }).lean()).toMatchObject({ email: null });
  });

  test('keeps drafts, and what was behind a password, to those who wrote them', async () => {
    const visitor = await world.as(dov);
    expect((await visitor.get('/workspaces/jardin-sante-notes/blog')).text).not.toContain('Brouillon');
    expect(await world.model('Post').findOne({ title: 'Brouillon' }).lean()).toMatchObject({ state: 'draft' });
  });

  test.each(['/blog/2014/03/le-puits/', '/blog/2014/03/le-puits', '/blog/?p=10'])(
    '%s leads to where it is now',
    async (old) => {
      const answer = await fetch(`${world.origin}${old}`, { redirect: 'manual' });
      expect([answer.status, answer.headers.get('location')]).toEqual([301, post]);
    },
  );

  test.each([
    ['/blog/feed/', 'feed.rss'],
    ['/blog/comments/feed/atom/', 'feed.atom'],
    ['/blog', ''],
    ['/blog/2014/03/', 'blog'],
    ['/blog/page/2/', 'blog'],
  ])('%s leads to what it is today', async (old, today) => {
    const answer = await fetch(`${world.origin}${old}`, { redirect: 'manual' });
    const here = ['/workspaces/jardin-sante-notes', today].filter(Boolean).join('/');
    expect([answer.status, answer.headers.get('location')]).toEqual([301, here]);
  });

  test.each([
    ['/blog/tag/puits/feed/', '/tags/puits/feed.rss'],
    ['/blog/category/sante/', '/tags/sante'],
    ['/blog/author/ana/', '/people/ana'],
    ['/blog/author/ana/page/2/', '/people/ana'],
    ['/blog/author/ana/feed/', '/people/ana/feed.rss'],
    ['/blog/2014/03/le-puits/feed/', post],
    ['/blog/2014/03/le-puits/feed/atom/', post],
  ])('%s leads to %s', async (old, today) => {
    const answer = await fetch(`${world.origin}${old}`, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([301, today]);
  });

  test.each([
    '/feed',
    '/2014/03',
    '/elsewhere/feed',
    '/blog/category/unheard-of',
    '/blog/author/nobody',
    '/blog/2014/03/nothing/feed',
  ])('%s was never anything here', async (old) =>
    expect((await fetch(`${world.origin}${old}`, { redirect: 'manual' })).status).toBe(404),
  );

  test('who wrote nothing there is found at their old address by members only', async () => {
    const statusFor = async (who: typeof ana | null) => (await (await world.as(who)).fetch('/blog/author/fin/')).status;
    expect([await statusFor(dov), await statusFor(ana)]).toEqual([404, 301]);
  });

  test('is in lists, feeds and clouds at once, and tells nobody', async () => {
    const visitor = await world.as(dov);
    expect((await visitor.get('/blogs')).text).toContain('Le puits – fini');
    expect((await visitor.get('/workspaces/jardin-sante-notes/feed.json')).body).toContain('Le puits – fini');
    expect((await visitor.get('/tags/puits')).text).toContain('Le puits – fini');
    expect((await visitor.get('/workspaces')).text).toMatch(/Jardin & santé : notes/);
    await world.settle();
    expect(await world.model('Notification').countDocuments()).toBe(0);
    expect(await world.model('Delivery').countDocuments()).toBe(0);
  });

  test('imported again, is as before', async () => {
    const before = await countsOf(world);
    const tally = await importFrom(world, await garden(world));
    expect([tally.of('post', 'unchanged'), tally.of('comment', 'unchanged')]).toEqual([2, 2]);
    expect([tally.of('post', 'made'), tally.of('member', 'made'), tally.of('membership', 'made')]).toEqual([0, 0, 0]);
    expect(await countsOf(world)).toEqual(before);
  });

  test('changed there, is changed here; changed here, stays', async () => {
    const before = await countsOf(world);
    const changed = { 'deuxième ligne': 'autre ligne', 'Bravo !': 'Bravissimo !' };
    const tally = await importFrom(world, await garden(world, changed));
    expect([tally.of('post', 'updated'), tally.of('comment', 'updated')]).toEqual([1, 1]);
    const page = await (await world.as(dov)).get(post);
    expect(page.text).toMatch(/Première ligne autre ligne.*Bravissimo !/);

    await world
      .model('Comment')
      .updateOne({ source: 'Bravissimo !' }, { $set: { source: 'Mine', html: '<p>Mine</p>' } });
    const again = await importFrom(world, await garden(world));
    expect([again.of('post', 'updated'), again.of('comment', 'kept')]).toEqual([1, 1]);
    expect((await (await world.as(dov)).get(post)).text).toMatch(/deuxième ligne.*Mine/);
    expect(await countsOf(world)).toEqual(before);
  });

  test('with a workspace for each top category, leads from all of them', async () => {
    const other = { 'garden.example': 'other.example' };
    await importFrom(world, await garden(world, other, { asWorkspaces: true }));
    expect((await (await world.as(dov)).get('/workspaces/sante/blog')).text).toContain('Le puits – fini');
  });
});

test('an address in letters of any script is kept, and one to which nothing could be sent is left out', async () => {
  const odd = { 'garden.example': 'odd.example', 'ana@example.org': 'ànà@exämple.org', 'Ana Diop': 'Ànà Diop' };
  await importFrom(world, await garden(world, { ...odd, 'ben@example.org': 'ben"@@', 'Ben &amp; Cie': 'Benoît' }));
  const people = await world
    .model('Member')
    .find({ name: { $in: ['Ànà Diop', 'Benoît'] } })
    .sort('name')
    .lean<{ email: string | null }[]>();
  expect(people.map(({ email }) => email)).toEqual([null, 'ànà@exämple.org']);
});

test('an author claims what she wrote by her confirmed address', async () => {
  const kofi = { 'garden.example': 'kofi.example', 'ana@example.org': 'kofi@example.org', 'Ana Diop': 'Kofi Mensah' };
  await importFrom(world, await garden(world, kofi, { workspace: 'kofi' }));
  expect((await (await world.as(ana)).get('/people/kofi-mensah')).text).toContain('Kofi Mensah');
  const browser = await world.as(dov);
  await browser.post('/sign-up', {
    ...{ name: 'Kofi', email: 'kofi@example.org', password: 'sous le grand arbre vert', country: 'GH' },
    ...{ languages: 'en', terms: 'yes' },
  });
  await world.settle();
  const [letter] = await world.mailTo('kofi@example.org');
  const claimed = await browser.post(linkIn(letter, '/claim/'), { password: 'sous le grand arbre vert' });
  expect(claimed.text).toContain('The account is yours');
  const own = await browser.get('/workspaces/kofi/blog/le-puits-ete');
  expect(own.text).toMatch(/Le puits – fini.* Edit/);
});
