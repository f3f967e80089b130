import { ana } from '../../../test/cast.js';
import { openDiscussion } from '../../../test/discussions.js';
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
