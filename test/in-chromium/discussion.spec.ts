import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type BrowserContext, chromium, type Page, type Browser as RealBrowser } from 'playwright-core';
import { Live } from '../../src/platform/realtime/live.js';
import { ana, ben, type CastMember } from '../cast.js';
import { givenWorkspace, manyReplies, type Opened, openDiscussion, replyByScript } from '../discussions.js';
import { World } from '../world.js';

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const inChromium = installed ? describe : describe.skip;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const phone = { width: 360, height: 740 };
const desk = { width: 1280, height: 800 };
const LINE_MS = 30_000;

inChromium('a discussion in two browsers', () => {
  let world: World;
  let chrome: RealBrowser;
  const contexts: BrowserContext[] = [];

  beforeAll(async () => {
    execFileSync(process.execPath, ['scripts/assets.mjs']);
    world = await World.start();
    await givenWorkspace(world, 'wells', 'public', [
      [ana, 'facilitator'],
      [ben, 'member'],
    ]);
    // One language for all, so that the test can read over everybody's shoulder.
    await world.model('Member').updateMany({}, { $set: { locale: 'en' } });
    chrome = await chromium.launch({ executablePath: installed, args: ['--no-sandbox'] });
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
  });
  afterAll(async () => {
    await chrome?.close();
    await world.end();
  });

  async function windowOf(person: CastMember, viewport: typeof phone, path: string, before?: (page: Page) => unknown) {
    const context = await chrome.newContext({ viewport, locale: 'en-GB', reducedMotion: 'reduce' });
    contexts.push(context);
    const { cookies } = await world.as(person);
    const [, value = ''] = /palabre_session=([^;]+)/.exec(cookies) ?? [];
    await context.addCookies([{ name: 'palabre_session', value, url: world.origin }]);
    const page = await context.newPage();
    await before?.(page);
    await open(page, path);
    return page;
  }

  /** Opens the page and waits until it listens. */
  async function open(page: Page, path: string) {
    await page.goto(world.origin + path);
    await page.locator('#readers', { hasText: 'Reading now' }).waitFor({ timeout: LINE_MS });
  }

  const said = (page: Page) => page.locator('#replies > li .said-text').allInnerTexts();
  const item = (page: Page, seq: number) => page.locator(`#reply-${seq}`);
  const write = async (page: Page, text: string) => {
    await page.locator('#reply textarea').fill(text);
    await page.locator('#reply button').click();
  };
  /** A new page of the same browser, after the one with the text has gone without a farewell. */
  async function crashWhileTyping(page: Page, field: string, text: string): Promise<Page> {
    await page.locator(field).pressSequentially(text);
    while (!(await page.evaluate<string>('JSON.stringify(localStorage)')).includes(text)) await page.waitForTimeout(50);
    const again = await page.context().newPage();
    await page.close();
    return again;
  }

  const talkOf = async () => openDiscussion(await world.as(ben), 'wells');
  const both = async (talk: Opened) => Promise.all([windowOf(ana, phone, talk.path), windowOf(ben, desk, talk.path)]);

  test('what Ben writes is with Ana while she reads: typing, the reply, its change, its removal', async () => {
    const [anas, bens] = await both(await talkOf());
    await bens.locator('#reply textarea').pressSequentially('The new gasket');
    await anas.locator('#typing', { hasText: 'Ben is writing' }).waitFor();
    await bens.locator('#reply button').click();
    await item(anas, 1).waitFor();
    await item(bens, 1).waitFor();
    expect(await said(anas)).toEqual(['The new gasket']);
    expect(await said(bens)).toEqual(['The new gasket']);
    expect(await bens.locator('#pending > li').count()).toBe(0);
    expect(await bens.locator('#reply textarea').inputValue()).toBe('');
    // Ben may change what he wrote; Ana, who facilitates, may only take it away.
    expect(await item(bens, 1).locator('.said-actions a').getAttribute('href')).toMatch(/\/replies\/1\/edit$/);
    expect(await item(anas, 1).locator('.said-actions a').count()).toBe(0);
    await item(bens, 1).locator('.said-actions a').click();
    await bens.locator('textarea').fill('The new gasket holds');
    await bens.locator('main form button').click();
    await item(anas, 1).locator('.said-text', { hasText: 'holds' }).waitFor();
    anas.on('dialog', (dialog) => void dialog.accept());
    await item(anas, 1).locator('.said-actions button').click();
    await anas.waitForURL(/reply=1/);
    await item(bens, 1).locator('.said-text', { hasText: 'This was removed' }).waitFor();
  });

  test('the line goes, both go on writing, the line comes back: each reply once, in order, for both', async () => {
    const talk = await talkOf();
    const [anas, bens] = await both(talk);
    await write(anas, 'before');
    await item(bens, 1).waitFor();
    await bens.context().setOffline(true);
    world.app.get(Live, { strict: false }).recheck(`discussion:${talk.id}`);
    await bens.locator('#line-lost', { hasText: 'offline' }).waitFor({ timeout: LINE_MS });
    await write(bens, 'written without a line');
    await bens.locator('#pending > li', { hasText: 'kept on this device' }).waitFor();
    await anas.locator('#readers', { hasText: 'Ana' }).waitFor({ timeout: LINE_MS });
    await write(anas, 'meanwhile one');
    await item(anas, 2).waitFor({ timeout: LINE_MS });
    await write(anas, 'meanwhile two');
    await item(anas, 3).waitFor();
    await bens.context().setOffline(false);
    await item(bens, 4).waitFor({ timeout: 2 * LINE_MS });
    await item(anas, 4).waitFor();
    const all = ['before', 'meanwhile one', 'meanwhile two', 'written without a line'];
    expect(await said(anas)).toEqual(all);
    expect(await said(bens)).toEqual(all);
    expect(await bens.locator('#pending > li').count()).toBe(0);
    expect(await bens.locator('#line-lost').innerText()).toBe('');
  });

  test('the answer gets lost and the page is opened anew: the reply is offered again and stored once', async () => {
    const talk = await talkOf();
    const bens = await windowOf(ben, desk, talk.path);
    await bens.route('**/replies', async (route) => {
      await route.fetch();
      await route.abort('connectionreset');
    });
    await write(bens, 'did it arrive?');
    await bens.locator('#pending > li', { hasText: 'kept on this device' }).waitFor();
    await bens.unroute('**/replies');
    await open(bens, talk.path);
    const offered = bens.locator('#pending > li', { hasText: 'did it arrive?' });
    await offered.locator('button', { hasText: 'Send again' }).click();
    await offered.waitFor({ state: 'detached' });
    expect(await said(bens)).toEqual(['did it arrive?']);
    await open(bens, talk.path);
    expect(await said(bens)).toEqual(['did it arrive?']);
    expect(await bens.locator('#pending > li').count()).toBe(0);
  });

  test('what is being typed survives a crash of the browser’s page', async () => {
    const talk = await talkOf();
    const bens = await windowOf(ben, desk, talk.path);
    const again = await crashWhileTyping(bens, '#reply textarea', 'half a thought');
    await open(again, talk.path);
    expect(await again.locator('#reply textarea').inputValue()).toBe('half a thought');
  });

  test('a change that survives a crash does not write over what was saved elsewhere meanwhile', async () => {
    const talk = await talkOf();
    const asBen = await world.as(ben);
    await replyByScript(asBen, talk, { text: 'the first words' });
    const bens = await windowOf(ben, desk, talk.path);
    await bens.goto(`${world.origin}${talk.path}/replies/1/edit`);
    const again = await crashWhileTyping(bens, '#main textarea', ' and a second thought');
    await asBen.post(`${talk.path}/replies/1`, { text: 'from the other device' });
    await again.goto(`${world.origin}${talk.path}/replies/1/edit`);
    expect(await again.locator('#main textarea').inputValue()).toContain('a second thought');
    await again.locator('#main form button:text("Save")').click();
    await again.locator('.difference del', { hasText: 'other device' }).waitFor();
    expect(await again.locator('#main textarea').inputValue()).toContain('a second thought');
    await again.locator('#main form button:text("Save")').click();
    await again.locator('#replies > li', { hasText: 'a second thought' }).waitFor();
  });

  test('while a discussion is closed, open pages say why nothing can be sent and keep what is typed; reopened, it can be', async () => {
    const talk = await talkOf();
    const [bens, asAna] = [await windowOf(ben, desk, talk.path), await world.as(ana)];
    const [text, send] = [bens.locator('#reply textarea'), bens.locator('#reply button')];
    await text.fill('half a thought');
    await asAna.post(`${talk.path}/closure`);
    await bens.locator('#state', { hasText: 'Ana has closed this discussion' }).waitFor();
    await bens.locator('#reply', { hasText: 'it takes no more replies' }).waitFor();
    expect([await send.isDisabled(), await text.inputValue()]).toEqual([true, 'half a thought']);
    const late = await windowOf(ben, phone, talk.path);
    expect(await late.locator('form#reply').count()).toBe(0);
    await asAna.post(`${talk.path}/closure/end`);
    await bens.locator('#reply', { hasNotText: 'it takes no more replies' }).waitFor();
    await send.click();
    await item(bens, 1).waitFor();
    expect(await said(bens)).toEqual(['half a thought']);
    // Whoever came while it was closed has no form, and is led to one.
    await late.locator('#state a', { hasText: 'open again' }).click();
    await late.locator('form#reply').waitFor();
  });

  test('a reply that is on its way while the discussion is closed is kept, and told why', async () => {
    const talk = await talkOf();
    const bens = await windowOf(ben, desk, talk.path);
    const asAna = await world.as(ana);
    await bens.route('**/replies', async (route) => {
      await asAna.post(`${talk.path}/closure`);
      await route.continue();
    });
    await write(bens, 'too late');
    const kept = bens.locator('#pending > li', { hasText: 'too late' });
    await kept.locator('p', { hasText: 'has been closed' }).waitFor();
    await kept.locator('button', { hasText: 'Back into the form' }).click();
    expect(await bens.locator('#reply textarea').inputValue()).toBe('too late');
  });

  test('who reads further up is told, and not moved; pressing leads to what is new', async () => {
    const talk = await talkOf();
    await manyReplies(world, talk, ben, 30);
    const anas = await windowOf(ana, phone, talk.path);
    const asBen = await world.as(ben);
    for (const text of ['new one', 'new two']) await replyByScript(asBen, talk, { text });
    const notice = anas.locator('#news a', { hasText: '2 new replies – show' });
    await notice.waitFor();
    expect(await anas.evaluate(() => scrollY)).toBe(0);
    expect(await anas.locator('#news').getAttribute('aria-live')).toBe('polite');
    await notice.click();
    await anas.locator('#news a').waitFor({ state: 'detached' });
    expect(await item(anas, 31).evaluate((one) => one.getBoundingClientRect().top < innerHeight)).toBe(true);
  });

  test('without web sockets, by polling, it is all the same', async () => {
    const talk = await talkOf();
    const anas = await windowOf(ana, phone, talk.path, (page) =>
      page.addInitScript(() => Object.defineProperty(window, 'WebSocket', { value: undefined })),
    );
    await replyByScript(await world.as(ben), talk, { text: 'by the slow road' });
    await item(anas, 1).waitFor();
    expect(await said(anas)).toEqual(['by the slow road']);
  });

  test('without script there is a form and a page', async () => {
    const talk = await talkOf();
    const context = await chrome.newContext({ viewport: phone, javaScriptEnabled: false });
    contexts.push(context);
    const [, value = ''] = /palabre_session=([^;]+)/.exec((await world.as(ben)).cookies) ?? [];
    await context.addCookies([{ name: 'palabre_session', value, url: world.origin }]);
    const page = await context.newPage();
    await page.goto(world.origin + talk.path);
    await write(page, 'plain and simple');
    expect(await said(page)).toEqual(['plain and simple']);
  });

  test.each([
    ['a phone', phone],
    ['a desk', desk],
  ])('on %s its pages can be used by all, and none scrolls sideways', async (_, viewport) => {
    const talk = await openDiscussion(await world.as(ana), 'wells', {
      title: 'How do we set the contribution when income follows the rain?',
      tags: 'cotisation, revenus saisonniers',
    });
    await manyReplies(world, talk, ben, 60);
    const page = await windowOf(ana, viewport, talk.path);
    const paths = [
      talk.path,
      `${talk.path}?page=2`,
      '/discussions',
      '/workspaces/wells/discussions',
      '/discussions/new',
      `${talk.path}/edit`,
      `${talk.path}/move`,
    ];
    for (const path of paths) {
      await page.goto(world.origin + path);
      await page.evaluate(axe);
      const { violations } = (await page.evaluate('axe.run()')) as {
        violations: { id: string; nodes: { html: string }[] }[];
      };
      expect([path, violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])]).toEqual([path, []]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    }
  });
});
