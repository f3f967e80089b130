// `npm run bench [-- --data DIR] [--seconds N]`: how fast and how large the pages are, on imported writing.
// With a folder of exports (see docs/import-format.md; PALABRE_REAL_DATA or ../shared/data) it imports them into a fresh
// folder first; with --data it measures a folder that exists. Everything stays on this machine.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import autocannon from 'autocannon';
import mongoose from 'mongoose';
import { build } from './build.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { values: options } = parseArgs({
  options: { data: { type: 'string' }, seconds: { type: 'string', default: '6' } },
});
const exportsFolder = process.env.PALABRE_REAL_DATA ?? join(root, '../shared/data');
const dataDir = options.data ?? mkdtempSync(join(tmpdir(), 'palabre-bench-'));
const port = 3900 + (process.pid % 90);
const url = `http://127.0.0.1:${port}`;
const env = { ...process.env, DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'error', NODE_ENV: 'production' };
const say = (line) => process.stdout.write(`${line}\n`);
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function palabre(...args) {
  const begun = Date.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'dist/cli.js'), ...args], {
    env,
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  if (status !== 0) throw new Error(`palabre ${args.join(' ')}: ${stderr}`);
  say(
    `palabre ${args.join(' ')} (${((Date.now() - begun) / 1000).toFixed(1)} s)\n${stdout.trim().replace(/^/gm, '  ')}`,
  );
  return stdout;
}

async function start() {
  const begun = Date.now();
  const child = spawn(process.execPath, ['--max-semi-space-size=4', join(root, 'dist/main.js')], {
    env,
    stdio: 'ignore',
  });
  while (!(await fetch(`${url}/health/ready`).catch(() => null))?.ok) await pause(20);
  return { child, readyMs: Date.now() - begun };
}

async function memoryMb() {
  const figures = await (await fetch(`${url}/metrics`)).text();
  return Math.round(Number(/palabre_process_resident_memory_bytes (\d+)/.exec(figures)?.[1]) / 1e6);
}

async function compressedBytes(path) {
  const response = await fetch(url + path, { headers: { 'accept-encoding': 'br' } });
  const raw = await fetch(url + path, { headers: { 'accept-encoding': 'identity' } });
  const body = await raw.text();
  const length = Number(response.headers.get('content-length')) || (await compress(path));
  return { length, body };
}

/** What comes in pieces has no length: count it as it comes over the line. */
async function compress(path) {
  const { request } = await import('node:http');
  return new Promise((resolve, reject) => {
    request(url + path, { headers: { 'accept-encoding': 'br' } }, (response) => {
      let bytes = 0;
      response.on('data', (chunk) => {
        bytes += chunk.length;
      });
      response.on('end', () => resolve(bytes));
    })
      .on('error', reject)
      .end();
  });
}

/** The pages of the figures: the busiest public workspace, a post with about 20 comments, a discussion with about 50 replies. */
async function pages() {
  const { runningEngine } = await import('../dist/embedded-mongo/index.js');
  const client = await mongoose.mongo.MongoClient.connect((await runningEngine(join(dataDir, 'engine'))) ?? '');
  const db = client.db('palabre');
  const workspaces = await db.collection('workspaces').find({ visibility: 'public' }).toArray();
  const slugOf = (id) => workspaces.find(({ _id }) => _id.equals(id))?.slug;
  const nearest = async (name, field, count) => {
    const open = { workspace: { $in: workspaces.map(({ _id }) => _id) } };
    const [below] = await db
      .collection(name)
      .find({ ...open, [field]: { $lte: count } })
      .sort({ [field]: -1 })
      .limit(1)
      .toArray();
    return below;
  };
  const post = await nearest('posts', 'commentCount', 20);
  const discussion = await nearest('discussions', 'replyCount', 50);
  await client.close();
  const list = [['home', '/']];
  if (post)
    list.push(
      ['workspace', `/workspaces/${slugOf(post.workspace)}`],
      [`post, ${post.commentCount} comments`, `/workspaces/${slugOf(post.workspace)}/blog/${post.slug}`],
    );
  if (discussion)
    list.push([
      `discussion, ${discussion.replyCount} replies`,
      `/workspaces/${slugOf(discussion.workspace)}/discussions/${discussion._id}`,
    ]);
  list.push(['blogs', '/blogs'], ['feed (Atom)', '/blogs/feed.atom']);
  return Promise.all(list.map(async ([name, path]) => [name, new URL((await fetch(url + path)).url).pathname]));
}

const row = (cells, widths) =>
  cells.map((cell, at) => (at === 0 ? String(cell).padEnd(widths[at]) : String(cell).padStart(widths[at]))).join('  ');

/** The slowest to render of all texts that the door lets in: what one hostile request may cost. */
async function slowestText() {
  const { COSTLY_TEXTS } = await import('../dist/platform/text/hostile.fixture.js');
  const { renderMarkdown } = await import('../dist/platform/text/markdown.js');
  const taken = COSTLY_TEXTS.map((text) => {
    const begun = performance.now();
    renderMarkdown(text, { lineBreaks: true });
    return { text, ms: Math.round(performance.now() - begun) };
  });
  return taken.reduce((slowest, next) => (next.ms > slowest.ms ? next : slowest));
}

await build();
const slowest = await slowestText();
say(`slowest text to render: ${slowest.ms} ms (${JSON.stringify(slowest.text.slice(0, 16))}…)`);
if (!options.data && existsSync(exportsFolder)) {
  palabre('import', 'wordpress', join(exportsFolder, 'community/wxr/cc-labs.en.wxr.xml'), '--workspace', 'labs');
  palabre('import', 'stackexchange', join(exportsFolder, 'community/stackexchange'), '--workspace', 'history');
} else if (!options.data) palabre('seed');

const { child, readyMs } = await start();
try {
  say(`\nready after ${readyMs} ms`);
  await pause(4000);
  const idle = await memoryMb();
  const widths = [28, 8, 8, 8, 8, 10];
  say(`\n${row(['page', 'req/s', 'p50 ms', 'p99 ms', 'errors', 'br bytes'], widths)}`);
  let assets = null;
  for (const [name, path] of await pages()) {
    const { length, body } = await compressedBytes(path);
    assets ??= [...body.matchAll(/(?:href|src)="(\/assets\/[^"]+\.(?:css|js))"/g)].map(([, asset]) => asset);
    await autocannon({ url: url + path, connections: 10, duration: 2 });
    const result = await autocannon({ url: url + path, connections: 10, duration: Number(options.seconds) });
    say(
      row(
        [
          name,
          Math.round(result.requests.average),
          result.latency.p50,
          result.latency.p99,
          result.errors + result.non2xx,
          length,
        ],
        widths,
      ),
    );
  }
  for (const asset of assets ?? [])
    say(row([asset.split('/').pop(), '', '', '', '', (await compressedBytes(asset)).length], widths));
  say(`\nmemory: ${idle} MB idle, ${await memoryMb()} MB after the load`);
} finally {
  child.kill('SIGTERM');
  await new Promise((resolve) => child.once('exit', resolve));
  if (!options.data) rmSync(dataDir, { recursive: true, force: true });
}
