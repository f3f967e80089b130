import { ana, ben } from '../../../test/cast.js';
import { givenWorkspace, openDiscussion, reply, replyByScript, shownSeqs } from '../../../test/discussions.js';
import { World } from '../../../test/world.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
  await givenWorkspace(world, 'wells', 'public', [
    [ana, 'facilitator'],
    [ben, 'member'],
  ]);
});
afterAll(() => world.end());

describe('bad input', () => {
  test.each([
    ['no title', { title: '', text: 'kept words', language: 'en' }],
    ['a title of 1 MB', { title: 'x'.repeat(1_000_000), text: 'kept words', language: 'en' }],
    ['no such language', { title: 'kept words', text: 'kept words', language: 'klingon' }],
    [
      'too many tags',
      { title: 'a', text: 'kept words', language: 'en', tags: Array.from({ length: 16 }, (_, at) => `t${at}`).join() },
    ],
  ])('%s: the form comes back with what was typed', async (_, fields) => {
    const answer = await (await world.as(ben)).post('/discussions', fields);
    expect(answer.status).toBe(422);
    expect(answer.body).toContain('kept words');
    expect(answer.body).toContain('class="error"');
  });

  test('a reply of white space is none', async () => {
    const asBen = await world.as(ben);
    const talk = await openDiscussion(asBen, 'wells');
    expect((await reply(asBen, talk, '  \n ')).status).toBe(422);
    expect((await replyByScript(asBen, talk, { text: '  ' })).status).toBe(422);
    expect(shownSeqs((await asBen.get(talk.path)).body)).toEqual([]);
  });

  test.each([
    [{ text: { $gt: '' } }],
    [{ text: 'x', clientId: { $ne: null } }],
    [{ text: ['a', 'b'] }],
    [{ text: 'x', language: { $gt: '' } }],
    [{}],
    [{ text: 5 }],
  ])('%j is refused as a reply', async (body) => {
    const asBen = await world.as(ben);
    const talk = await openDiscussion(asBen, 'wells');
    const answer = await replyByScript(asBen, talk, body);
    expect(answer.status).toBe(422);
    expect(answer.json<{ errors: unknown[] }>().errors).toHaveLength(1);
  });

  test.each([
    '/discussions/xyz',
    '/discussions/000000000000000000000000',
    '/discussions/%00',
    '/workspaces/nowhere/discussions',
    '/discussions/000000000000000000000000/feed.rss',
    '/discussions/000000000000000000000000/replies/1/edit',
  ])('%s is not there', async (path) => {
    expect([400, 404]).toContain((await (await world.as(ben)).get(path)).status);
  });

  test.each(['?after=nonsense', '?after=WyJhIiwxXQ', '?after=1&after=2', '?after[$gt]='])(
    'the list takes %s for its beginning',
    async (query) => {
      const answer = await (await world.as(ben)).get(`/discussions${query}`);
      expect(answer.status).toBe(200);
    },
  );

  test('a form without its token is refused', async () => {
    const asBen = await world.as(ben);
    const talk = await openDiscussion(asBen, 'wells');
    const body = new URLSearchParams({ text: 'forged' });
    expect((await asBen.fetch(`${talk.path}/replies`, { method: 'POST', body })).status).toBe(403);
    expect(shownSeqs((await asBen.get(talk.path)).body)).toEqual([]);
  });
});
