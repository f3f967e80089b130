import { Answer, type Browser } from './browser.js';
import { ana, ben, cleo, eve } from './cast.js';
import { openDiscussion, reply } from './discussions.js';
import { publishPost } from './given-blogs.js';
import { makeWorkspace, peopledWorkspace } from './workspaces.js';
import { World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.end());

const DRAFT = { title: 'Again', text: 'What I wrote.', language: 'en' };

/** Does it, so many at a time, until it is refused; `most` is what no limit should allow. */
async function untilRefused(most: number, act: (n: number) => Promise<Answer>, atOnce = 20): Promise<Answer> {
  for (let n = 0; n < most; n += atOnce) {
    const answers = await Promise.all(Array.from({ length: atOnce }, (_, more) => act(n + more)));
    const refused = answers.find(({ status }) => status === 429);
    if (refused) return refused;
    expect(answers.filter(({ status }) => status >= 300)).toEqual([]);
  }
  throw new Error(`${most} times, and nobody said stop`);
}

/** As a programme that has fetched the form's token once. */
async function sender(browser: Browser): Promise<(path: string, body: object) => Promise<Answer>> {
  const headers = {
    accept: 'application/json',
    'content-type': 'application/json',
    'x-csrf-token': await browser.formToken(),
  };
  return async (path, body) => {
    const answer = await browser.fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
    return new Answer(answer.status, path, answer.headers, await answer.text());
  };
}

const secondsToWait = (answer: Answer) => Number(answer.headers.get('retry-after'));

/** Refused as a problem document in the API, and on the page with everything kept. */
function expectRefusals(problem: Answer, page: Answer, kept: string): void {
  expect(problem.headers.get('content-type')).toContain('application/problem+json');
  expect(problem.json()).toMatchObject({ status: 429 });
  expect(page.status).toBe(429);
  expect(page.body).toContain(kept);
  for (const answer of [problem, page]) expect(secondsToWait(answer)).toBeGreaterThan(0);
}

test('nobody opens discussions at the speed of a machine', async () => {
  const asEve = await world.as(eve);
  const send = await sender(asEve);
  const problem = await untilRefused(60, (n) => send('/api/v1/discussions', { ...DRAFT, title: `No ${n}`, tags: [] }));
  expectRefusals(
    problem,
    await asEve.post('/discussions', { ...DRAFT, text: 'Long thought about.' }),
    'Long thought about.',
  );
  await openDiscussion(await world.as(ben), null);
});

test('nobody answers at the speed of a machine', async () => {
  const asCleo = await world.as(cleo);
  const talk = await openDiscussion(await world.as(ana), null);
  const send = await sender(asCleo);
  const problem = await untilRefused(200, (n) => send(`/api/v1/discussions/${talk.id}/replies`, { text: `No ${n}` }));
  expectRefusals(problem, await reply(asCleo, talk, 'Kept reply.'), 'Kept reply.');
});

test('nobody comments at the speed of a machine', async () => {
  const asBen = await world.as(ben);
  const { id } = await publishPost(world, asBen, '/people/ben/blog');
  const send = await sender(asBen);
  const problem = await untilRefused(60, (n) => send(`/api/v1/posts/${id}/comments`, { text: `No ${n}` }));
  expectRefusals(problem, await asBen.post(`/posts/${id}/comments`, { text: 'Kept comment.' }), 'Kept comment.');
});

test('nobody makes workspaces without end', async () => {
  const asEve = await world.as(eve);
  const draft = { purpose: 'project', language: 'en', visibility: 'public', description: 'Kept words.', tags: [] };
  const send = await sender(asEve);
  const problem = await untilRefused(50, (n) => send('/api/v1/workspaces', { ...draft, name: `No ${n}` }));
  expectRefusals(problem, await asEve.post('/workspaces', { ...draft, tags: '', name: 'One more' }), 'Kept words.');
});

test('the facilitators are not mailed each time somebody asks, takes it back and asks again', async () => {
  const made = await peopledWorkspace(world, 'members', [ana], { name: 'Treasurers' });
  const asEve = await world.as(eve);
  const membership = `/api/v1/workspaces/${made.slug}/membership`;
  const problem = await untilRefused(
    20,
    async () => {
      await asEve.send('DELETE', membership);
      return asEve.send('PUT', membership, { message: 'Please' });
    },
    1,
  );
  expectRefusals(problem, await asEve.post(`${made.path}/membership`, { message: 'Kept plea.' }), 'Kept plea.');
});

describe('a stranger’s address', () => {
  const STRANGER = 'stranger@elsewhere.example';
  let asAna: Browser;
  const invite = (slug: string) => asAna.send('POST', `/api/v1/workspaces/${slug}/invitations`, { emails: [STRANGER] });
  const letters = async () => {
    await world.settle();
    return (await world.mailTo(STRANGER)).length;
  };

  test('gets few letters from one workspace, whatever is done with the invitation meanwhile', async () => {
    asAna = await world.as(ana);
    const { slug, path } = await makeWorkspace(asAna, { name: 'Wells', visibility: 'private' });
    for (let n = 1; n <= 5; n += 1) {
      expect((await invite(slug)).status).toBeLessThan(300);
      const { items } = (await asAna.get(`/api/v1/workspaces/${slug}/invitations`)).json<{ items: { id: string }[] }>();
      await asAna.post(`${path}/invitations/${items[0]?.id}/withdrawal`);
    }
    const before = await letters();
    const refused = await invite(slug);
    expect(refused.status).toBe(422);
    expect(refused.body).toContain(STRANGER);
    expect(await letters()).toBe(before);
  });

  test('gets no more by way of many workspaces', async () => {
    let status = 200;
    for (let n = 0; n < 20 && status < 300; n += 1) {
      const { slug } = await makeWorkspace(asAna, { name: `Well ${n}` });
      status = (await invite(slug)).status;
    }
    expect(status).toBe(422);
    expect(await letters()).toBeLessThanOrEqual(20);
  });
});
