import { rm } from 'node:fs/promises';
import { Server } from './server.js';

let dataDir: string;
beforeEach(async () => {
  dataDir = await Server.newDataDir();
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

test('on an empty folder it says where it is, how to make it yours, and what happens to e-mail', async () => {
  const server = await (await Server.spawn(dataDir)).ready();
  expect(server.output).toMatch(/Palabre is ready: +http:\/\/localhost:\d+/);
  expect(server.output).toMatch(/Make it yours: +http:\/\/localhost:\d+\/set-up\/\S{40,}/);
  expect(server.output).toMatch(/E-mail: +kept, not sent/);
  expect(await server.kill('SIGTERM')).toBe(0);
});

test('a second server on the same folder refuses with one clear line', async () => {
  const first = await (await Server.spawn(dataDir)).ready();
  const second = await Server.spawn(dataDir);
  expect(await second.ended).toBe(1);
  expect(second.output.trim()).toBe(
    `palabre: another Palabre already runs in ${dataDir}: stop it first, or set DATA_DIR`,
  );
  expect((await fetch(`${first.url}/health/live`)).status).toBe(200);
  await first.kill('SIGTERM');
});

test('a folder whose server was killed opens again', async () => {
  const first = await (await Server.spawn(dataDir)).ready();
  await first.kill('SIGKILL');
  const second = await (await Server.spawn(dataDir)).ready();
  expect(await second.kill('SIGTERM')).toBe(0);
});

test('a wrong setting stops the start with one line that names it', async () => {
  const server = await Server.spawn(dataDir, { DEFAULT_LOCALE: 'xx' });
  expect(await server.ended).toBe(1);
  expect(server.output.trim()).toBe('palabre: DEFAULT_LOCALE=xx: expected en, fr, es or pt');
});

test('a port that is taken stops the start with one line', async () => {
  const first = await (await Server.spawn(dataDir)).ready();
  const otherDir = await Server.newDataDir();
  const second = await Server.spawn(otherDir, { PORT: new URL(first.url).port });
  expect(await second.ended).toBe(1);
  expect(second.output.split('\n')).toContain(
    `palabre: PORT=${new URL(first.url).port}: another program already listens there`,
  );
  await first.kill('SIGTERM');
  await rm(otherDir, { recursive: true, force: true });
});

test.each(['web', 'worker'])('the %s door says what it needs to share with others', async (door) => {
  const server = await Server.spawn(dataDir, {}, door === 'web' ? ['dist/main.js', 'web'] : ['dist/worker.js']);
  expect(await server.ended).toBe(1);
  expect(server.output.trim()).toMatch(new RegExp(`^palabre: MONGODB_URI and REDIS_URL missing: the ${door} process`));
});

test('stopping finishes the request in hand', async () => {
  const server = await (await Server.spawn(dataDir)).ready();
  const pages = Promise.all(
    Array.from({ length: 20 }, () => fetch(`${server.url}/sign-in`).then((answer) => answer.status)),
  );
  await new Promise((resolve) => setTimeout(resolve, 5));
  const code = server.kill('SIGTERM');
  const statuses = (await pages.catch(() => [])) as number[];
  expect(await code).toBe(0);
  expect(statuses.every((status) => status === 200 || status === 503)).toBe(true);
});
