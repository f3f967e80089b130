import { ana, ben, dov, eve, fin, gil } from '../../../test/cast.js';
import {
  givenWorkspace,
  makeVisible,
  manyReplies,
  type Opened,
  openDiscussion,
  removeFrom,
  replyByScript,
} from '../../../test/discussions.js';
import { OpenPage } from '../../../test/socket.js';
import { World } from '../../../test/world.js';
import type { WorkspaceId } from '../workspaces/public.js';

interface Told {
  seq: number;
  revision: number;
  html: string;
}

interface News {
  replies: Told[];
  last: number;
  more: boolean;
  state: string;
}

let world: World;
let wells: WorkspaceId;
let circle: WorkspaceId;
const pages: OpenPage[] = [];

beforeAll(async () => {
  world = await World.start();
  wells = await givenWorkspace(world, 'wells', 'public', [
    [ana, 'facilitator'],
    [ben, 'member'],
  ]);
  circle = await givenWorkspace(world, 'circle', 'private', [
    [ana, 'facilitator'],
    [ben, 'member'],
    [fin, 'member'],
  ]);
});
afterEach(() => {
  for (const page of pages.splice(0)) page.close();
});
afterAll(() => world.end());

async function listening(person: Parameters<World['as']>[0], talk: Opened, transport?: 'websocket' | 'polling') {
  const page = await OpenPage.of(await world.as(person), transport);
  pages.push(page);
  return { page, admitted: await page.join('discussion', talk.id) };
}

const seqs = (told: Told[]) => told.map(({ seq }) => seq);

