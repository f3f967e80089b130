import { ana, gil } from '../../../test/cast.js';
import { openDiscussion } from '../../../test/discussions.js';
import { publishPost } from '../../../test/given-blogs.js';
import { peopledWorkspace } from '../../../test/workspaces.js';
import { World } from '../../../test/world.js';

let world: World;

beforeAll(async () => {
  world = await World.start();
  await openDiscussion(await world.as(ana), null, { title: 'Who repairs the pump?' });
});
afterAll(() => world.end());

const LISTS = [
  '/discussions',
  '/blogs',
  '/workspaces',
  '/news',
  '/notifications',
  '/api/v1/posts',
  '/api/v1/tags/water',
];
const cursor = (values: unknown): string => Buffer.from(JSON.stringify(values)).toString('base64url');
const ID = 'a'.repeat(24);

describe('a button that does not work', () => {
  const backFrom = async (referer: string) => {
    const asAna = await world.as(ana);
    const made = await openDiscussion(asAna, null, { title: `Closed, ${referer}` });
    await (await world.as(gil)).post(`${made.path}/closure`);
    const refused = await asAna.send('POST', `${made.path}/pin`, undefined, { accept: 'text/html', referer });
    expect(refused.status).toBe(403);
    return /<main.*<a href="([^"]*)">[^<]*<\/a><\/p><\/main>/s.exec(refused.body)?.[1];
  };

  test('leads back to the page that it stands on, and nowhere else', async () => {
    expect(await backFrom(`${world.origin}/discussions?after=x`)).toBe('/discussions?after=x');
    expect(await backFrom('https://elsewhere.example/discussions')).toBe('/');
    expect(await backFrom(`${world.origin}//elsewhere.example/`)).toBe('/');
    expect(await backFrom('no address')).toBe('/');
  });
});

test('what was written into a form that cannot be shown again is handed back, to whom it came from one of our pages', async () => {
  const place = await peopledWorkspace(world, 'public', [ana], { name: 'Press' });
  const asAna = await world.as(ana);
  const post = await publishPost(world, asAna, `${place.path}/blog`, { title: 'Oil' });
  await asAna.post(`${place.path}/archiving`);
  const send = (referer: string) => {
    const body = new URLSearchParams({ text: 'How much oil <b>was</b> it?', _csrf: 'of another session' });
    return asAna.fetch(`/posts/${post.id}/comments`, {
      method: 'POST',
      body,
      headers: { accept: 'text/html', referer },
    });
  };
  const forged = await send(`${world.origin}${post.path}`);
  expect([forged.status, await forged.text()]).toEqual([403, expect.stringContaining('How much oil &lt;b>was')]);
  expect(await (await send('https://elsewhere.example/')).text()).not.toContain('How much oil');
  const archived = await asAna.post(`/posts/${post.id}/comments`, { text: 'How much oil was it?' });
  expect([archived.status, archived.text]).toEqual([403, expect.stringContaining('archiv')]);
});

test('a number that is too small or too large is told as one', async () => {
  const asAna = await world.as(ana);
  const rules = async (limit: number) =>
    (await asAna.get(`/api/v1/discussions?limit=${limit}`)).json<{ errors: unknown[] }>().errors;
  expect(await rules(0)).toMatchObject([{ field: 'limit', rule: 'tooFew', message: expect.stringMatching(/1\.$/) }]);
  expect(await rules(1e6)).toMatchObject([{ field: 'limit', rule: 'tooMany' }]);
});

describe('what no page of ours sends', () => {
  test.each(LISTS)('a cursor that names no moment begins %s at its start', async (path) => {
    const asAna = await world.as(ana);
    for (const at of [1e300, -1e300, 8.64e15 + 2, 0.5])
      expect((await asAna.get(`${path}?after=${cursor([at, ID])}`)).status).toBe(200);
  });

  test('a form token with letters of more than one byte is a wrong one', async () => {
    const asAna = await world.as(ana);
    expect((await asAna.post('/language', { _csrf: 'é'.repeat(32), locale: 'en' })).status).toBe(403);
  });

  test('a signature with letters of more than one byte is a wrong one', async () => {
    const signature = encodeURIComponent('é'.repeat(43));
    const asAna = await world.as(ana);
    for (const path of [`/unsubscribe/abc.${signature}`, `/reset-password/${ID}.${signature}`])
      expect((await asAna.get(path)).status).toBe(404);
  });

  test('a form in parts that does not say where they end is refused', async () => {
    const asAna = await world.as(ana);
    const body = { method: 'POST', body: 'text', headers: { 'content-type': 'multipart/form-data' } };
    expect((await asAna.fetch('/feedback', body)).status).toBe(400);
  });

  test.each([
    ['a null byte', '\u0000'],
    ['half a character', '\ud800'],
    ['no character', '\ufffe'],
  ])('%s is refused in every text', async (_, sign) => {
    const asAna = await world.as(ana);
    const before = (await asAna.get('/api/v1/me')).body;
    for (const field of ['name', 'bio'])
      expect((await asAna.send('PATCH', '/api/v1/me', { [field]: `a${sign}b` })).status).toBe(422);
    expect((await asAna.get('/api/v1/me')).body).toBe(before);
    const opening = { title: `a${sign}b`, text: 'x', language: 'en', tags: [] };
    expect((await asAna.send('POST', '/api/v1/discussions', opening)).status).toBe(422);
  });
});
