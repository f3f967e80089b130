import type { Browser, BrowserContext } from 'playwright-core';
import { ana } from '../cast.js';
import { beginPost, givenPlaces, postOf, publishPost } from '../given-blogs.js';
import { World } from '../world.js';
import { buildStaleAssets, desk, inChromium, openChromium, windowOf } from './chromium.js';

const SAVED_MS = 30_000;

inChromium('writing in a browser', () => {
  let world: World;
  let chrome: Browser;
  let window: BrowserContext;

  beforeAll(async () => {
    buildStaleAssets();
    world = await World.start();
    await givenPlaces(world);
    await world.model('Member').updateMany({}, { $set: { locale: 'en' } });
    chrome = await openChromium();
  });
  beforeEach(async () => {
    window = await windowOf(chrome, world, ana, { viewport: desk });
  });
  afterEach(() => window.close());
  afterAll(async () => {
    await chrome?.close();
    await world.end();
  });

  test('the server keeps what is typed; where the line is lost the browser does, and the server again when it is back', async () => {
    const page = await window.newPage();
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
    await window.setOffline(true);
    await page.fill('textarea[name=text]', 'typed in a tunnel');
    await page.locator('#autosave', { hasText: 'No connection' }).waitFor({ timeout: SAVED_MS });
    expect((await postOf(world, draft)).work?.source).toBe('typed and kept');
    expect(await page.evaluate('JSON.stringify(localStorage)')).toContain('typed in a tunnel');
    await window.setOffline(false);
    await saved('typed in a tunnel');
    await window.setOffline(true);
    await page.fill('textarea[name=text]', 'typed before the battery died');
    await page.locator('#autosave', { hasText: 'No connection' }).waitFor({ timeout: SAVED_MS });
    await page.goto('about:blank');
    await window.setOffline(false);
    await page.goto(`${world.origin}/drafts/${draft}`);
    await saved('typed before the battery died');
    await page.fill('input[name=title]', 'From the train');
    await page.click('text="Publish"');
    await page.locator('h1', { hasText: 'From the train' }).waitFor();
    expect(await page.evaluate('JSON.stringify(localStorage)')).not.toContain('typed in a tunnel');
    expect((await postOf(world, draft)).version).toBe(1);
  });

  test('a second window is told that the first has saved, and loses nothing', async () => {
    const [one, two] = [await window.newPage(), await window.newPage()];
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
  });

  test('tags in use are offered for the last one of a list', async () => {
    await publishPost(world, await world.as(ana), '/people/ana/blog', { title: 'Wells', tags: 'économie sociale' });
    const page = await window.newPage();
    await page.goto(`${world.origin}/workspaces/new`);
    await page.locator('input[name=tags]').pressSequentially('água, eco');
    await page.locator('datalist option[value="água, économie sociale"]').waitFor({ state: 'attached' });
  });
});
