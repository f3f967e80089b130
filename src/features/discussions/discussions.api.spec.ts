import { ana, ben, dov, eve } from '../../../test/cast.js';
import { givenWorkspace, manyReplies } from '../../../test/discussions.js';
import { World } from '../../../test/world.js';

interface Discussion {
  id: string;
  title: string;
  path: string;
  tags: string[];
  text: string;
  html: string;
  replies: number;
  closed: boolean;
  pinned: boolean;
  workspace: { slug: string } | null;
}
interface Reply {
  seq: number;
  text: string | null;
  removed: boolean;
}
interface Listed<T> {
  items: T[];
  next: string | null;
}

let world: World;
beforeAll(async () => {
  world = await World.start();
  await givenWorkspace(world, 'wells', 'public', [
    [ana, 'facilitator'],
    [ben, 'member'],
  ]);
});
afterAll(() => world.end());

const API = '/api/v1/discussions';

async function opened(title = 'By programme'): Promise<Discussion> {
  const fields = { workspace: 'wells', title, text: 'Some **text**.', language: 'en', tags: ['Pumps'] };
  const answer = await (await world.as(ben)).send('POST', API, fields);
  expect(answer.status).toBe(201);
  return answer.json<Discussion>();
}

test('a programme opens a discussion, answers, changes and removes, as people do', async () => {
  const [asAna, asBen, asDov] = await Promise.all([world.as(ana), world.as(ben), world.as(dov)]);
  const made = await opened();
  expect(made).toMatchObject({ tags: ['Pumps'], text: 'Some **text**.', workspace: { slug: 'wells' }, closed: false });
  expect(made.html).toContain('<strong>text</strong>');
  const path = `${API}/${made.id}`;
  const sent = { text: 'An answer', clientId: 'programme-1' };
  for (let again = 0; again < 2; again += 1)
    expect((await asAna.send('POST', `${path}/replies`, sent)).json<Reply>()).toMatchObject({
      seq: 1,
      text: 'An answer',
    });
  await asAna.send('PATCH', `${path}/replies/1`, { text: 'A better answer' });
  await world.settle();
  expect((await asDov.get(path)).json<Discussion>()).toMatchObject({ title: 'By programme', replies: 1 });
  expect((await asDov.get(`${path}/replies/1`)).json<Reply>().text).toBe('A better answer');
  expect((await asAna.send('DELETE', `${path}/replies/1`)).status).toBe(204);
  expect((await asDov.get(`${path}/replies`)).json<Listed<Reply>>().items).toMatchObject([
    { seq: 1, text: null, removed: true },
  ]);
  const changed = { title: 'Changed', text: 'Other.', language: 'en', tags: [] };
  expect((await asBen.send('PATCH', path, changed)).json<Discussion>()).toMatchObject({
    title: 'Changed',
    text: 'Other.',
  });
  expect((await asAna.send('DELETE', path)).status).toBe(204);
  expect((await asDov.get(path)).status).toBe(404);
});

test('replies are paged by place: after n comes what follows n', async () => {
  const asDov = await world.as(dov);
  const made = await opened('Long');
  await manyReplies(world, { id: made.id, path: '' }, ben, 25);
  const seen: number[] = [];
  let after: string | null = '0';
  while (after !== null) {
    const page: Listed<Reply> = (await asDov.get(`${API}/${made.id}/replies?after=${after}&limit=10`)).json();
    seen.push(...page.items.map(({ seq }) => seq));
    after = page.next;
  }
  expect(seen).toEqual(Array.from({ length: 25 }, (_, at) => at + 1));
  expect((await asDov.get(`${API}/${made.id}/replies?after=25`)).json()).toEqual({ items: [], next: null });
});

test('the list is paged by cursor, each once', async () => {
  const asDov = await world.as(dov);
  for (const title of ['one', 'two', 'three']) await opened(title);
  const seen: string[] = [];
  let next: string | null = null;
  do {
    const cursor: string = next ? `&after=${encodeURIComponent(next)}` : '';
    const page: Listed<Discussion> = (await asDov.get(`${API}?workspace=wells&limit=2${cursor}`)).json();
    seen.push(...page.items.map(({ id }) => id));
    next = page.next;
  } while (next);
  const all = (await asDov.get(`${API}?limit=100`)).json<Listed<Discussion>>().items.map(({ id }) => id);
  expect(seen).toEqual(all);
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.length).toBeGreaterThanOrEqual(3);
});

test('facilitators close, pin and move; others may not', async () => {
  const [asAna, asBen, asEve] = await Promise.all([world.as(ana), world.as(ben), world.as(eve)]);
  const path = `${API}/${(await opened('Tended')).id}`;
  for (const verb of ['closure', 'pin']) {
    expect((await asBen.send('PUT', `${path}/${verb}`)).status).toBe(403);
    expect((await asAna.send('PUT', `${path}/${verb}`)).status).toBe(204);
  }
  expect((await asEve.get(path)).json<Discussion>()).toMatchObject({ closed: true, pinned: true });
  expect((await asBen.send('POST', `${path}/replies`, { text: 'late' })).status).toBe(409);
  for (const verb of ['closure', 'pin']) expect((await asAna.send('DELETE', `${path}/${verb}`)).status).toBe(204);
  expect((await asEve.get(path)).json<Discussion>()).toMatchObject({ closed: false, pinned: false });
  expect((await asAna.send('POST', `${path}/move`, { to: 'nowhere' })).status).toBe(422);
});

test('errors are problem documents', async () => {
  const [asBen, asDov] = await Promise.all([world.as(ben), world.as(dov)]);
  const visitor = await asDov.send('POST', API, { title: 'a', text: 'b', language: 'en' });
  expect(visitor.status).toBe(401);
  const invalid = await asBen.send('POST', API, { title: '', text: { $gt: '' }, language: 'xx' });
  expect(invalid.headers.get('content-type')).toContain('application/problem+json');
  const { status, errors } = invalid.json<{ status: number; errors: { field: string }[] }>();
  expect(status).toBe(422);
  expect(errors.map(({ field }) => field).sort()).toEqual(['language', 'text', 'title']);
  for (const path of [`${API}/nonsense`, `${API}/000000000000000000000000/replies`])
    expect((await asDov.get(path)).status).toBe(404);
});
