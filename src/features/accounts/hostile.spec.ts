import { ana, PASSWORD } from '../../../test/cast.js';
import { World } from '../../../test/world.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.end());

const json = (path: string, body: string, method = 'POST', headers: Record<string, string> = {}) =>
  fetch(new URL(path, world.origin), { method, headers: { 'content-type': 'application/json', ...headers }, body });

async function form(path: string, body: string) {
  const browser = await world.as(ana);
  const token = await browser.formToken();
  return browser.fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: `_csrf=${token}&${body}`,
  });
}

const OPERATORS = [
  JSON.stringify({ identifier: 'ana', password: { $gt: '' } }),
  JSON.stringify({ identifier: { $ne: null }, password: PASSWORD }),
  JSON.stringify({ identifier: ['ana'], password: [PASSWORD] }),
  '{"identifier":"ana","password":null}',
  '{"identifier":{"$regex":"^a"},"password":{"$where":"1"}}',
];

test.each(OPERATORS)('operators do not sign in: %s', async (body) => {
  const answer = await json('/api/v1/sign-in', body);
  expect(answer.status).toBe(422);
  expect(answer.headers.getSetCookie().join()).not.toContain('palabre_session');
});

test.each([
  ['{"identifier":"ana","password":"x","__proto__":{"admin":true}}'],
  ['{"constructor":{"prototype":{"admin":true}},"identifier":"ana","password":"x"}'],
  ['{"identifier":"ana'],
  ['[]'],
  ['"text"'],
  ['null'],
  ['{"identifier":"a\\u0000na","password":"x"}'],
])('a body that is not what it should be is refused: %s', async (body) => {
  const answer = await json('/api/v1/sign-in', body);
  expect([400, 422]).toContain(answer.status);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
});

test('broken UTF-8 and null bytes are refused at the door', async () => {
  for (const bytes of [
    [0xff, 0xfe, 0x22],
    [0x7b, 0x00, 0x7d],
  ]) {
    const answer = await fetch(new URL('/api/v1/sign-in', world.origin), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: Uint8Array.from(bytes),
    });
    expect(answer.status).toBe(400);
  }
  expect((await form('/settings/profile', 'name=%00')).status).toBe(422);
  expect((await form('/settings/profile', 'name=%FF%FE')).status).toBe(400);
});

test.each([
  ['a name of 1 MB', `name=${'x'.repeat(1_000_000)}`, [422]],
  ['more than the door takes', `name=${'x'.repeat(3_000_000)}`, [413]],
  ['the name twice', 'name=Ana&name=Eve', [422]],
  ['a name with brackets', 'name[$gt]=', [422]],
  ['a prototype', '__proto__=x&name=Ana', [303]],
  ['a thousand fields', `${Array.from({ length: 1000 }, (_, at) => `f${at}=x`).join('&')}`, [422]],
  ['a thousand languages', `name=Ana&${'languages=fr&'.repeat(400)}`, [422]],
])('%s', async (_, body, statuses) => {
  const answer = await form('/settings/profile', body);
  expect(statuses).toContain(answer.status);
  expect(({} as { x?: string }).x).toBeUndefined();
});

test('what nobody may set is not set', async () => {
  await form(
    '/settings/profile',
    'name=Ana&roles=administrator&email=evil@example.org&confirmedAt=2020-01-01&handle=gil',
  );
  const member = await world.model('Member').findOne({ handle: 'ana' }).lean();
  expect(member).toMatchObject({ roles: [], email: ana.email });
});

test('ids that are none are not found, and wrong methods neither', async () => {
  const browser = await world.as(ana);
  for (const path of [
    '/settings/tokens/x/revoke',
    '/settings/sessions/%7B%7D/end',
    `/settings/tokens/${'f'.repeat(24)}/revoke`,
  ])
    expect((await browser.post(path)).status).toBe(404);
  expect((await browser.send('PUT', '/api/v1/me')).status).toBe(404);
  expect((await browser.get('/confirm-email/%00')).status).toBe(400);
});

test('no answer tells where our code lies', async () => {
  const answer = await json('/api/v1/me/tokens', '{"name":{"$gt":""}}');
  expect(await answer.text()).not.toMatch(/node_modules|\.ts|at \w+ \(/);
});

test('nobody makes us write to strangers again and again', async () => {
  const browser = await world.as(ana);
  const ask = (n: number) =>
    browser.send('POST', '/api/v1/me/email', { email: `stranger${n}@elsewhere.example`, password: PASSWORD });
  for (let n = 1; n <= 5; n++) expect((await ask(n)).status).toBe(202);
  const refused = await ask(6);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
});
