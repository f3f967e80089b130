import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Page, type Browser as RealBrowser } from 'playwright-core';
import { ana, ben } from '../cast.js';
import { beginPost, givenPlaces, inEditor, postOf, publishPost, type Written } from '../given-blogs.js';
import { World } from '../world.js';

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const inChromium = installed ? describe : describe.skip;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const phone = { width: 360, height: 740 };
const desk = { width: 1280, height: 800 };
const HARVEST = '/workspaces/harvest/blog';
const SAVED_MS = 10_000;

interface Faults {
  violations: Array<{ id: string; nodes: Array<{ target: unknown }> }>;
}

inChromium('writing in a browser', () => {
  let world: World;
  let chrome: RealBrowser;
  let post: Written;

  beforeAll(async () => {
    execFileSync(process.execPath, ['scripts/assets.mjs']);
    world = await World.start();
    await givenPlaces(world);
    await world.model('Member').updateMany({}, { $set: { locale: 'en' } });
    const browser = await world.as(ana);
    post = await publishPost(world, browser, HARVEST, { title: 'To look at', tags: 'rain, wells' });
    await inEditor(browser, post.id, '/publication', {
      title: 'To look at',
      text: 'Another text.',
      tags: 'rain, wells',
    });
    await (await world.as(ben)).post(`/posts/${post.id}/comments`, { text: 'A comment.' });
    chrome = await chromium.launch({ executablePath: installed, args: ['--no-sandbox'] });
  }, 60_000);
  afterAll(async () => {
    await chrome?.close();
    await world.end();
  });

  async function windowOf(viewport: typeof phone): Promise<Page> {
    const context = await chrome.newContext({ viewport, locale: 'en-GB', reducedMotion: 'reduce' });
    const [, value = ''] = /palabre_session=([^;]+)/.exec((await world.as(ana)).cookies) ?? [];
    await context.addCookies([{ name: 'palabre_session', value, url: world.origin }]);
    return context.newPage();
  }

  test.each([phone, desk])(
    'every page can be used by all, $width px wide',
    async (viewport) => {
      const page = await windowOf(viewport);
      const draft = await beginPost(await world.as(ana), HARVEST);
      const paths = ['/blogs', HARVEST, post.path, `/drafts/${draft}`, post.draft, '/drafts', '/drafts/deleted'];
      for (const path of [...paths, `/posts/${post.id}/versions`, `/posts/${post.id}/versions/2`, '/people/ben/blog']) {
        await page.goto(world.origin + path);
        await page.evaluate(axe);
        const { violations } = (await page.evaluate('axe.run()')) as Faults;
        expect([path, violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])]).toEqual([path, []]);
        expect([path, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([path, viewport.width]);
      }
      await page.context().close();
    },
    120_000,
  );

  test('the server keeps what is typed; where the line is lost the browser does, and the server again when it is back', async () => {
    const page = await windowOf(desk);
    const draft = await beginPost(await world.as(ana), '/people/ana/blog');
    await page.goto(`${world.origin}/drafts/${draft}`);
    const saved = async (text: string) => {
      const begun = Date.now();
      while ((await postOf(world, draft)).work?.source !== text && Date.now() - begun < SAVED_MS)
        await page.waitForTimeout(100);
      expect((await postOf(world, draft)).work?.source).toBe(text);
    };
    await page.fill('textarea[name=text]', 'typed and kept');
    await saved('typed and kept');
    await page.locator('#autosave', { hasText: 'Saved as a draft' }).waitFor();
    await page.context().setOffline(true);
    await page.fill('textarea[name=text]', 'typed in a tunnel');
    await page.locator('#autosave', { hasText: 'No connection' }).waitFor({ timeout: SAVED_MS });
    expect((await postOf(world, draft)).work?.source).toBe('typed and kept');
    expect(await page.evaluate('JSON.stringify(localStorage)')).toContain('typed in a tunnel');
    await page.context().setOffline(false);
    await saved('typed in a tunnel');
    await page.fill('input[name=title]', 'From the train');
    await page.click('text="Publish"');
    await page.locator('h1', { hasText: 'From the train' }).waitFor();
    expect(await page.evaluate('JSON.stringify(localStorage)')).not.toContain('typed in a tunnel');
    expect((await postOf(world, draft)).version).toBe(1);
    await page.context().close();
  }, 60_000);

  test('a second window is told that the first has saved, and loses nothing', async () => {
    const [one, two] = [await windowOf(desk), await windowOf(desk)];
    const draft = await beginPost(await world.as(ana), '/people/ana/blog');
    for (const page of [one, two]) await page.goto(`${world.origin}/drafts/${draft}`);
    await one.fill('textarea[name=text]', 'first words');
    await one.locator('#autosave', { hasText: 'Saved as a draft' }).waitFor({ timeout: SAVED_MS });
    await two.fill('textarea[name=text]', 'second words');
    await two.locator('#autosave', { hasText: 'changed in another window' }).waitFor({ timeout: SAVED_MS });
    await two.click('.button:text("Keep as a draft")');
    await two.locator('.difference').waitFor();
    expect(await two.inputValue('textarea[name=text]')).toBe('second words');
    expect(await two.locator('.difference del').innerText()).toContain('first');
    for (const page of [one, two]) await page.context().close();
  }, 60_000);
});
