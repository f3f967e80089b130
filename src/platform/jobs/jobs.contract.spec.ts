import { setTimeout as sleep } from 'node:timers/promises';
import { startRedis, type TestRedis } from '../../../test/redis.js';
import { createLog } from '../log/log.js';
import { BullJobs } from './bull-jobs.js';
import { InProcessJobs } from './in-process-jobs.js';
import { type Jobs, job } from './jobs.js';

const greet = job<{ name: string }>('spec-greet');
const stumble = job<{ name: string }>('spec-stumble', { attempts: 3, backoffMs: 10 });
const tick = job<Record<string, never>>('spec-tick');
const endless = job<Record<string, never>>('spec-endless');
const log = createLog('silent');

let redis: TestRedis;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

let prefixes = 0;
const drivers: [string, () => Jobs][] = [
  ['in this process', () => new InProcessJobs(log)],
  ['in Redis', () => new BullJobs(redis.url, log, `spec${prefixes++}`)],
];

const until = async (holds: () => boolean) => {
  for (let waited = 0; !holds(); waited += 10) {
    if (waited > 8000) throw new Error('it did not come about within 8 s');
    await sleep(10);
  }
};

describe.each(drivers)('jobs %s', (_name, make) => {
  let jobs: Jobs;
  const greeted: string[] = [];
  let stumbles = 0;
  let ticks = 0;

  beforeEach(async () => {
    greeted.length = 0;
    stumbles = 0;
    ticks = 0;
    jobs = make();
    jobs.handle(greet, async ({ name }) => {
      await sleep(5);
      greeted.push(name);
    });
    jobs.handle(stumble, async () => {
      stumbles++;
      if (stumbles < 3) throw new Error('not yet');
    });
    jobs.handle(tick, async () => {
      ticks++;
    });
  });
  afterEach(() => jobs.close());

  test('a job that is added is done', async () => {
    await jobs.start();
    await jobs.add(greet, { name: 'Ana' });
    await until(() => greeted.length === 1);
    expect(greeted).toEqual(['Ana']);
  });

  test('what is added before the work begins waits for it', async () => {
    await jobs.add(greet, { name: 'Ben' });
    await sleep(50);
    expect(greeted).toEqual([]);
    await jobs.start();
    await until(() => greeted.length === 1);
  });

  test('settling waits until all that is due is done', async () => {
    await jobs.start();
    await Promise.all(['Ana', 'Ben', 'Cleo', 'Fin', 'Gil'].map((name) => jobs.add(greet, { name })));
    await jobs.settle();
    expect([...greeted].sort()).toEqual(['Ana', 'Ben', 'Cleo', 'Fin', 'Gil']);
  });

  test('a job that fails is tried again until it succeeds', async () => {
    await jobs.start();
    await jobs.add(stumble, { name: 'Eve' });
    await until(() => stumbles === 3);
    await sleep(80);
    expect(stumbles).toBe(3);
  });

  test('a job can be put off', async () => {
    await jobs.start();
    await jobs.add(greet, { name: 'later' }, { delayMs: 300 });
    await jobs.add(greet, { name: 'now' });
    await until(() => greeted.length === 2);
    expect(greeted).toEqual(['now', 'later']);
  });

  test('a bell that rings again and again', async () => {
    await jobs.start();
    await jobs.every(tick, {}, 100);
    await until(() => ticks >= 2);
  });

  test('stopping asks the job in hand to come to an end, waits for it, and takes no other', async () => {
    const told: string[] = [];
    jobs.handle(endless, async (_, stopping) => {
      told.push('begun');
      while (!stopping.aborted) await sleep(5);
      await sleep(30);
      told.push('ended');
    });
    await jobs.start();
    await jobs.add(endless, {});
    await until(() => told.length === 1);
    await jobs.stop();
    expect(told).toEqual(['begun', 'ended']);
    await jobs.add(greet, { name: 'too late' });
    await sleep(50);
    expect(greeted).toEqual([]);
  });

  test('a second handler for the same job is refused', () => {
    expect(() => jobs.handle(greet, async () => {})).toThrow(/two handlers/);
  });

  test('it says whether it can be reached', async () => {
    await jobs.start();
    await expect(jobs.ping()).resolves.toBeUndefined();
  });
});

test('a job declared without a handler keeps the server from starting', () => {
  const empty = new InProcessJobs(log);
  expect(() => empty.checkWiring()).toThrow(/has no handler/);
});
