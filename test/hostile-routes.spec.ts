import { request as httpRequest } from 'node:http';
import { type Route, routesOf } from '../src/platform/web/wiring.js';
import type { Browser } from './browser.js';
import { ana, gil } from './cast.js';
import { givenWorkspace, openDiscussion } from './discussions.js';
import { publishPost } from './given-blogs.js';
import { World } from './world.js';

/** Every route of the application, with what no browser sends. */
let world: World;
let asGil: Browser;
let formToken: string;
let names: Record<string, string>;
let routes: Route[];

beforeAll(async () => {
  world = await World.start();
  asGil = await world.as(gil);
  formToken = await asGil.formToken();
  const asAna = await world.as(ana);
  const workspace = await givenWorkspace(world, 'Wells', 'public', [
    [ana, 'facilitator'],
    [gil, 'member'],
  ]);
  const talk = await openDiscussion(asAna, 'wells', { tags: 'water' });
  const post = await publishPost(world, asAna, '/workspaces/wells/blog');
  names = {
    slug: 'wells',
    handle: 'ana',
    tag: 'water',
    format: 'atom',
    post: post.path.split('/').at(-1) ?? '',
    seq: '1',
    locale: 'en',
    id: talk.id,
    kind: 'workspace',
    target: workspace.toHexString(),
  };
  // What would end the session, or reach into the past of this very spec, is asked for elsewhere.
  routes = routesOf(world.modules).filter(({ path }) => !/\*|sign-out|sessions|\/language/.test(path));
});
afterAll(() => world.end());

const STRANGE = ['%00', '..%2f..', "'%22%3Cb%3E", '__proto__', '%F0%9F%8C%B3', '9'.repeat(30)];

const filled = (path: string, value = '') =>
  path
    .split('/')
    .map((part) => (part.startsWith(':') ? value || names[part.slice(1)] || 'x' : part))
    .join('/');

interface Asked {
  status: number;
  body: string;
}

/** Sent as it is: `fetch` would mend addresses and headers. */
function ask(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: string | Buffer,
): Promise<Asked> {
  const { hostname, port } = new URL(world.origin);
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      {
        hostname,
        port,
        method,
        path,
        headers: { cookie: asGil.cookies, 'x-csrf-token': formToken, ...headers },
        agent: false,
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString() }));
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

