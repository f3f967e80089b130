import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEngine } from '../../src/embedded-mongo/index.js';
import { Browser } from '../browser.js';
import { PASSWORD } from '../cast.js';
import { startRedis, type TestRedis } from '../redis.js';
import { TestMailServer } from '../smtp.js';
import { OpenPage } from '../socket.js';
import { Server } from './server.js';

/** The scale path: two web processes and a worker that share a database and a Redis. */
let dataDir: string;
let database: { uri: string; close(): Promise<void> };
let redis: TestRedis;
let mail: TestMailServer;
let webs: [Server, Server];
let worker: Server;

beforeAll(async () => {
  dataDir = await Server.newDataDir();
  redis = await startRedis();
  mail = await TestMailServer.start();
  database = await startEngine({ dir: `${dataDir}/engine`, port: 0 });
  const uri = new URL(process.env.TEST_MONGODB_URI ?? database.uri);
  uri.pathname = `/palabre-scale-${process.pid}`;
  const env = { MONGODB_URI: uri.href, REDIS_URL: redis.url, SMTP_URL: mail.url, PUBLIC_URL: 'http://palabre.test' };
  const first = await (await Server.spawn(dataDir, env, ['dist/main.js', 'web'])).ready();
  const second = await (await Server.spawn(dataDir, env, ['dist/main.js', 'web'])).ready();
  webs = [first, second];
  worker = await Server.spawn(dataDir, env, ['dist/worker.js']);
});

afterAll(async () => {
  await Promise.all([...webs, worker].map((server) => server.kill('SIGTERM')));
  await database.close();
  await mail.stop();
  await redis.stop();
  await rm(dataDir, { recursive: true, force: true });
});

test('a reply written on one process arrives live on the other, once', async () => {
  const link = /Make it yours: +(\S+)/.exec(webs[0].output)?.[1] ?? '';
  const latest = /Make it yours: +(\S+)/.exec(webs[1].output)?.[1] ?? link;
  const gil = new Browser(webs[0].url);
  await gil.post(new URL(latest).pathname, {
    community: 'Palabre',
    name: 'Gil',
    email: 'gil@example.org',
    password: PASSWORD,
  });
  const opened = await gil.send('POST', '/api/v1/discussions', {
    title: 'Bajo el árbol',
    text: 'Hablemos.',
    language: 'es',
    tags: [],
  });
  expect(opened.status).toBe(201);
  const { id } = opened.json<{ id: string }>();

  const open = await OpenPage.of(gil.at(webs[1].url));
  expect(await open.join('discussion', id)).toBe(true);
  const answered = await gil.send('POST', `/api/v1/discussions/${id}/replies`, { text: 'Desde el otro lado' });
  expect(answered.status).toBe(201);
  await open.until(
    () => open.heard.some(({ payload }) => JSON.stringify(payload).includes('Desde el otro lado')),
    'the reply',
  );
  const arrivals = open.heard.filter(({ payload }) => JSON.stringify(payload).includes('Desde el otro lado'));
  expect(arrivals).toHaveLength(1);
  open.close();
});

test('what is to be mailed is mailed by the worker, once', async () => {
  const ana = new Browser(webs[1].url);
  await ana.post('/sign-up', {
    name: 'Ana',
    email: 'ana@example.org',
    password: PASSWORD,
    country: 'SN',
    languages: 'fr',
    terms: 'yes',
  });
  for (let waited = 0; mail.to('ana@example.org').length === 0 && waited < 60_000; waited += 50) await sleep(50);
  await sleep(500);
  expect(mail.to('ana@example.org')).toHaveLength(1);
});

test('the web processes say that they are ready, and the worker goes on', async () => {
  for (const web of webs) expect((await fetch(`${web.url}/health/ready`)).status).toBe(200);
  expect(worker.child.exitCode).toBeNull();
});
