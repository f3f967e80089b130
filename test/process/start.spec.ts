import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
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

test('stopping finishes the requests in hand, also of somebody whose line is slow', async () => {
  const server = await (await Server.spawn(dataDir)).ready();
  const lines = await Promise.all(Array.from({ length: 5 }, () => SlowPost.begin(server.url)));
  expect((await fetch(`${server.url}/health/live`)).status).toBe(200);
  const code = server.kill('SIGTERM');
  await sleep(1000);
  const answers = await Promise.all(lines.map((line) => line.end()));
  expect(answers.map((answer) => answer.split('\r\n')[0])).toEqual(lines.map(() => 'HTTP/1.1 403 Forbidden'));
  expect(answers.filter((answer) => !answer.trimEnd().endsWith('</html>'))).toEqual([]);
  expect(await code).toBe(0);
});

/** A form without its token, sent but for the last letter. */
class SlowPost {
  private answer = '';

  private constructor(private readonly socket: Socket) {
    socket.setEncoding('utf8').on('data', (text) => {
      this.answer += text;
    });
  }

  static async begin(url: string): Promise<SlowPost> {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    await once(socket, 'connect');
    const head = ['POST /sign-in HTTP/1.1', 'Host: 127.0.0.1', 'Connection: close', 'Content-Length: 14'];
    socket.write(`${head.join('\r\n')}\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\nidentifier=an`);
    return new SlowPost(socket);
  }

  async end(): Promise<string> {
    this.socket.write('a');
    await once(this.socket, 'close');
    return this.answer;
  }
}
