import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Assets } from '../../ui/ui.js';

/** `dist/assets`, also when we run from `src`, so that tests see what people get. */
export const assetsFolder = fileURLToPath(new URL('../../../dist/assets', import.meta.url));

/** The addresses of style, icon and scripts. Each name holds a hash of the content, so that browsers keep them for ever. */
export function findAssets(folder = assetsFolder): Assets {
  const file = join(folder, 'manifest.json');
  const manifest = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
  const address = (name: string) => `/assets/${manifest[name] ?? name}`;
  const scripts = Object.keys(manifest).filter((name) => name.endsWith('.js'));
  return {
    css: address('palabre.css'),
    icon: address('favicon.svg'),
    scripts: Object.fromEntries(scripts.map((name) => [name.slice(0, -3), address(name)])),
  };
}
