import type { Browser, BrowserContext, Page } from 'playwright-core';
import { routesOf } from '../../src/platform/web/wiring.js';
import type { Browser as PlainBrowser } from '../browser.js';
import { ana, ben, type CastMember, dov, eve, gil } from '../cast.js';
import { World } from '../world.js';
import {
  buildStaleAssets,
  desk,
  faultsOf,
  frameFaultsOf,
  inChromium,
  openChromium,
  phone,
  windowOf,
} from './chromium.js';
import { type Community, givenCommunity } from './community.js';
import { NO_PAGE, samplesFor } from './page-samples.js';
import { Scales, tableOf, type Weight } from './weights.js';

const LIMIT = 30_000;
const TABS = 2;

type Viewer = CastMember | null;
interface Sight {
  path: string;
  person: Viewer;
  weight: Weight;
}

const nameOf = ({ path, person }: Sight) => `${path} (${person?.name ?? 'visitor'})`;

/** Pages that show what there is: they are looked at before there is anything, too. */
const LISTS = [
  '/',
  '/community',
  '/dashboard',
  '/workspaces',
  '/workspaces/yours',
  '/workspaces/requests',
  '/blogs',
  '/discussions',
  '/people',
  '/tags',
  '/news',
  '/notifications',
  '/drafts',
  '/drafts/deleted',
  '/settings/follows',
  '/settings/tokens',
  '/people/eve',
  '/people/eve/blog',
  '/admin',
  '/admin/news',
  '/admin/feedback',
  '/admin/mail',
];

const unseen = (paths: string[], seen: Sight[]) => paths.filter((path) => !seen.some((sight) => sight.path === path));

inChromium('every page of the product', () => {
  let world: World;
  let chrome: Browser;
  let community: Community;
  let seen: Sight[];
  const people = new Map<Viewer, { window: BrowserContext; plain: PlainBrowser }>();

  beforeAll(async () => {
    buildStaleAssets();
    world = await World.start();
    chrome = await openChromium();
    for (const person of [dov, ana, ben, eve, gil])
      people.set(person, { window: await windowOf(chrome, world, person), plain: await world.as(person) });
  });
  afterAll(async () => {
    await chrome?.close();
    await world?.end();
  });

  const pageRoutes = () =>
    routesOf(world.modules)
      .filter(({ method, path }) => method === 'GET' && !NO_PAGE.test(path))
      .map(({ path }) => path);

  const addresses = () => {
    const samples = samplesFor(community);
    return pageRoutes().flatMap((path) => samples[path] ?? [path]);
  };

  /** Every address as a visitor sees it, and as the first of these people does who may. */
  async function sights(paths: string[], members: CastMember[]): Promise<Sight[]> {
    const scales = new Scales(world.origin);
    const found: Sight[] = [];
    const show = async (path: string, person: Viewer) => {
      const weight = await scales.weigh(path, people.get(person)?.plain.cookies ?? '');
      return weight !== null && found.push({ path, person, weight }) > 0;
    };
    for (const path of paths) {
      await show(path, dov);
      for (const person of members) if (await show(path, person)) break;
    }
    return found;
  }

  async function look(tab: Page, sight: Sight): Promise<string[]> {
    const broken: string[] = [];
    const hear = (error: Error) => broken.push(`script: ${error.message}`);
    tab.on('pageerror', hear);
    await tab.setViewportSize(phone);
    await tab.emulateMedia({ colorScheme: 'light' });
    await tab.goto(world.origin + sight.path);
    const faults = [...(await frameFaultsOf(tab)), ...(await faultsOf(tab)).map((fault) => `360 px: ${fault}`)];
    await tab.setViewportSize(desk);
    await tab.emulateMedia({ colorScheme: 'dark' });
    faults.push(...(await faultsOf(tab, 'of the look')).map((fault) => `1280 px, dark: ${fault}`));
    tab.off('pageerror', hear);
    return [...faults, ...broken].map((fault) => `${nameOf(sight)} ${fault}`);
  }

  async function lookAtAll(all: Sight[]): Promise<string[]> {
    const faults: string[] = [];
    for (const [person, { window }] of people) {
      const waiting = all.filter((sight) => sight.person === person);
      const walk = async () => {
        const tab = await window.newPage();
        for (let sight = waiting.shift(); sight; sight = waiting.shift()) faults.push(...(await look(tab, sight)));
        await tab.close();
      };
      await Promise.all(Array.from({ length: TABS }, walk));
    }
    return faults;
  }

  test(
    'can be used by all when nothing has been written yet',
    async () => {
      const empty = await sights(LISTS, [eve, gil]);
      expect(unseen(LISTS, empty)).toEqual([]);
      expect(await lookAtAll(empty)).toEqual([]);
    },
    15 * 60_000,
  );

  test(
    'can be used by all with content, at 360 px and, in the dark, at 1280 px',
    async () => {
      community = await givenCommunity(world);
      const samples = samplesFor(community);
      // Whoever makes a page with a blank in its address gives an example of it in page-samples.ts.
      expect(pageRoutes().filter((path) => path.includes(':') && !samples[path])).toEqual([]);
      seen = await sights(addresses(), [ana, ben, gil]);
      expect(unseen(addresses(), seen)).toEqual([]);
      expect(await lookAtAll(seen)).toEqual([]);
    },
    15 * 60_000,
  );

  test('is light: page and style under 30 kB, script under 30 kB', () => {
    process.stdout.write(`${tableOf(seen.map((sight) => [nameOf(sight), sight.weight]))}\n`);
    const heavy = ({ weight: { html, style, script } }: Sight) => html + style > LIMIT || script > LIMIT;
    expect(seen.length).toBeGreaterThan(100);
    expect(seen.filter(heavy).map(nameOf)).toEqual([]);
    expect(seen.filter(({ weight }) => weight.style === 0 || weight.script === 0).map(nameOf)).toEqual([]);
  });
});
