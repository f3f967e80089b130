import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import type { CastMember } from '../cast.js';
import type { World } from '../world.js';

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
export const inChromium = installed ? describe : describe.skip;

export const phone = { width: 360, height: 740 };
export const desk = { width: 1280, height: 800 };

export const openChromium = (): Promise<Browser> =>
  chromium.launch({ executablePath: installed, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] });

/** Style and scripts as people get them; to be called before the World starts. `npm test` has built them already. */
export function buildStaleAssets(): void {
  const manifest = 'dist/assets/manifest.json';
  const sources = readdirSync('src/ui', { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const changed = Math.max(...sources.map(({ parentPath, name }) => statSync(join(parentPath, name)).mtimeMs));
  if (!existsSync(manifest) || statSync(manifest).mtimeMs < changed)
    execFileSync(process.execPath, ['scripts/assets.mjs']);
}

/** A window of its own, in which this person is signed in; `null` is a visitor's. */
export async function windowOf(
  browser: Browser,
  world: World,
  person: CastMember | null,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', viewport: phone, ...options });
  const [, value] = /palabre_session=([^;]+)/.exec((await world.as(person)).cookies) ?? [];
  if (value) await context.addCookies([{ name: 'palabre_session', value, url: world.origin }]);
  return context;
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const ALL_RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What depends on size and colour; the rest is the same for every window. */
const LOOK_RULES = ['color-contrast', 'target-size', 'scrollable-region-focusable', 'link-in-text-block', 'region'];

interface Verdict {
  violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[];
}

/** What keeps people from using the page as it stands, in words; none is what we want. */
export async function faultsOf(page: Page, rules: 'all' | 'of the look' = 'all'): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe);
  const runOnly = rules === 'all' ? { type: 'tag', values: ALL_RULES } : { type: 'rule', values: LOOK_RULES };
  const options = { runOnly, resultTypes: ['violations'] };
  const { violations } = (await page.evaluate(`axe.run(${JSON.stringify(options)})`)) as Verdict;
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  return [
    ...violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`),
    ...(tooWide > 0 ? [`scrolls sideways by ${tooWide} px`] : []),
  ];
}

/** One heading, a title, a language, and no sentence with a word missing. */
export async function frameFaultsOf(page: Page): Promise<string[]> {
  const { h1, title, lang, text } = await page.evaluate(() => ({
    h1: [...document.querySelectorAll('h1')].map(({ textContent }) => textContent?.trim() ?? ''),
    title: document.title,
    lang: document.documentElement.lang,
    text: [...document.querySelectorAll('body :not(pre, code, script, template, textarea)')]
      .flatMap(({ childNodes }) => [...childNodes])
      .map((node) => (node.nodeType === Node.TEXT_NODE ? node.textContent : ''))
      .join('\n'),
  }));
  return [
    ...(h1.length === 1 && h1[0] ? [] : [`headings: ${JSON.stringify(h1)}`]),
    ...(/\S/.test(title) && !/undefined|null|\[object/.test(title) ? [] : [`title: ${title}`]),
    ...(/^(en|fr|es|pt)$/.test(lang) ? [] : [`language: ${lang}`]),
    ...(/\bundefined\b|\[object |\bNaN\b|\{\w+\}/.test(text) ? ['a word is missing in the text'] : []),
  ];
}
