import { Browser } from '../../../test/browser.js';
import { ana, ben, eve, PASSWORD } from '../../../test/cast.js';
import { World } from '../../../test/world.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.end());

interface Problem {
  status: number;
  title: string;
  detail: string;
  errors?: { field: string; rule: string }[];
}

const withToken = (token: string, path: string, method = 'GET', body?: unknown) =>
  fetch(new URL(path, world.origin), {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
    body: body === undefined ? undefined : JSON.stringify(body),
  });

async function tokenOf(person: typeof ana, scope: 'read' | 'write'): Promise<{ id: string; token: string }> {
  const answer = await (await world.as(person)).send('POST', '/api/v1/me/tokens', { name: `${scope} it`, scope });
  expect(answer.status).toBe(201);
  return answer.json();
}

describe('personal tokens', () => {
  test('are made on a page, shown once, and revoked', async () => {
    const browser = await world.as(ana);
    const made = await browser.post('/settings/tokens', { name: 'Backup script', scope: 'read' });
    const secret = /palabre_[\w-]{43}/.exec(made.body)?.[0] ?? '';
    expect(secret).not.toBe('');
    const page = await browser.get('/settings/tokens');
    expect(page.text).toContain('Backup script');
    expect(page.body).not.toContain(secret);
    expect((await withToken(secret, '/api/v1/me')).status).toBe(200);
    const revoke = /action="(\/settings\/tokens\/[0-9a-f]{24}\/revoke)"/.exec(page.body)?.[1] ?? '';
    expect((await (await world.as(eve)).post(revoke)).status).toBe(404);
    await browser.post(revoke);
    expect((await withToken(secret, '/api/v1/me')).status).toBe(401);
  });

  test('only the hash of one is kept', async () => {
    const { token } = await tokenOf(ana, 'read');
    const stored = JSON.stringify(await world.model('Token').find().lean());
    expect(stored).not.toContain(token);
  });

  test('with the scope read, nothing can be changed', async () => {
    const { token } = await tokenOf(ben, 'read');
    expect((await withToken(token, '/api/v1/me')).status).toBe(200);
    const refused = await withToken(token, '/api/v1/me', 'PATCH', { name: 'Changed' });
    expect(refused.status).toBe(403);
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
    const written = await withToken((await tokenOf(ben, 'write')).token, '/api/v1/me', 'PATCH', {
      name: 'Ben Machava',
    });
    expect(await written.json()).toMatchObject({ name: 'Ben Machava', country: 'MZ', languages: ['pt'] });
  });

  test('make no further tokens', async () => {
    const { token } = await tokenOf(ben, 'write');
    expect((await withToken(token, '/api/v1/me/tokens', 'POST', { name: 'more', scope: 'write' })).status).toBe(403);
  });

  test('an unknown one is refused, also beside a good cookie', async () => {
    const browser = await world.as(ana);
    const answer = await browser.fetch('/api/v1/me', { headers: { authorization: 'Bearer palabre_nothing' } });
    expect(answer.status).toBe(401);
    expect(((await answer.json()) as Problem).status).toBe(401);
  });

  test('of a member who is gone are worth nothing', async () => {
    const { token } = await tokenOf(eve, 'write');
    await world
      .model('Member')
      .updateOne(
        { handle: 'eve' },
        { $set: { removed: { at: new Date(), by: (await world.model('Member').findOne({ handle: 'gil' }))?._id } } },
      );
    expect((await withToken(token, '/api/v1/me')).status).toBe(401);
    await world.model('Member').updateOne({ handle: 'eve' }, { $set: { removed: null } });
    expect((await withToken(token, '/api/v1/me')).status).toBe(200);
  });
});

describe('the API of accounts', () => {
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(new URL(path, world.origin), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  test('signs in by JSON, with a cookie and the token for changes', async () => {
    const answer = await post('/api/v1/sign-in', { identifier: 'ana', password: PASSWORD });
    expect(answer.status).toBe(200);
    const { csrfToken } = (await answer.json()) as { csrfToken: string };
    const cookie = /palabre_session=[^;]+/.exec(answer.headers.getSetCookie().join())?.[0] ?? '';
    const change = (headers: Record<string, string>) =>
      fetch(new URL('/api/v1/me', world.origin), {
        method: 'PATCH',
        headers: { 'content-type': 'application/json', cookie, ...headers },
        body: JSON.stringify({ bio: 'By script' }),
      });
    expect((await change({})).status).toBe(403);
    expect((await change({ 'x-csrf-token': csrfToken })).status).toBe(200);
  });

  test('takes no form for signing in, as another site could send one', async () => {
    const form = new URLSearchParams({ identifier: 'ana', password: PASSWORD }).toString();
    expect((await post('/api/v1/sign-in', form, { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(
      415,
    );
    expect((await post('/api/v1/sign-in', form, { 'content-type': 'text/plain' })).status).toBe(415);
  });

  test('answers the same for a known address and a new one', async () => {
    const join = async (email: string) => {
      const answer = await post('/api/v1/sign-up', { name: 'N', email, password: 'a long enough one', terms: true });
      return [answer.status, await answer.text()];
    };
    expect(await join('ana@example.org')).toEqual(await join('never.seen@example.org'));
  });

  test('says what is wrong, field by field, in a problem document', async () => {
    const answer = await post('/api/v1/sign-up', { name: '', email: 'x', password: 'short' });
    expect(answer.status).toBe(422);
    const problem = (await answer.json()) as Problem;
    expect(problem.errors?.map(({ field }) => field).sort()).toEqual(['email', 'name', 'password', 'terms']);
  });

  test('a visitor is told to sign in', async () => {
    for (const [method, path] of [
      ['GET', '/api/v1/me'],
      ['PATCH', '/api/v1/me'],
      ['DELETE', '/api/v1/me'],
      ['POST', '/api/v1/me/tokens'],
    ])
      expect(
        (
          await fetch(new URL(path ?? '', world.origin), {
            method,
            body: method === 'GET' ? undefined : '{}',
            headers: { 'content-type': 'application/json' },
          })
        ).status,
      ).toBe(401);
  });

  test('lists the sessions of the one who asks', async () => {
    const browser = await world.as(ben);
    const { items } = (await browser.send('GET', '/api/v1/me/sessions')).json<{
      items: { id: string; current: boolean }[];
    }>();
    const current = items.filter((session) => session.current);
    expect(current).toHaveLength(1);
    expect((await browser.send('DELETE', `/api/v1/me/sessions/${current[0]?.id}`)).status).toBe(204);
    expect(
      (await new Browser(world.origin, { palabre_session: browser.cookies }).get('/settings/profile')).url,
    ).toContain('/sign-in');
  });
});
