import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { SetUp } from '../../src/features/accounts/public.js';
import { Live } from '../../src/platform/realtime/live.js';
import { World } from '../world.js';
import { buildStaleAssets, desk, inChromium, openChromium, phone } from './chromium.js';
import { makesItTheirs, makesWorkspace, opensDiscussion, Person, signsUp, writesPost } from './person.js';

const MARIAM = 'mariam@example.org';
const LINE_MS = 30_000;
const OPENING = Array.from({ length: 12 }, (_, at) => `Paragraph ${at + 1}: who pays when the pump breaks?`).join(
  '\n\n',
);

/** Mariam on a phone, Awa at a desk: from the link on the console to a discussion that both are in. */
inChromium('a newcomer’s walk', () => {
  let world: World;
  let chrome: Browser;
  let awa: Person;
  let mariam: Person;
  let workspace: string;
  let talk: string;

  beforeAll(async () => {
    buildStaleAssets();
    world = await World.start({}, []);
    chrome = await openChromium();
    awa = await Person.comes(chrome, world, { viewport: desk });
    mariam = await Person.comes(chrome, world, { viewport: phone });
  });
  afterAll(async () => {
    await chrome?.close();
    await world?.end();
  });

  const said = ({ page }: Person) => page.locator('#replies > li .said-text').allInnerTexts();
  const reads = (person: Person, text: string) =>
    person.page.locator('#replies > li .said-text', { hasText: text }).waitFor({ timeout: LINE_MS });
  const write = async (person: Person, text: string) => {
    await person.page.locator('#reply textarea').fill(text);
    await person.page.locator('#reply').getByRole('button', { name: 'Send', exact: true }).click();
  };
  const listens = (person: Person) =>
    person.page.locator('#readers', { hasText: 'Reading now' }).waitFor({ timeout: LINE_MS });

  test('the first one makes the community theirs by the link of the console', async () => {
    await makesItTheirs(awa, await world.app.get(SetUp, { strict: false }).link());
    await awa.page.getByRole('link', { name: 'Sous le baobab' }).first().waitFor();
  });

  test('a newcomer signs up, confirms by the letter, and signs in', async () => {
    await signsUp(mariam, 'Mariam Koné', MARIAM);
  });

  test('makes a workspace, and writes a post with a picture and tags, looking at it before it is out', async () => {
    workspace = await makesWorkspace(mariam, 'Wells and pumps');
    expect(workspace).toBe('/workspaces/wells-and-pumps');
    const picture = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#2b6637' } })
      .png()
      .toBuffer();
    const post = await writesPost(mariam, workspace, 'Paying after the harvest', picture);
    expect(post).toBe('/workspaces/wells-and-pumps/blog/paying-after-the-harvest');
    const shown = mariam.page.locator('.prose img[alt="The new pump"]');
    await shown.scrollIntoViewIfNeeded();
    expect(
      await shown.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth)),
    ).toBeGreaterThan(0);
    await mariam.page.locator('main').getByRole('link', { name: 'saison sèche' }).waitFor();
  });

  test('opens a discussion; a second person joins, finds it, and each sees who else is reading', async () => {
    talk = await opensDiscussion(mariam, workspace, 'Who keeps the book?', OPENING);
    await awa.open('/workspaces');
    await awa.follow('Wells and pumps');
    await awa.press('Join');
    await awa.hears('Welcome to “Wells and pumps”');
    await awa.follow('Who keeps the book?');
    await Promise.all([listens(awa), listens(mariam)]);
    await mariam.page.locator('#readers', { hasText: 'Awa Ndiaye' }).waitFor();
    await awa.page.locator('#readers', { hasText: 'Mariam Koné' }).waitFor();
  });

  test('both discuss: typing is seen, each reply arrives once and is told without moving the page', async () => {
    await mariam.page.evaluate(() => scrollTo(0, 0));
    await awa.page.locator('#reply textarea').pressSequentially('I keep it');
    await mariam.page.locator('#typing', { hasText: 'Awa Ndiaye is writing' }).waitFor({ state: 'attached' });
    await write(awa, 'I keep it, since 2009.');
    const notice = mariam.page.locator('[aria-live=polite] a', { hasText: '1 new reply' });
    await notice.waitFor();
    expect(await mariam.page.evaluate(() => scrollY)).toBe(0);
    await notice.click();
    await notice.waitFor({ state: 'detached' });
    await write(mariam, 'Thank you, Awa.');
    await reads(awa, 'Thank you, Awa.');
    await reads(mariam, 'Thank you, Awa.');
    expect(await said(awa)).toEqual(['I keep it, since 2009.', 'Thank you, Awa.']);
    expect(await said(mariam)).toEqual(await said(awa));
  });

  test('one loses the line, writes, regains it: all is stored once and in order for both', async () => {
    const id = talk.split('/')[4] ?? '';
    await mariam.page.context().setOffline(true);
    world.app.get(Live, { strict: false }).recheck(`discussion:${id}`);
    await mariam.page.locator('#line-lost', { hasText: 'offline' }).waitFor({ timeout: LINE_MS });
    await write(mariam, 'written in the bus');
    await mariam.page.locator('#pending > li', { hasText: 'kept on this device' }).waitFor({ timeout: LINE_MS });
    await write(awa, 'meanwhile, at the desk');
    await reads(awa, 'meanwhile, at the desk');
    await mariam.page.context().setOffline(false);
    await reads(awa, 'written in the bus');
    await reads(mariam, 'written in the bus');
    const all = ['I keep it, since 2009.', 'Thank you, Awa.', 'meanwhile, at the desk', 'written in the bus'];
    expect(await said(mariam)).toEqual(all);
    expect(await said(awa)).toEqual(all);
    expect(await mariam.page.locator('#pending > li').count()).toBe(0);
    await mariam.open(talk);
    expect(await said(mariam)).toEqual(all);
  });

  test('who follows by e-mail hears of what comes when they have gone, and can stop it', async () => {
    await world.settle();
    const before = (await world.mailTo('awa@example.org')).length;
    await awa.page.getByLabel('Hear about it').first().selectOption({ label: 'By e-mail, at once' });
    await awa.page.locator('form[action="/follows"] button').first().click();
    await awa.page.locator('.flashes p').first().waitFor();
    await awa.open('/');
    await listens(mariam);
    await write(mariam, 'One thing more: the key lies with me.');
    await reads(mariam, 'One thing more');
    await world.settle();
    const letters = (await world.mailTo('awa@example.org')).slice(before);
    expect(letters).toHaveLength(1);
    expect(letters[0]?.text).toContain('the key lies with me');
    await awa.open(new URL(letters[0]?.unsubscribeUrl ?? '').pathname);
    await awa.page.locator('main button').click();
    await awa.page.locator('main h1').waitFor();
  });
});
