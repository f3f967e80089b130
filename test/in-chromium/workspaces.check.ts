import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type BrowserContext, chromium, type Page, type Browser as RealBrowser } from 'playwright-core';
import { ana, ben, type CastMember, cleo, eve, fin, gil } from '../cast.js';
import { type Made, makeWorkspace, peopledWorkspace } from '../workspaces.js';
import { World } from '../world.js';

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const inChromium = installed ? describe : describe.skip;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

inChromium('workspaces and tags in a real browser', () => {
  let world: World;
  let chrome: RealBrowser;
  let made: Made;
  let invitation: string;
  const contexts: BrowserContext[] = [];

  beforeAll(async () => {
    execFileSync(process.execPath, ['scripts/assets.mjs']);
    world = await World.start();
    made = await peopledWorkspace(world, 'members', [ana, ben, cleo], {
      name: 'Mutuelles de santé au Sahel',
      language: 'fr',
      description: 'Caisses villageoises, unions régionales et ministères de six pays.\n\nNos outils, nos erreurs.',
      tags: 'mutuelles de santé, économie sociale, assurance maladie universelle',
    });
    await makeWorkspace(await world.as(fin), { name: 'Exclusão social e HIV/SIDA', language: 'pt', tags: 'HIV, jobs' });
    await (await world.as(eve)).post(`${made.path}/membership`, { message: 'I keep the books of a fund in Pune.' });
    const asAna = await world.as(ana);
    await asAna.post(`${made.path}/people/cleo/facilitation`);
    await asAna.post(`${made.path}/invitations`, {
      emails: 'nia@example.net, kofi.mensah.with.a.very.long.name@cooperative-federation.example.net',
    });
    await world.settle();
    const letter = (await world.mailTo('nia@example.net')).at(-1)?.text ?? '';
    invitation = /(\/invitations\/[\w-]+)/.exec(letter)?.[1] ?? '';
    chrome = await chromium.launch({ executablePath: installed, args: ['--no-sandbox'] });
  }, 60_000);
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
  });
  afterAll(async () => {
    await chrome?.close();
    await world.end();
  });

  async function windowOf(person: CastMember | null, width: number): Promise<Page> {
    const colorScheme = width < 600 ? 'light' : 'dark';
    const viewport = { width, height: 800 };
    const context = await chrome.newContext({ viewport, locale: 'en-GB', reducedMotion: 'reduce', colorScheme });
    contexts.push(context);
    const [, value] = /palabre_session=([^;]+)/.exec((await world.as(person)).cookies) ?? [];
    if (value) await context.addCookies([{ name: 'palabre_session', value, url: world.origin }]);
    return context.newPage();
  }

  test.each([360, 1280])(
    'every page fits %i px and is open to everybody (axe)',
    async (width) => {
      const pages: [CastMember | null, string[]][] = [
        [null, ['/workspaces', '/workspaces?state=archived', '/tags', '/tags/hiv', '/tags/nothing', invitation]],
        [ana, [made.path, `${made.path}/people`, `${made.path}/settings`, '/workspaces/yours', '/workspaces/new']],
        [eve, [made.path, '/workspaces/yours']],
        [fin, [`${made.path}/membership`]],
        [gil, ['/workspaces/requests']],
      ];
      for (const [person, paths] of pages) {
        const page = await windowOf(person, width);
        for (const path of paths) {
          await page.goto(world.origin + path);
          await page.evaluate(axe);
          const { violations } = (await page.evaluate('axe.run()')) as {
            violations: { id: string; nodes: { html: string }[] }[];
          };
          expect([path, violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])]).toEqual([path, []]);
          expect([path, await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)]).toEqual([
            path,
            0,
          ]);
        }
      }
    },
    120_000,
  );

  test('tags in use are offered for the last one of a list', async () => {
    const page = await windowOf(fin, 360);
    await page.goto(`${world.origin}/workspaces/new`);
    await page.locator('input[name=tags]').pressSequentially('água, eco');
    await page.locator('datalist option[value="água, économie sociale"]').waitFor({ state: 'attached' });
  });
});
