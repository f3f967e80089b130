// Builds dist/: the server by swc, the client scripts by esbuild, words and styles copied. `--if-stale` builds only when src is newer.
import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transform } from '@swc/core';
import { buildAssets } from './assets.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const src = join(root, 'src');
const dist = join(root, 'dist');
const stamp = join(dist, '.built');

const isTest = (file) => /\.spec\.tsx?$/.test(file);
const isCode = (file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts') && !isTest(file);
const isData = (file) => file.endsWith('.json') || file.startsWith(join('ui', 'assets'));
const isClient = (file) => file.startsWith(join('ui', 'client'));
const isServer = (file) => isCode(file) && !isClient(file);

async function filesOfSrc() {
  const entries = await readdir(src, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => relative(src, join(entry.parentPath, entry.name)));
}

async function isFresh(files) {
  const built = await stat(stamp).catch(() => null);
  if (!built) return false;
  const sources = [
    ...files.map((file) => join(src, file)),
    join(root, 'package.json'),
    join(root, '.swcrc'),
    fileURLToPath(import.meta.url),
  ];
  const times = await Promise.all(sources.map(async (file) => (await stat(file)).mtimeMs));
  return times.every((time) => time < built.mtimeMs);
}

async function compile(file, options) {
  const target = join(dist, file.replace(/\.tsx?$/, '.js'));
  const { code, map } = await transform(await readFile(join(src, file), 'utf8'), {
    ...options,
    filename: join(src, file),
    swcrc: false,
  });
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, `${code}\n//# sourceMappingURL=${target.split('/').pop()}.map\n`);
  if (map) await writeFile(`${target}.map`, map);
}

async function copy(file) {
  await mkdir(dirname(join(dist, file)), { recursive: true });
  await cp(join(src, file), join(dist, file));
}

export async function build() {
  const files = await filesOfSrc();
  await rm(dist, { recursive: true, force: true });
  const count = await make(files);
  await buildAssets();
  return count;
}

/** What these files of src have become, into a dist that is there; what is gone stays until the next build. */
export async function buildChanged(paths) {
  const files = paths.map((path) => relative(src, path));
  await make(files);
  if (files.some((file) => isClient(file) || isData(file))) await buildAssets();
}

async function make(files) {
  const { $schema, ...options } = JSON.parse(await readFile(join(root, '.swcrc'), 'utf8'));
  const server = files.filter(isServer);
  await Promise.all([...server.map((file) => compile(file, options)), ...files.filter(isData).map(copy)]);
  await writeFile(stamp, '');
  return server.length;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (!process.argv.includes('--if-stale') || !(await isFresh(await filesOfSrc()))) {
    const begun = Date.now();
    const count = await build();
    process.stdout.write(`Palabre: built ${count} files in ${((Date.now() - begun) / 1000).toFixed(1)} s\n`);
  }
}
