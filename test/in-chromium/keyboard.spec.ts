import type { Browser, BrowserContext, Page } from 'playwright-core';
import { cleo, PASSWORD } from '../cast.js';
import { peopledWorkspace } from '../workspaces.js';
import { World } from '../world.js';
import { buildStaleAssets, inChromium, openChromium, windowOf } from './chromium.js';

const FARTHEST = 120;

interface Stop {
  name: string;
  inMain: boolean;
  inView: boolean;
  marked: boolean;
}

/** Where the focus is now, and whether one can see it. */
const stop = (page: Page): Promise<Stop | null> =>
  page.evaluate(() => {
    const here = document.activeElement;
    if (!(here instanceof HTMLElement) || here === document.body) return null;
    const { top, bottom, width } = here.getBoundingClientRect();
    const { outlineStyle, outlineWidth } = getComputedStyle(here);
    return {
      name: here.getAttribute('name') ?? here.textContent?.trim() ?? '',
      inMain: here.closest('main') !== null,
      inView: width > 0 && bottom > 0 && top < window.innerHeight,
      marked: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
    };
  });

/** Presses Tab until the focus is on what bears this name. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let pressed = 0; pressed < FARTHEST; pressed += 1) {
    await page.keyboard.press('Tab');
    const { name: here = '' } = (await stop(page)) ?? {};
    if (typeof name === 'string' ? here === name : name.test(here)) return;
  }
  throw new Error(`no way by Tab to ${name}`);
}

async function everyStop(page: Page): Promise<Stop[]> {
  const stops: Stop[] = [];
  for (let here = await next(page); here !== null && stops.length < FARTHEST; here = await next(page)) stops.push(here);
  return stops;
}

async function next(page: Page): Promise<Stop | null> {
  await page.keyboard.press('Tab');
  return stop(page);
}

inChromium('by keyboard alone', () => {
  let world: World;
  let chrome: Browser;
  let window: BrowserContext;
  let page: Page;
  let workspace: string;

  beforeAll(async () => {
    buildStaleAssets();
    world = await World.start();
    ({ path: workspace } = await peopledWorkspace(world, 'public', [cleo], { name: 'Wells and pumps' }));
    chrome = await openChromium();
  });
  beforeEach(async () => {
    window = await windowOf(chrome, world, null);
    page = await window.newPage();
  });
  afterEach(() => window.close());
  afterAll(async () => {
    await chrome?.close();
    await world?.end();
  });

  test.each(['/', '/workspaces', '/sign-up'])(
    '%s: one press leads past the frame, and each place is seen',
    async (path) => {
      await page.goto(world.origin + path);
      expect(await next(page)).toMatchObject({ name: 'Skip to the content', inView: true, marked: true });
      await page.keyboard.press('Enter');
      expect(await next(page)).toMatchObject({ inMain: true });
      await page.goto(world.origin + path);
      const stops = await everyStop(page);
      expect(stops.length).toBeGreaterThan(10);
      expect(stops.length).toBeLessThan(FARTHEST);
      expect(stops.filter(({ inView, marked }) => !inView || !marked)).toEqual([]);
    },
  );

  test('one signs in, opens a discussion and answers', async () => {
    await page.goto(`${world.origin}/sign-in`);
    await tabTo(page, 'identifier');
    await page.keyboard.type('cleo');
    await tabTo(page, 'password');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await page.locator('.flashes', { hasText: 'You are signed in' }).waitFor();
    await page.goto(`${world.origin}${workspace}/discussions/new`);
    await tabTo(page, 'title');
    await page.keyboard.type('Who keeps the key?');
    await tabTo(page, 'text');
    await page.keyboard.type('And the book?');
    await tabTo(page, 'Open the discussion');
    await page.keyboard.press('Enter');
    await page.locator('h1', { hasText: 'Who keeps the key?' }).waitFor();
    await tabTo(page, 'text');
    await page.keyboard.type('I keep it.');
    await tabTo(page, 'Send');
    await page.keyboard.press('Enter');
    await page.locator('#replies .said-text', { hasText: 'I keep it.' }).waitFor();
  });
});
