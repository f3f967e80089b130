// `npm run bench:engine [-- --documents N]`: the embedded engine in its thread, through the real driver, with documents of 1 KB.
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import mongoose from 'mongoose';
import { build } from './build.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const SIZES = [100_000, 1_000_000];
const BATCH = 1000;
const PER_GROUP = 100;
const SCANNED = 10_000;
const GROUPED = 100_000;
const TEXT = 'Une phrase de plus pour remplir un document ordinaire. '.repeat(16).slice(0, 860);
/** The granularity of Node's own measure, which it counts in. */
const RESOLUTION_MS = 1;

const documentOf = (n, groups) => ({
  _id: n,
  group: n % groups,
  at: new Date(1_700_000_000_000 + n * 1000),
  score: (n * 7919) % 1000,
  text: TEXT,
  tag: `tag-${n % 97}`,
});

const percentile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

/** Runs `work(i)` `times` times, `parallel` at once; measures each call, and how late the program's own loop was. */
async function measure(name, times, work, { parallel = 1, each = 1 } = {}) {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  const latencies = [];
  let next = 0;
  const runner = async () => {
    for (let i = next++; i < times; i = next++) {
      const begun = performance.now();
      await work(i);
      latencies.push(performance.now() - begun);
    }
  };
  delay.enable();
  const begun = performance.now();
  await Promise.all(Array.from({ length: parallel }, runner));
  const seconds = (performance.now() - begun) / 1000;
  delay.disable();
  latencies.sort((a, b) => a - b);
  return {
    name,
    perSecond: (times * each) / seconds,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    loop: Math.max(0, delay.percentile(99) / 1e6 - RESOLUTION_MS),
  };
}

/** Calls that do not repeat themselves, spread over `n`. */
const spread = (i, n) => (i * 7_919_933) % n;

async function fill(collection, count, groups) {
  await collection.createIndex({ group: 1, at: -1 });
  return measure(
    `insertMany, ${BATCH} each`,
    count / BATCH,
    (i) => collection.insertMany(Array.from({ length: BATCH }, (_, j) => documentOf(i * BATCH + j, groups))),
    { each: BATCH },
  );
}

async function measureAll(db, count) {
  const groups = count / PER_GROUP;
  const things = db.collection('things');
  const rows = [await busyThread()];
  rows.push(await fill(things, count, groups));
  const more = (i) => documentOf(count + i, groups);
  rows.push(await measure('insertOne', 500, (i) => things.insertOne(more(i))));
  rows.push(await measure('insertOne, 20 at once', 4000, (i) => things.insertOne(more(1000 + i)), { parallel: 20 }));
  const byId = (i) => things.findOne({ _id: spread(i, count) });
  const page = (i) =>
    things
      .find({ group: spread(i, groups) })
      .sort({ at: -1 })
      .limit(20)
      .toArray();
  await measure('warm up', 500, byId);
  rows.push(await measure('find by _id', 3000, byId));
  await measure('warm up', 200, page);
  rows.push(await measure('equality, sort, limit 20', 1500, page));
  const increment = (i) => things.updateOne({ _id: spread(i, count) }, { $inc: { score: 1 } });
  rows.push(await measure('updateOne $inc', 500, increment));
  rows.push(await measure('updateOne $inc, 20 at once', 4000, increment, { parallel: 20 }));
  rows.push(await measureScan(db));
  const totals = [{ $match: { _id: { $lt: GROUPED } } }, { $group: { _id: '$tag', total: { $sum: '$score' } } }];
  rows.push(await measure(`$group over ${GROUPED}`, 5, () => things.aggregate(totals).toArray()));
  return rows;
}

/** What this machine does to a program that only waits while a thread beside it only computes: the floor of the rest. */
async function busyThread() {
  const thread = new Worker('for (;;);', { eval: true });
  const row = await measure('a busy thread, no engine', 60, () => sleep(50));
  await thread.terminate();
  return row;
}

async function measureScan(db) {
  const scanned = db.collection('scanned');
  for (let i = 0; i < SCANNED; i += BATCH)
    await scanned.insertMany(Array.from({ length: BATCH }, (_, j) => documentOf(i + j, PER_GROUP)));
  const scan = () => scanned.find({ score: { $gt: 990 }, tag: 'tag-3' }).toArray();
  await scan();
  return measure(`scan of ${SCANNED}`, 50, scan);
}

/** From starting the thread to the first answer. */
async function open(startEngine, dir) {
  const begun = performance.now();
  const engine = await startEngine({ dir, host: 'thread' });
  const client = await new mongoose.mongo.MongoClient(engine.uri).connect();
  await client.db('bench').collection('things').findOne({ _id: 1 });
  return { engine, client, milliseconds: performance.now() - begun };
}

async function close({ engine, client }) {
  await client.close();
  await engine.close();
}

/** What the program itself holds; the pages of the file that the system keeps in memory are not part of it. */
async function anonymousMegabytes() {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '');
  const kilobytes = /RssAnon:\s+(\d+)/.exec(status)?.[1];
  return (kilobytes ? Number(kilobytes) / 1024 : process.memoryUsage().rss / 1048576).toFixed(0);
}

const say = (text) => process.stdout.write(`${text}\n`);
const number = (value, digits) => value.toFixed(digits).padStart(12);

function print(rows) {
  say(
    `${''.padEnd(28)}${['per second', 'p50 ms', 'p99 ms', 'loop p99 ms'].map((title) => title.padStart(12)).join('')}`,
  );
  for (const { name, perSecond, p50, p99, loop } of rows)
    say(`${name.padEnd(28)}${number(perSecond, 0)}${number(p50, 2)}${number(p99, 2)}${number(loop, 1)}`);
}

async function run(count, startEngine) {
  const dir = await mkdtemp(join(tmpdir(), 'bench-engine-'));
  try {
    const first = await open(startEngine, dir);
    const rows = await measureAll(first.client.db('bench'), count).finally(() => close(first));
    const again = await open(startEngine, dir);
    await close(again);
    say(`\n${count.toLocaleString('en')} documents of 1 KB, engine in its thread, every write flushed to the disk`);
    print(rows);
    const { size } = await stat(join(dir, 'data.mdb'));
    say(
      `file ${(size / 1048576).toFixed(0)} MB, memory ${await anonymousMegabytes()} MB, opened in ${again.milliseconds.toFixed(0)} ms`,
    );
    return rows;
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

const { values } = parseArgs({ options: { documents: { type: 'string' } } });
const sizes = values.documents ? [Number(values.documents)] : SIZES;
if (sizes.some((size) => !Number.isInteger(size / GROUPED) || size < GROUPED)) {
  say(`--documents takes a multiple of ${GROUPED}`);
  process.exit(1);
}
await build();
const { startEngine } = await import(pathToFileURL(join(root, 'dist/embedded-mongo/index.js')));
const results = [];
for (const size of sizes) results.push(await run(size, startEngine));
const [small, large] = results;
if (small && large) {
  say('\nGrowth of p50 from the first to the second size');
  for (const [i, { name, p50 }] of small.entries()) say(`${name.padEnd(28)}${number(large[i].p50 / p50, 2)}`);
}