const TRACE = /node_modules|\.tsx?:\d|\bat \w+ \(|MongoServerError|CastError|ZodError|FST_/;

function complaint(asked: string, { status, body }: Asked): string[] {
  if (status >= 500) return [`${status} ${asked}`];
  return TRACE.test(body) ? [`trace ${asked}: ${TRACE.exec(body)?.[0]}`] : [];
}

const reading = () => routes.filter(({ method }) => method === 'GET');
const writing = () => routes.filter(({ method }) => method !== 'GET');

test('there are routes to try', () => {
  expect(reading().length).toBeGreaterThan(80);
  expect(writing().length).toBeGreaterThan(100);
});

test('no name in an address breaks a page', async () => {
  const paths = [
    ...new Set(
      reading().flatMap(({ path }) => (path.includes(':') ? STRANGE.map((strange) => filled(path, strange)) : [])),
    ),
  ];
  const found: string[] = [];
  for (const path of paths) found.push(...complaint(path, await ask('GET', path)));
  expect(found).toEqual([]);
}, 300_000);

const QUERIES = [
  'after[$gt]=&q[$ne]=1&page[]=1&key[$gt]=&tag[$regex]=.*',
  'after=x&after=y&q=a&q=b&page=1&page=2&limit=1&limit=2&key=a&key=b&state=a&state=b',
  `q=${'x'.repeat(8000)}&after=${'x'.repeat(200)}`,
  '__proto__=x&constructor=y&toString=z&hasOwnProperty=1&after=__proto__',
  'after=bnVsbA&page=-1&limit=1e9&reply=NaN&from=-1&q=%5C%28&month=99&year=-1',
  'q=100%&tag=%&after=%E2%82',
];

test('no query breaks a page', async () => {
  const paths = [...new Set(reading().map(({ path }) => filled(path)))];
  const found: string[] = [];
  for (const path of paths)
    for (const query of QUERIES)
      found.push(...complaint(`${path}?${query.slice(0, 60)}`, await ask('GET', `${path}?${query}`)));
  expect(found).toEqual([]);
}, 300_000);

test('escapes that are no UTF-8 are refused wherever they stand', async () => {
  for (const path of ['/?q=%FF%FE', '/people?q=a%C3', '/api/v1/people?q=%FF', '/sign-in?back=/%ff', '/tags/%FF'])
    expect([path, (await ask('GET', path)).status]).toEqual([path, 400]);
  expect((await ask('GET', '/people?q=100%')).status).toBe(200);
});

const HEADERS: Record<string, string>[] = [
  { 'accept-language': '*;q=\u00ff,,;;q=NaN,en;q=1e999' },
  { 'accept-language': 'x'.repeat(5000) },
  { 'if-none-match': '\u00ff, W/, "\u00e9' },
  { 'if-modified-since': 'yesterday' },
  {
    cookie:
      'palabre_session=\u00ff\u00fe; palabre_zone=Mars/Olympus; palabre_language=__proto__; palabre_flash=eyJrZXkiOiJ3b3Jrc3BhY2VzLmZsYXNoLmpvaW5lZCIsInBhcmFtcyI6W3t9XSwia2luZCI6e319',
  },
  { cookie: 'palabre_session=%FF%00; palabre_flash=bnVsbA; palabre_visitor=%E2%82; palabre_zone=%00' },
  { cookie: `palabre_flash=${Buffer.from('{"key":"workspaces.flash.joined"}').toString('base64url')}` },
  { cookie: ';;;=;===; palabre_session' },
  { authorization: 'Bearer \u00ff\u00fe' },
  { authorization: `Bearer ${'x'.repeat(5000)}` },
  { range: 'bytes=9-1,-,a-b' },
  { accept: '\u00ff/\u00ff' },
  { host: 'evil.example:99999', 'x-forwarded-for': '\u00ff', 'x-forwarded-host': 'evil.example' },
  { 'x-http-method-override': 'DELETE', 'content-type': '\u00ff' },
];

test('no header breaks a page', async () => {
  const paths = [
    '/',
    '/workspaces/wells',
    '/api/v1/posts',
    '/feed.atom',
    '/sign-in',
    '/settings',
    '/dashboard',
    '/search?q=a',
    '/notifications',
    '/nowhere',
  ];
  const found: string[] = [];
  for (const path of paths)
    for (const headers of HEADERS) {
      const answer = await ask('GET', path, headers);
      found.push(...complaint(`${path} ${JSON.stringify(headers).slice(0, 80)}`, answer));
      if (answer.body.includes('evil.example')) found.push(`${path} believes the host`);
    }
  expect(found).toEqual([]);
}, 300_000);

const JSON_BODIES = [
  '{"__proto__":{"a":1}}',
  '{"constructor":{"prototype":{"a":1}}}',
  '[]',
  'null',
  '1e999',
  '"x"',
  '{"title":{"$gt":""},"text":{"$ne":null},"name":{"$regex":".*"},"id":{"$gt":""},"tags":{"length":1e9},"emails":{"0":"a"},"password":{"$gt":""},"language":["en"],"visibility":{"$ne":1},"kind":[],"target":{},"roles":{"$each":[]}}',
  '{"title":[["a"]],"text":[],"name":null,"tags":[[],{},null],"emails":[null],"at":1e300,"publishAt":"275760-09-13T00:00:00.001Z","revision":-1,"limit":"x"}',
  `{"title":"${'x'.repeat(1_000_000)}","text":"x","name":"${'x'.repeat(100_000)}"}`,
  '{"title":"\\ud800","text":"\\u0000","name":"\\ufffe","message":"\\u0000"}',
  '[[[[[[[[[['.repeat(2000),
];
const FORMS = [
  'title[$gt]=&text[$ne]=&name[$regex]=&id[$gt]=&emails[$gt]=&tags[$gt]=',
  'title=a&title=b&text=a&text=b&name=a&name=b&emails=a&emails=b&tags=a&tags=b&language=en&language=fr&visibility=public&visibility=private&roles=administrator',
  '__proto__=x&__proto__[a]=x&constructor=y&hasOwnProperty=z',
  `title=${'x'.repeat(1_000_000)}&text=x&name=${'x'.repeat(100_000)}`,
  'title=%00&text=a%00b&name=%EF%BF%BE&message=%0D%0ABcc:x@y.example&revision=1e99&until=9999-99-99&publishAt=x',
];

test('no body breaks a verb', async () => {
  const found: string[] = [];
  let understood = 0;
  for (const { method, path } of writing()) {
    const address = filled(path);
    const json = address.startsWith('/api/');
    const type = json ? 'application/json' : 'application/x-www-form-urlencoded';
    for (const body of json ? JSON_BODIES : FORMS) {
      const answer = await ask(method, address, { 'content-type': type }, body);
      found.push(...complaint(`${method} ${address} ${body.slice(0, 60)}`, answer));
      understood += answer.status === 422 ? 1 : 0;
    }
  }
  // It did get past the door: what was sent was read, and refused for what it says.
  expect(understood).toBeGreaterThan(200);
  expect(found).toEqual([]);
  expect(({} as { a?: number }).a).toBeUndefined();
}, 600_000);

const BOUNDARY = 'seam';
const multipart = (...parts: [string, Buffer | string][]) =>
  Buffer.concat([
    ...parts.flatMap(([head, value]) => [
      Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`),
      Buffer.from(value),
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`--${BOUNDARY}--\r\n`),
  ]);

const BROKEN: [string, string, Buffer][] = [
  [
    'a form in parts',
    `multipart/form-data; boundary=${BOUNDARY}`,
    multipart(['name="text"', Buffer.from([0x61, 0xff, 0xfe])]),
  ],
  [
    'a form in parts that claims another alphabet',
    `multipart/form-data; boundary=${BOUNDARY}`,
    multipart(['name="text"\r\nContent-Type: text/plain; charset=utf-16le', Buffer.from([0xff, 0xd8])]),
  ],
  ['a form', 'application/x-www-form-urlencoded', Buffer.from([0x74, 0x3d, 0xff])],
  ['an escaped form', 'application/x-www-form-urlencoded', Buffer.from('text=%C3')],
  ['JSON', 'application/json', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
];

test.each(BROKEN)(
  'broken UTF-8 in %s is refused by every verb',
  async (_, type, body) => {
    const found: string[] = [];
    for (const { method, path } of writing()) {
      const address = filled(path);
      const answer = await ask(method, address, { 'content-type': type }, body);
      found.push(...complaint(`${method} ${address}`, answer));
      if (![400, 404, 415].includes(answer.status)) found.push(`${answer.status} ${method} ${address}`);
    }
    expect(found).toEqual([]);
  },
  300_000,
);

test('parts that lie are refused, and whole ones are read as they were written', async () => {
  const type = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` };
  const many = multipart(...Array.from({ length: 80 }, (): [string, string] => ['name="text"', 'x']));
  const huge = multipart(...Array.from({ length: 5 }, (): [string, string] => ['name="text"', 'x'.repeat(900_000)]));
  for (const body of [many, huge]) expect((await ask('POST', '/feedback', type, body)).status).toBe(413);
  for (const body of [
    multipart(['name="__proto__"', 'x']),
    multipart(['name="text"; filename="../../x"', 'x']),
    multipart(['name="text"\r\nContent-Type: application/json', '{"$gt":""}']),
    multipart(['name=""', 'x']),
    Buffer.from('--seam\r\n\r\n'),
    Buffer.from('--other--'),
  ])
    expect(complaint(body.toString(), await ask('POST', '/feedback', type, body))).toEqual([]);
  const declared = multipart(
    ['name="text"\r\nContent-Type: text/plain; charset=utf-8', 'Déjà vu, não é?'],
    ['name="kind"', 'other'],
  );
  const told = await ask('POST', '/feedback', type, declared);
  expect([303, 422]).toContain(told.status);
  expect(told.status === 303 || told.body.includes('Déjà vu, não é?')).toBe(true);
});

test.each(['""', '"', 'x'.repeat(300), `"${'x'.repeat(300)}"`, ''])(
  'a boundary that is none is refused: %s',
  async (boundary) => {
    for (const kind of ['form-data', 'mixed']) {
      const type = `multipart/${kind}; boundary=${boundary}`;
      expect([400, 415]).toContain((await ask('POST', '/feedback', { 'content-type': type }, '--x--')).status);
    }
  },
);

test('odd methods get no page', async () => {
  for (const method of ['OPTIONS', 'TRACE', 'PROPFIND', 'MKCOL', 'SEARCH', 'PURGE', 'LOCK'])
    for (const path of ['/', '/settings', '/api/v1/me', '/assets/'])
      expect([400, 404, 405]).toContain((await ask(method, path)).status);
});
