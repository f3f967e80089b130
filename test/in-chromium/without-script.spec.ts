import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { SetUp } from '../../src/features/accounts/public.js';
import { World } from '../world.js';
import { buildStaleAssets, desk, inChromium, openChromium, phone } from './chromium.js';
import { makesItTheirs, makesWorkspace, opensDiscussion, Person, signsUp, writesPost } from './person.js';

/** The walk of `newcomer.spec.ts`, by forms and links alone. */
inChromium('a newcomer’s walk without script', () => {
  let world: World;
  let chrome: Browser;
  let awa: Person;
  let mariam: Person;
  let workspace: string;

  beforeAll(async () => {
    buildStaleAssets();
    world = await World.start({}, []);
    chrome = await openChromium();
    awa = await Person.comes(chrome, world, { viewport: desk, javaScriptEnabled: false });
    mariam = await Person.comes(chrome, world, { viewport: phone, javaScriptEnabled: false });
  });
  afterAll(async () => {
    await chrome?.close();
    await world?.end();
  });

  const said = ({ page }: Person) => page.locator('#replies > li .said-text').allInnerTexts();
  const write = async (person: Person, text: string) => {
    await person.page.locator('#reply textarea').fill(text);
    await person.page.locator('#reply').getByRole('button', { name: 'Send', exact: true }).click();
    await person.hears('Your reply is there');
  };

  test('the community is made, a newcomer signs up, makes a workspace and writes a post', async () => {
    await makesItTheirs(awa, await world.app.get(SetUp, { strict: false }).link());
    await signsUp(mariam, 'Mariam Koné', 'mariam@example.org');
    workspace = await makesWorkspace(mariam, 'Wells and pumps');
    const picture = await sharp({ create: { width: 90, height: 60, channels: 3, background: '#2b6637' } })
      .png()
      .toBuffer();
    await writesPost(mariam, workspace, 'Paying after the harvest', picture);
    await mariam.page.locator('.prose img[alt="The new pump"]').waitFor({ state: 'attached' });
    await mariam.page.locator('main').getByRole('link', { name: 'saison sèche' }).waitFor();
  });

  test('a refused form says what is wrong and keeps what was typed', async () => {
    await mariam.open('/workspaces/new');
    await mariam.fill({ Name: '   ', Description: 'All that I typed' });
    await mariam.press('Create the workspace');
    await mariam.page.getByRole('alert').waitFor();
    expect(await mariam.page.title()).toMatch(/^Please check/);
    expect(await mariam.page.locator('[name=description]').inputValue()).toBe('All that I typed');
  });

  test('two people discuss, follow, and hear by e-mail', async () => {
    const talk = await opensDiscussion(mariam, workspace, 'Who keeps the book?', 'And who keeps the key?');
    await awa.open(workspace);
    await awa.press('Join');
    await awa.hears('Welcome to “Wells and pumps”');
    await awa.follow('Who keeps the book?');
    await write(awa, 'I keep it.');
    await mariam.open(talk);
    await write(mariam, 'Thank you, Awa.');
    await awa.open(talk);
    expect(await said(awa)).toEqual(['I keep it.', 'Thank you, Awa.']);
    await world.settle();
    const letters = await world.mailTo('mariam@example.org');
    expect(letters.filter(({ text }) => text.includes('I keep it.'))).toHaveLength(1);
  });
});