describe('a reply', () => {
  test('arrives in every open page, each in its reader’s language, as the piece that the page is made of', async () => {
    const asBen = await world.as(ben);
    const talk = await openDiscussion(asBen, 'wells');
    const [inFrench, inEnglish, visiting] = await Promise.all([
      listening(ana, talk),
      listening(eve, talk, 'polling'),
      listening(dov, talk),
    ]);
    expect([inFrench.admitted, inEnglish.admitted, visiting.admitted]).toEqual([true, true, true]);
    const sent = await replyByScript(asBen, talk, { text: 'A bomba **funciona**.', language: 'pt' });
    expect(sent.status).toBe(201);
    const [[french], [english], [visitor]] = await Promise.all([
      inFrench.page.hear<Told>('reply'),
      inEnglish.page.hear<Told>('reply'),
      visiting.page.hear<Told>('reply'),
    ]);
    expect(french?.html).toContain('<strong>funciona</strong>');
    expect(french?.html).toContain('lang="pt"');
    expect(french?.html).toContain('Par Ben');
    expect(english?.html).toContain('By Ben');
    expect(visitor?.seq).toBe(1);
    // The page shows the same piece; buttons are the page's own.
    const page = await (await world.as(eve)).get(talk.path);
    const anyTime = (html = '') => html.replace(/ title="[^"]*">[^<]*<\/time>/g, '></time>');
    expect(anyTime(page.body)).toContain(anyTime(english?.html));
    for (const html of [french?.html, english?.html]) expect(html).not.toMatch(/<form|<button|_csrf/);
  });

  test('is changed and taken away in open pages', async () => {
    const asBen = await world.as(ben);
    const talk = await openDiscussion(asBen, 'wells');
    await replyByScript(asBen, talk, { text: 'tomorow' });
    await world.settle();
    const { page } = await listening(ana, talk);
    await asBen.post(`${talk.path}/replies/1`, { text: 'tomorrow' });
    await page.hear('reply');
    await asBen.post(`${talk.path}/replies/1/removal`);
    const [edited, removed] = await page.hear<Told>('reply', 2);
    expect(edited).toMatchObject({ seq: 1, revision: 1 });
    expect(edited?.html).toContain('tomorrow');
    expect(removed).toMatchObject({ seq: 1, revision: 2 });
    expect(removed?.html).not.toContain('tomorrow');
  });

  test('of many at once arrives once each', async () => {
    const [asAna, asBen] = await Promise.all([world.as(ana), world.as(ben)]);
    const talk = await openDiscussion(asBen, 'wells');
    const { page } = await listening(eve, talk);
    await Promise.all(
      Array.from({ length: 10 }, (_, at) => replyByScript(at % 2 ? asAna : asBen, talk, { text: `reply ${at}` })),
    );
    await world.settle();
    const told = await page.hear<Told>('reply', 10);
    expect(seqs(told).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });
});

describe('after a lost line', () => {
  const news = async (talk: Opened, question: string) =>
    (await (await world.as(eve)).get(`${talk.path}/news?${question}`)).json<News>();

  test('what was missed is asked for by place: each reply once, in order', async () => {
    const asBen = await world.as(ben);
    const talk = await openDiscussion(asBen, 'wells');
    const { page } = await listening(eve, talk);
    await replyByScript(asBen, talk, { text: 'one' });
    await page.hear('reply');
    page.close();
    for (const text of ['two', 'three']) await replyByScript(asBen, talk, { text });
    const again = await listening(eve, talk);
    await replyByScript(asBen, talk, { text: 'four' });
    await again.page.hear('reply');
    const missed = await news(talk, 'from=1&after=1');
    expect(seqs(missed.replies)).toEqual([2, 3, 4]);
    expect(missed).toMatchObject({ last: 4, more: false });
    expect(seqs([...page.payloads<Told>('reply')])).toEqual([1]);
    expect((await news(talk, 'from=1&after=4')).replies).toEqual([]);
  });

  test('changes and removals are caught up too, and not told again to who has them', async () => {
    const asBen = await world.as(ben);
    const talk = await openDiscussion(asBen, 'wells');
    for (const text of ['one', 'two', 'three']) await replyByScript(asBen, talk, { text });
    await asBen.post(`${talk.path}/replies/1`, { text: 'ONE' });
    await asBen.post(`${talk.path}/replies/3/removal`);
    const missed = await news(talk, 'from=1&after=3');
    expect(missed.replies.map(({ seq, revision }) => [seq, revision])).toEqual([
      [1, 1],
      [3, 1],
    ]);
    expect((await news(talk, 'from=1&after=3&have=1.1')).replies.map(({ seq }) => seq)).toEqual([3]);
    expect((await news(talk, 'from=1&after=3&have=1.1-3.1')).replies).toEqual([]);
  });

  test('a long absence is caught up in parts', async () => {
    const asBen = await world.as(ben);
    const talk = await openDiscussion(asBen, 'wells');
    await manyReplies(world, talk, ben, 103);
    const first = await news(talk, 'from=1&after=0');
    expect(first).toMatchObject({ last: 100, more: true });
    const rest = await news(talk, `from=1&after=${first.last}`);
    expect(seqs([...first.replies, ...rest.replies])).toEqual(Array.from({ length: 103 }, (_, at) => at + 1));
    expect(rest.more).toBe(false);
  });

  test('that it was closed meanwhile is caught up', async () => {
    const asAna = await world.as(ana);
    const talk = await openDiscussion(asAna, 'wells');
    expect((await news(talk, 'from=1&after=0')).state).not.toContain('closed');
    await asAna.post(`${talk.path}/closure`);
    expect((await news(talk, 'from=1&after=0')).state).toContain('Ana has closed this discussion');
  });
});

describe('who listens', () => {
  test('members hear who reads and who writes; a visitor hears only how many', async () => {
    const talk = await openDiscussion(await world.as(ben), 'wells');
    const { page: anasPage } = await listening(ana, talk);
    const { page: dovsPage } = await listening(dov, talk);
    const { page: evesPage } = await listening(eve, talk);
    await anasPage.hear<string>('readers', 1);
    await world.settle();
    const told = await evesPage.hear<string>('readers');
    expect(told.at(-1)).toMatch(/Ana/);
    expect(told.at(-1)).toMatch(/Eve/);
    expect(told.at(-1)).toMatch(/1 other person/);
    expect((await dovsPage.hear<string>('readers')).join()).not.toMatch(/Ana|Eve/);
    anasPage.typing('discussion', talk.id);
    expect(await evesPage.hear('typing')).toEqual([{ handle: 'ana', name: 'Ana' }]);
    expect(dovsPage.payloads('typing')).toEqual([]);
    expect(anasPage.payloads('typing')).toEqual([]);
  });

  test('nobody types into a room that they are not in', async () => {
    const talk = await openDiscussion(await world.as(ana), 'circle');
    const { page: bensPage } = await listening(ben, talk);
    const { page: evesPage, admitted } = await listening(eve, talk);
    expect(admitted).toBe(false);
    evesPage.typing('discussion', talk.id);
    const { page: anasPage } = await listening(ana, talk);
    anasPage.typing('discussion', talk.id);
    expect(await bensPage.hear('typing')).toEqual([{ handle: 'ana', name: 'Ana' }]);
  });

  test('the room of a private workspace does not exist for others', async () => {
    const talk = await openDiscussion(await world.as(ana), 'circle');
    const admitted = await Promise.all([ben, eve, gil, dov].map(async (one) => (await listening(one, talk)).admitted));
    expect(admitted).toEqual([true, false, false, false]);
  });

  test.each(['nonsense', '000000000000000000000000', '{"$gt":""}', ''])('there is no room %j', async (id) => {
    const page = await OpenPage.of(await world.as(ana));
    pages.push(page);
    expect(await page.join('discussion', id)).toBe(false);
    expect(await page.join('site', id)).toBe(false);
  });
});

describe('when access ends', () => {
  test('a member who is removed hears nothing more', async () => {
    const asAna = await world.as(ana);
    const talk = await openDiscussion(asAna, 'circle');
    const { page: bensPage } = await listening(ben, talk);
    const { page: finsPage } = await listening(fin, talk);
    await replyByScript(asAna, talk, { text: 'all of us' });
    // For the rest of this test to mean anything, Fin has to have heard before.
    await finsPage.hear('reply');
    await removeFrom(world, circle, ana, fin);
    await finsPage.cut();
    const back = await listening(fin, talk);
    expect(back.admitted).toBe(false);
    await replyByScript(asAna, talk, { text: 'without Fin' });
    await bensPage.hear('reply', 2);
    expect(finsPage.payloads('reply')).toHaveLength(1);
    expect(back.page.payloads('reply')).toEqual([]);
    expect((await (await world.as(fin)).get(`${talk.path}/news?from=1&after=1`)).status).toBe(404);
  });

  test('when a workspace turns private, those outside are cut off and members come back', async () => {
    const asAna = await world.as(ana);
    const talk = await openDiscussion(asAna, 'wells');
    const { page: evesPage } = await listening(eve, talk);
    const { page: dovsPage } = await listening(dov, talk);
    await replyByScript(asAna, talk, { text: 'in public' });
    await Promise.all([evesPage.hear('reply'), dovsPage.hear('reply')]);
    await makeVisible(world, wells, ana, 'private');
    await Promise.all([evesPage.cut(), dovsPage.cut()]);
    const admitted = await Promise.all([ben, eve, dov].map(async (one) => (await listening(one, talk)).admitted));
    await makeVisible(world, wells, ana, 'public');
    expect(admitted).toEqual([true, false, false]);
  });

  test('a discussion moved to a private workspace falls silent for those outside', async () => {
    const asAna = await world.as(ana);
    const talk = await openDiscussion(asAna, 'wells');
    const { page: evesPage } = await listening(eve, talk);
    await replyByScript(asAna, talk, { text: 'in public' });
    await evesPage.hear('reply');
    const moved = await asAna.post(`${talk.path}/move`, { to: 'circle' });
    expect(moved.status).toBe(200);
    await evesPage.cut();
    expect((await listening(eve, talk)).admitted).toBe(false);
    expect((await listening(ben, talk)).admitted).toBe(true);
    expect((await (await world.as(eve)).get(talk.path)).status).toBe(404);
    expect((await (await world.as(ben)).fetch(talk.path)).status).toBe(301);
  });

  test('who signs out is a visitor from then on', async () => {
    const asBen = await world.as(ben);
    const talk = await openDiscussion(asBen, 'circle');
    const page = await OpenPage.of(asBen);
    pages.push(page);
    expect(await page.join('discussion', talk.id)).toBe(true);
    await asBen.post('/sign-out');
    await page.cut();
  });
});
