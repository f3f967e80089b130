// Writes the component gallery as files: node scripts/gallery.mjs [FOLDER] [LOCALE]. With --look it also takes
// pictures at 360 and 1280 px, light and dark, with the chromium of this machine.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { buildAssets } from './assets.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [folder = join(root, '.cache/gallery'), locale = 'en'] = process.argv
  .slice(2)
  .filter((word) => !word.startsWith('--'));
const look = process.argv.includes('--look');

const bundle = join(root, '.cache/gallery-bundle.mjs');
await build({
  stdin: {
    contents: `
      export { galleryPage } from './src/dev/gallery/gallery-page.js';
      export { sampleUi } from './src/dev/gallery/sample-ui.js';
      export { emailSample } from './src/dev/gallery/sample-email.js';
      export { samples } from './src/dev/gallery/samples.js';
      export { loadMessages } from './src/platform/i18n/i18n.js';
      export { renderToString } from 'preact-render-to-string';`,
    resolveDir: root,
  },
  outfile: bundle,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  jsx: 'automatic',
  jsxImportSource: 'preact',
});
const { galleryPage, emailSample, sampleUi, samples, loadMessages, renderToString } = await import(
  pathToFileURL(bundle).href
);
loadMessages(join(root, 'src'));

mkdirSync(folder, { recursive: true });
const names = await buildAssets(folder);
const assets = { css: names['palabre.css'], icon: names['favicon.svg'], scripts: { palabre: names['palabre.js'] } };
const pages = [
  { name: 'components', path: '/dev', page: (ui) => galleryPage(ui, (name) => `${name}.html`) },
  ...samples,
  { name: 'email', path: '/', page: emailSample },
];
for (const { name, path, page } of pages) {
  const ui = sampleUi({ locale, path, signedIn: name !== 'empty' && name !== 'home', assets });
  writeFileSync(join(folder, `${name}.html`), `<!doctype html>${renderToString(page(ui))}`);
}
console.log(`${pages.length} pages in ${folder}`);
if (look) await takePictures();

async function takePictures() {
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--allow-file-access-from-files'],
  });
  for (const colorScheme of ['light', 'dark']) {
    for (const width of [360, 1280]) {
      const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, deviceScaleFactor: 1 });
      const tab = await context.newPage();
      for (const { name } of pages) {
        await tab.goto(pathToFileURL(join(folder, `${name}.html`)).href);
        await tab.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: true });
      }
      await context.close();
    }
  }
  await browser.close();
}
