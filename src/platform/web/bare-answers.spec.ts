import { connect } from 'node:net';
import { World } from '../../../test/world.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.end());

/** Sends these bytes, and gives what comes back until the line is closed. */
function said(request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(world.origin);
    const socket = connect(Number(port), hostname, () => socket.write(request));
    let answer = '';
    socket.setTimeout(5000, () => socket.destroy());
    socket.on('data', (bytes) => {
      answer += bytes.toString();
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

const asked = (path: string, headers = '') =>
  said(`GET ${path} HTTP/1.1\r\nHost: palabre.test\r\nConnection: close\r\n${headers}\r\n`);

const ODD: [string, number, () => Promise<string>][] = [
  ['an address that is none', 400, () => asked('/%zz')],
  ['bytes that are no address', 400, () => asked('/people/%FF%FE')],
  ['a name longer than any', 414, () => asked(`/people/${'x'.repeat(400)}`)],
  ['headers without end', 431, () => asked('/', `X-Long: ${'x'.repeat(40_000)}\r\n`)],
  ['what is no request', 400, () => said('HELLO\r\n\r\n')],
  ['two lengths', 400, () => asked('/', 'Content-Length: 3\r\nContent-Length: 5\r\n')],
];

test.each(ODD)('%s is answered with a plain page under the same protection as any other', async (_, status, ask) => {
  const answer = await ask();
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(answer).toMatch(/content-security-policy: default-src 'none'/i);
  expect(answer).toMatch(/x-content-type-options: nosniff/i);
  expect(answer).toMatch(/cache-control: no-store/i);
  expect(answer).toMatch(/content-type: text\/html; charset=utf-8/i);
  expect(answer).toContain('<h1>');
  expect(answer).not.toMatch(/FST_|zz|node_modules|xxxx/);
});

test('the page is in a language of the reader', async () => {
  expect(await asked('/%zz', 'Accept-Language: pt\r\n')).toContain('<html lang="pt">');
});

test('a programme gets a problem document', async () => {
  const answer = await asked(`/api/v1/people/${'x'.repeat(400)}`);
  expect(answer).toMatch(/content-type: application\/problem\+json/i);
  expect(answer).toContain('"status":414');
  expect(answer).toMatch(/content-security-policy/i);
});

test('a request that only ends badly leaves the others alone', async () => {
  await Promise.all([
    said('\0\0\0'),
    said('GET / HTTP/9.9\r\n\r\n'),
    said(`POST /feedback HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`),
  ]);
  expect(await asked('/')).toMatch(/^HTTP\/1.1 200 /);
});
