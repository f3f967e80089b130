import { Browser } from '../../../test/browser.js';
import { ana, ben, cleo, eve, fin, PASSWORD } from '../../../test/cast.js';
import { World } from '../../../test/world.js';
import { STEP_MS } from './evenly.js';

/** A timer may end a little before its time. */
const TIMER_SLACK_MS = 5;

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.end());

const visitor = () => new Browser(world.origin);
const HOME = '/settings/profile';

async function signIn(fields: Record<string, string>) {
  const browser = visitor();
  const body = new URLSearchParams({ _csrf: await browser.formToken(), password: PASSWORD, back: HOME, ...fields });
  return { browser, response: await browser.fetch('/sign-in', { method: 'POST', body }) };
}

const sessionCookieOf = (response: Response) =>
  response.headers.getSetCookie().find((cookie) => cookie.startsWith('palabre_session=')) ?? '';

describe('signing in', () => {
  test.each([['ana'], ['ANA'], ['ana@example.org'], ['Ana@Example.ORG'], ['  ana ']])('as %s', async (identifier) => {
    const { browser, response } = await signIn({ identifier });
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe(HOME);
    expect((await browser.get(HOME)).text).toContain('Profil');
  });

  test('the cookie is out of reach of scripts and other sites, and goes with the browser unless asked to stay', async () => {
    const passing = sessionCookieOf((await signIn({ identifier: 'ben' })).response);
    expect(passing).toMatch(/; HttpOnly/);
    expect(passing).toMatch(/; SameSite=Lax/);
    expect(passing).not.toMatch(/Max-Age|Expires|Secure/);
    const staying = sessionCookieOf((await signIn({ identifier: 'ben', stay: 'yes' })).response);
    expect(staying).toMatch(new RegExp(`Max-Age=${90 * 24 * 3600}`));
  });

  test('a wrong password and an unknown name get the same page', async () => {
    const wrong = async (identifier: string) => {
      const answer = await visitor().post('/sign-in', { identifier, password: 'not the password' });
      expect(answer.status).toBe(422);
      return answer.body.replace(/name="_csrf" value="[^"]*"/g, '').replaceAll(identifier, '');
    };
    expect(await wrong('cleo')).toBe(await wrong('nobody-here'));
    expect(await wrong('cleo@example.org')).toBe(await wrong('nobody@example.org'));
  });

  test('and neither comes before its time', async () => {
    const time = async (identifier: string) => {
      const browser = visitor();
      const body = new URLSearchParams({ _csrf: await browser.formToken(), identifier, password: 'wrong wrong' });
      const begun = performance.now();
      await browser.fetch('/sign-in', { method: 'POST', body });
      return performance.now() - begun;
    };
    expect(await time('fin')).toBeGreaterThan(STEP_MS - TIMER_SLACK_MS);
    expect(await time('f1')).toBeGreaterThan(STEP_MS - TIMER_SLACK_MS);
  });

  test('leads back only into this site', async () => {
    for (const back of ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
      const { response } = await signIn({ identifier: 'ana', back });
      expect(response.headers.get('location')).toBe('/');
    }
  });

  test.each([
    ['too long', `/${'x'.repeat(600)}`],
    ['split over lines', '/\r\nSet-Cookie: a=b'],
    ['hidden by a tab', '/\t/evil.example'],
    ['hidden by a backslash', '\\\\evil.example'],
  ])('leads home where the way back is %s', async (_, back) => {
    expect((await signIn({ identifier: 'ana', back })).response.headers.get('location')).toBe('/');
    const browser = visitor();
    expect((await browser.get(`/sign-in?back=${encodeURIComponent(back)}`)).status).toBe(200);
    const chosen = await browser.fetch('/language', {
      method: 'POST',
      body: new URLSearchParams({ _csrf: await browser.formToken(), locale: 'pt', back }),
    });
    expect(chosen.headers.get('location')).toBe('/');
  });

  test('makes a fresh session: one planted in the browser before is worth nothing', async () => {
    const browser = new Browser(world.origin, { palabre_session: 'planted-by-somebody-else' });
    await browser.post('/sign-in', { identifier: 'ana', password: PASSWORD, back: HOME });
    expect(browser.cookies).not.toContain('planted-by-somebody-else');
    const thief = new Browser(world.origin, { palabre_session: 'planted-by-somebody-else' });
    expect((await thief.get(HOME)).url).toContain('/sign-in');
  });

  test('ends the session that the browser had', async () => {
    const browser = await world.as(ben);
    const before = new Browser(world.origin, Object.fromEntries(browser.cookies.split('; ').map((c) => c.split('='))));
    expect((await before.get(HOME)).url).toBe(HOME);
    await browser.post('/sign-in', { identifier: 'ana', password: PASSWORD, back: HOME });
    expect((await before.get(HOME)).url).toContain('/sign-in');
  });

  test('is slowed down for an account, with the time to wait, and for nobody else', async () => {
    const browser = visitor();
    const tries = async (identifier: string) => browser.post('/sign-in', { identifier, password: 'guess guess' });
    for (let attempt = 0; attempt < 10; attempt++) expect((await tries('victim')).status).toBe(422);
    const refused = await tries('Victim');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(60);
    expect(refused.text).toContain('Too many attempts');
    expect((await signIn({ identifier: 'ana' })).response.status).toBe(303);
  });
});

