import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { renderToString } from 'preact-render-to-string';
import { galleryPage } from '../../src/dev/gallery/gallery-page.js';
import { sampleUi } from '../../src/dev/gallery/sample-ui.js';
import { samples } from '../../src/dev/gallery/samples.js';
import type { Ui } from '../../src/ui/public.js';

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const inChromium = installed ? describe : describe.skip;

function builtStyle(): string {
  const folder = mkdtempSync(join(tmpdir(), 'style-'));
  execFileSync(process.execPath, ['scripts/assets.mjs', folder]);
  const names = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Record<string, string>;
  const style = readFileSync(join(folder, names['palabre.css'] ?? ''), 'utf8');
  rmSync(folder, { recursive: true });
  return style;
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const pages = [
  ...samples.map(({ name, path, page }) => [name, path, page] as const),
  ['components', '/dev', (ui: Ui) => galleryPage(ui, (name) => `/dev/gallery/${name}`)] as const,
];
const screens = [
  { width: 360, height: 740, colorScheme: 'light' },
  { width: 1280, height: 800, colorScheme: 'dark' },
] as const;

interface Faults {
  violations: Array<{ id: string; nodes: Array<{ target: unknown }> }>;
}

inChromium.each(screens)('at $width px, $colorScheme', ({ width, height, colorScheme }) => {
  let browser: Browser;
  let style: string;

  beforeAll(async () => {
    style = builtStyle();
    browser = await chromium.launch({ executablePath: installed, args: ['--no-sandbox'] });
  });

  afterAll(() => browser.close());

  test.each(pages)('%s can be used by all and does not scroll sideways', async (_name, path, page) => {
    const tab = await browser.newPage({ viewport: { width, height }, colorScheme, reducedMotion: 'reduce' });
    await tab.setContent(`<!doctype html>${renderToString(page(sampleUi({ path, locale: 'fr' })))}`);
    await tab.addStyleTag({ content: style });
    // What our own script does for text that scrolls.
    await tab.evaluate(() => {
      for (const box of document.querySelectorAll('pre')) box.tabIndex = 0;
    });
    await tab.evaluate(axe);
    const faults = (await tab.evaluate('axe.run()')) as Faults;
    expect(faults.violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([]);
    const overflow = await tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await tab.close();
  });
});
