// Builds what the browser gets: the style, the icon and the client scripts, named by their content so that they can be
// cached for ever, and manifest.json with the name of each.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const client = join(root, 'src/ui/client');

/** Every file directly in `src/ui/client` is an entry; what they share lies in folders below it. */
const clientEntries = () =>
  existsSync(client)
    ? readdirSync(client)
        .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
        .map((file) => join(client, file))
    : [];

export async function buildAssets(outDir = join(root, 'dist/assets')) {
  mkdirSync(outDir, { recursive: true });
  const built = await build({
    entryPoints: [...clientEntries(), join(root, 'src/ui/assets/palabre.css'), join(root, 'src/ui/assets/favicon.svg')],
    outdir: outDir,
    entryNames: '[name]-[hash]',
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['es2020', 'chrome80', 'firefox78', 'safari14.1'],
    loader: { '.svg': 'copy' },
    metafile: true,
    logLevel: 'warning',
  });
  const manifest = {};
  for (const [file, { entryPoint }] of Object.entries(built.metafile.outputs)) {
    if (entryPoint) manifest[basename(entryPoint).replace(/\.ts$/, '.js')] = basename(file);
  }
  writeFileSync(join(outDir, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const outDir = process.argv[2];
  const manifest = await buildAssets(outDir);
  for (const [name, file] of Object.entries(manifest)) {
    const bytes = readFileSync(join(outDir ?? join(root, 'dist/assets'), file)).length;
    console.log(`${name} → ${file} (${bytes} bytes)`);
  }
}