describe('forms', () => {
  test('without their token, or with another, change nothing', async () => {
    const browser = await world.as(eve);
    for (const body of [{}, { _csrf: 'x'.repeat(32) }, { _csrf: ['a', 'b'] as never }]) {
      const answer = await browser.fetch('/settings/sessions/end-others', {
        method: 'POST',
        body: new URLSearchParams(body as Record<string, string>),
      });
      expect(answer.status).toBe(403);
    }
    const other = await (await world.as(fin)).formToken();
    const forged = await browser.fetch('/settings/language', {
      method: 'POST',
      body: new URLSearchParams({ _csrf: other, locale: 'pt' }),
    });
    expect(forged.status).toBe(403);
  });

  test('of a visitor to a page for members lead to the sign-in', async () => {
    expect((await visitor().post('/settings/profile', { name: 'X' })).status).toBe(401);
  });
});

describe('sessions', () => {
  test('are listed, and end one by one or all but this', async () => {
    const [here, there, elsewhere] = [await world.as(cleo), await world.as(cleo), await world.as(cleo)];
    const page = await here.get('/settings/sessions');
    expect(page.text).toContain('This one');
    const ends = [...page.body.matchAll(/action="(\/settings\/sessions\/[0-9a-f]{24}\/end)"/g)].map(
      ([, path]) => path ?? '',
    );
    expect(ends.length).toBe(2);
    await here.post(ends[0] ?? '');
    const alive = await Promise.all([there, elsewhere].map(async (browser) => (await browser.get(HOME)).url === HOME));
    expect(alive.filter(Boolean)).toHaveLength(1);
    await here.post('/settings/sessions/end-others');
    for (const browser of [there, elsewhere]) expect((await browser.get(HOME)).url).toContain('/sign-in');
    expect((await here.get(HOME)).url).toBe(HOME);
  });

  test('of others cannot be ended', async () => {
    const cleos = await world.as(cleo);
    const page = await cleos.send('GET', '/api/v1/me/sessions');
    const { items } = page.json<{ items: { id: string; current: boolean }[] }>();
    const id = items.find(({ current }) => current)?.id ?? '';
    expect((await (await world.as(eve)).post(`/settings/sessions/${id}/end`)).status).toBe(404);
    expect((await cleos.get(HOME)).url).toBe(HOME);
  });

  test('signing out ends it on the server, too', async () => {
    const browser = await world.as(ana);
    const copy = new Browser(world.origin, Object.fromEntries(browser.cookies.split('; ').map((c) => c.split('='))));
    await browser.post('/sign-out');
    expect(browser.cookies).not.toContain('palabre_session');
    expect((await copy.get(HOME)).url).toContain('/sign-in');
  });
});
