import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Assets } from '../../ui/ui.js';

/** `dist/assets` once built; from `src`, the built ones where they exist, so that tests see what people get. */
export const assetsFolder = fileURLToPath(new URL('../../../dist/assets', import.meta.url));

/** The addresses of style, icon and scripts, each with a hash of its content, so that browsers keep them for ever. */
export function findAssets(folder = assetsFolder): Assets {
  const address = (file: string) => `/assets/${file}?v=${hashOf(join(folder, file))}`;
  const scripts = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.js')) : [];
  return {
    css: address('palabre.css'),
    icon: address('favicon.svg'),
    scripts: Object.fromEntries(scripts.map((file) => [file.replace(/\.js$/, ''), address(file)])),
  };
}

const hashOf = (file: string): string =>
  existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('base64url').slice(0, 10) : 'none';
