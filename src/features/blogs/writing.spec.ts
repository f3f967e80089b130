import { ana, ben, dov, eve, gil } from '../../../test/cast.js';
import { beginPost, givenPlaces, hiddenFields, inEditor, postOf, publishPost } from '../../../test/given-blogs.js';
import { peopledWorkspace } from '../../../test/workspaces.js';
import { World } from '../../../test/world.js';
import { Clock } from '../../platform/clock/clock.js';
import { newId } from '../../platform/database/ids.js';
import { Purge } from './posts/purge.js';
import { Schedule } from './posts/schedule.js';
import type { Version } from './posts/version.model.js';

const DAY_MS = 24 * 3600_000;
const HARVEST = '/workspaces/harvest/blog';

let world: World;
beforeAll(async () => {
  world = await World.start();
  await givenPlaces(world);
});
afterAll(() => world?.end());

const pageFor = async (who: typeof ana | null, path: string) => (await world.as(who)).get(path);

/** Lets the clock of the whole application stand at this time, for as long as `act` takes. */
async function at(time: Date, act: () => Promise<void>): Promise<void> {
  const clock = world.app.get(Clock);
  clock.now = () => new Date(time);
  try {
    await act();
  } finally {
    clock.now = () => new Date();
  }
}

describe('drafts', () => {
  test('are kept as they are, title or none, and exist for their author alone', async () => {
    const browser = await world.as(ana);
    const id = await beginPost(browser, HARVEST);
    expect((await inEditor(browser, id, '', { title: '', text: 'only *begun*', tags: 'dry, wet' })).text).toContain(
      'Votre brouillon est enregistré',
    );
    const again = await browser.get(`/drafts/${id}`);
    expect(again.body).toContain('only *begun*');
    expect(again.body).toContain('value="dry, wet"');
    expect((await browser.get('/drafts')).body).toContain(`/drafts/${id}`);
    for (const other of [ben, gil, eve])
      for (const path of [`/drafts/${id}`, `/posts/${id}`, `/api/v1/drafts/${id}`, `/api/v1/posts/${id}`])
        expect([path, (await pageFor(other, path)).status]).toEqual([path, 404]);
    expect((await pageFor(dov, `/posts/${id}`)).status).toBe(404);
    expect((await pageFor(ben, '/drafts')).body).not.toContain(id);
    expect((await pageFor(dov, HARVEST)).text).not.toContain('begun');
  });

  test('come along when their author is removed from the workspace, and an open editor does not publish them elsewhere', async () => {
    const place = await peopledWorkspace(world, 'private', [ana, eve], { name: 'Granary' });
    const asEve = await world.as(eve);
    const id = await beginPost(asEve, `${place.path}/blog`);
    const open = await hiddenFields(asEve, id);
    await inEditor(asEve, id, '', { title: 'Half of it', text: 'begun among us' });
    await (await world.as(ana)).post(`${place.path}/people/eve/removal`);
    await world.settle();
    expect(await postOf(world, id)).toMatchObject({ workspace: null, state: 'draft' });
    expect((await asEve.get('/drafts')).text).toContain('Half of it');
    expect((await asEve.get('/drafts')).text).not.toContain('Granary');
    const sent = { title: 'Half of it', text: 'begun among us, and more', language: 'en', when: 'now', ...open };
    const behind = await asEve.post(`/drafts/${id}/publication`, sent);
    expect([behind.status, (await postOf(world, id)).state]).toEqual([409, 'draft']);
    expect(behind.body).toContain('begun among us, and more');
  });

  test('a blank one is taken again, not made anew', async () => {
    const browser = await world.as(ben);
    expect(await beginPost(browser, HARVEST)).toBe(await beginPost(browser, HARVEST));
  });

  test('are saved by the script while somebody writes, again and again from one page', async () => {
    const browser = await world.as(ana);
    const id = await beginPost(browser, HARVEST);
    const hidden = await hiddenFields(browser, id);
    const save = (text: string) =>
      browser.send('PUT', `/api/v1/drafts/${id}`, { title: '', text, language: 'en', tags: '', ...hidden });
    expect((await save('one')).status).toBe(200);
    expect((await save('one two')).json<{ text: string; revision: number }>()).toMatchObject({
      text: 'one two',
      revision: 2,
    });
    const published = await inEditor(browser, id, '/publication', { ...hidden, title: 'Typed', text: 'one two three' });
    expect(published.text).toContain('one two three');
  });

  test('a preview shows the text as readers will see it, and the form as it was typed', async () => {
    const browser = await world.as(ana);
    const id = await beginPost(browser, HARVEST);
    const { body } = await inEditor(browser, id, '/preview', { title: 'Soon', text: 'some **bold** words' });
    expect(body).toContain('some <strong>bold</strong> words');
    expect(body).toContain('some **bold** words</textarea>');
    expect((await pageFor(dov, HARVEST)).text).not.toContain('Soon');
  });

  test('of a public post: readers see the text as it was until the edit is published', async () => {
    const browser = await world.as(ana);
    const post = await publishPost(world, browser, HARVEST, { title: 'Public text', text: 'as it was' });
    await inEditor(browser, post.id, '', { title: 'Public text', text: 'as it will be' });
    expect((await pageFor(dov, post.path)).text).toContain('as it was');
    expect((await browser.get(`/drafts/${post.id}`)).body).toContain('as it will be');
    expect((await browser.get('/drafts')).body).toContain(post.draft);
    await browser.post(`/drafts/${post.id}/discard`);
    expect((await browser.get(`/drafts/${post.id}`)).body).toContain('as it was</textarea>');
    await inEditor(browser, post.id, '/publication', { title: 'Public text', text: 'as it is now' });
    expect((await pageFor(dov, post.path)).text).toContain('as it is now');
  });
});

describe('two pages at one text', () => {
  test('the second is shown what the first has saved, keeps its own words, and can then save over it', async () => {
    const browser = await world.as(ana);
    const id = await beginPost(browser, HARVEST);
    const [one, two] = [await hiddenFields(browser, id), await hiddenFields(browser, id)];
    await inEditor(browser, id, '', { ...one, title: 'Both', text: 'from the first window' });
    const refused = await inEditor(browser, id, '', { ...two, title: 'Both', text: 'from the second window' });
    expect(refused.status).toBe(409);
    expect(refused.body).toContain('from the second window</textarea>');
    expect(refused.body).toMatch(/<del>.*first.*<\/del>/s);
    const revision = /name="revision" value="(\d+)"/.exec(refused.body)?.[1] ?? '';
    const saved = await inEditor(browser, id, '', { ...two, revision, title: 'Both', text: 'both together' });
    expect(saved.status).toBe(200);
    expect((await postOf(world, id)).work?.source).toBe('both together');
  });

  test('a program that is behind gets 409', async () => {
    const browser = await world.as(ana);
    const id = await beginPost(browser, HARVEST);
    const one = await hiddenFields(browser, id);
    await inEditor(browser, id, '', { ...one, text: 'a' });
    const body = { title: '', text: 'b', language: 'en', tags: '', revision: 0, tab: 'another' };
    const refused = await browser.send('PUT', `/api/v1/drafts/${id}`, body);
    expect([refused.status, refused.headers.get('content-type')]).toEqual([
      409,
      'application/problem+json; charset=utf-8',
    ]);
  });
});

test('sent twice, a post is published once', async () => {
  const browser = await world.as(ana);
  const id = await beginPost(browser, '/people/ana/blog');
  const hidden = await hiddenFields(browser, id);
  const send = () => inEditor(browser, id, '/publication', { ...hidden, title: 'Once', text: 'only once' });
  const [one, two] = await Promise.all([send(), send()]);
  expect([one.status, two.status].sort()).toEqual([200, 200]);
  expect(await postOf(world, id)).toMatchObject({ version: 1, state: 'published' });
  expect((await pageFor(dov, '/people/ana/blog')).body.match(/only once/g)).toHaveLength(1);
});

describe('a post that is to go out later', () => {
  test('goes out at the time on the wall of who wrote it, found by a query', async () => {
    const browser = await world.as(ben);
    const id = await beginPost(browser, HARVEST);
    const answer = await inEditor(browser, id, '/publication', {
      title: 'Next year',
      when: 'later',
      publishAt: '2027-03-02T08:00',
    });
    expect(answer.text).toContain('Next year');
    expect((await postOf(world, id)).publishAt?.toISOString()).toBe('2027-03-02T06:00:00.000Z');
    const schedule = world.app.get(Schedule, { strict: false });
    await at(new Date('2027-03-02T05:59:00Z'), () => schedule.publishDue());
    expect((await pageFor(ana, HARVEST)).text).not.toContain('Next year');
    await at(new Date('2027-03-02T06:00:30Z'), () => schedule.publishDue());
    expect((await pageFor(dov, HARVEST)).text).toContain('Next year');
    expect((await postOf(world, id)).publishedAt?.toISOString()).toBe('2027-03-02T06:00:00.000Z');
    await at(new Date('2027-03-02T06:01:00Z'), () => schedule.publishDue());
    expect((await postOf(world, id)).version).toBe(1);
  });

  test('can be stopped, and comes back as a draft when its author may no longer publish there', async () => {
    const browser = await world.as(ben);
    const later = { when: 'later', publishAt: '2027-05-01T08:00' };
    const [stopped, orphaned] = [
      await beginPost(browser, HARVEST),
      await beginPost(await world.as(ana), '/workspaces/well/blog'),
    ];
    await inEditor(browser, stopped, '/publication', { ...later, title: 'Stopped' });
    await inEditor(await world.as(ana), orphaned, '/publication', { ...later, title: 'Orphaned' });
    expect((await browser.post(`/posts/${stopped}/unpublication`)).status).toBe(200);
    const { author } = await postOf(world, orphaned);
    await world
      .model('Membership')
      .updateOne(
        { member: author, workspace: (await postOf(world, orphaned)).workspace },
        { $set: { state: 'ended' } },
      );
    await at(new Date('2027-06-01T00:00:00Z'), () => world.app.get(Schedule, { strict: false }).publishDue());
    expect((await postOf(world, stopped)).state).toBe('draft');
    expect((await postOf(world, orphaned)).state).toBe('draft');
  });

  test('a time that has passed is refused, and the text is kept', async () => {
    const browser = await world.as(ana);
    const id = await beginPost(browser, HARVEST);
    const answer = await inEditor(browser, id, '/publication', {
      title: 'Too late',
      text: 'words to keep',
      when: 'later',
      publishAt: '2020-01-01T08:00',
    });
    expect(answer.status).toBe(422);
    expect(answer.body).toContain('words to keep</textarea>');
    expect(answer.body).toContain('aria-invalid="true"');
  });
});

describe('versions', () => {
  test('each text that readers saw can be read, compared, and taken back', async () => {
    const browser = await world.as(ana);
    const post = await publishPost(world, browser, HARVEST, { title: 'Dates', text: 'We pay in June.' });
    await inEditor(browser, post.id, '/publication', { title: 'Dates', text: 'We pay in December.' });
    const list = await browser.get(`/posts/${post.id}/versions`);
    expect(list.links.filter((link) => link.includes('/versions/'))).toEqual([
      `/posts/${post.id}/versions/2`,
      `/posts/${post.id}/versions/1`,
    ]);
    const second = await browser.get(`/posts/${post.id}/versions/2`);
    expect(second.body).toMatch(/<del>.*June<\/del><ins>.*December<\/ins>/s);
    expect((await browser.get(`/posts/${post.id}/versions/3`)).status).toBe(404);
    await browser.post(`/posts/${post.id}/versions/1/restoration`);
    expect((await pageFor(dov, post.path)).text).toContain('We pay in June.');
    expect((await postOf(world, post.id)).version).toBe(3);
  });

  test('are not without end: the first and the latest stay', async () => {
    const browser = await world.as(ana);
    const post = await publishPost(world, browser, HARVEST, { title: 'Often changed', text: 'The first words.' });
    const first = await world.model<Version>('PostVersion').findOne({ post: post.id }).lean<Version>();
    const later = Array.from({ length: 250 }, (_, at) => ({ ...first, _id: newId(), number: at + 2 }));
    await world.model('PostVersion').insertMany(later);
    await world.model('Post').updateOne({ _id: post.id }, { $set: { version: 251 } });
    await inEditor(browser, post.id, '/publication', { title: 'Often changed', text: 'The last words.' });
    const kept = await world
      .model<Version>('PostVersion')
      .find({ post: post.id })
      .sort({ number: 1 })
      .lean<Version[]>();
    expect(kept.map(({ number }) => number)).toEqual([1, ...Array.from({ length: 200 }, (_, at) => at + 53)]);
    for (const number of [1, 53, 252]) {
      expect((await browser.get(`/posts/${post.id}/versions/${number}`)).status).toBe(200);
    }
    expect((await browser.get(`/posts/${post.id}/versions/2`)).status).toBe(404);
  });

  test('are read by the author and by who looks after the blog, and changed by the author alone', async () => {
    const post = await publishPost(world, await world.as(ben), HARVEST, { title: 'Of Ben' });
    expect((await pageFor(ana, `/posts/${post.id}/versions`)).status).toBe(200);
    expect((await (await world.as(ana)).post(`/posts/${post.id}/versions/1/restoration`)).status).toBe(403);
    for (const other of [eve, dov])
      expect((await pageFor(other, `/posts/${post.id}/versions`)).text).not.toContain('First published');
    expect((await pageFor(eve, `/posts/${post.id}/versions`)).status).toBe(404);
    expect((await pageFor(ana, post.draft)).status).toBe(404);
  });
});

describe('taking down', () => {
  test('an unpublished post is there for its author and the facilitators, and comes back under its address', async () => {
    const post = await publishPost(world, await world.as(ben), HARVEST, { title: 'Taken down' });
    expect((await (await world.as(eve)).post(`/posts/${post.id}/unpublication`)).status).toBe(403);
    await (await world.as(ana)).post(`/posts/${post.id}/unpublication`);
    await world.settle();
    expect((await pageFor(dov, post.path)).status).toBe(404);
    expect((await pageFor(dov, '/blogs/feed.json')).body).not.toContain('Taken down');
    expect((await pageFor(ana, post.path)).status).toBe(200);
    const browser = await world.as(ben);
    await inEditor(browser, post.id, '/publication', { title: 'Taken down' });
    expect((await pageFor(dov, post.path)).status).toBe(200);
  });

  test('a deleted post can be restored for 30 days, by its author or a facilitator; then it is gone with all that hung on it', async () => {
    const browser = await world.as(ben);
    const post = await publishPost(world, browser, HARVEST, { title: 'Deleted one' });
    await browser.post(`/posts/${post.id}/comments`, { text: 'a comment' });
    await browser.post(`/posts/${post.id}/deletion`);
    for (const path of [post.path, `/posts/${post.id}`, `/api/v1/posts/${post.id}/comments`])
      expect((await pageFor(dov, path)).status).toBe(404);
    expect((await pageFor(ben, '/drafts/deleted')).text).toContain('Deleted one');
    expect((await pageFor(ana, `${HARVEST}/deleted`)).text).toContain('Deleted one');
    expect((await pageFor(eve, `${HARVEST}/deleted`)).status).toBe(404);
    expect((await (await world.as(eve)).post(`/posts/${post.id}/restoration`)).status).toBe(404);
    await (await world.as(ana)).post(`/posts/${post.id}/restoration`);
    expect((await pageFor(dov, post.path)).text).toContain('a comment');
    await browser.post(`/posts/${post.id}/deletion`);
    const daily = world.app.get(Purge, { strict: false });
    await at(new Date(Date.now() + 29 * DAY_MS), () => daily.purge());
    expect(await world.model('Post').countDocuments({ _id: post.id })).toBe(1);
    await at(new Date(Date.now() + 31 * DAY_MS), () => daily.purge());
    expect(await world.model('Post').countDocuments({ _id: post.id })).toBe(0);
    expect(await world.model('Comment').countDocuments({ post: post.id })).toBe(0);
    expect(await world.model('PostVersion').countDocuments({ post: post.id })).toBe(0);
  });
});

describe('bad input', () => {
  const refusedWith = async (fields: Record<string, string>, status: number) => {
    const browser = await world.as(ana);
    const id = await beginPost(browser, HARVEST);
    const answer = await inEditor(browser, id, '/publication', { text: 'words to keep', ...fields });
    expect([fields, answer.status]).toEqual([fields, status]);
    return answer;
  };

  test('is shown again with what was typed', async () => {
    const mistakes: Record<string, string>[] = [
      { title: '' },
      { title: 'x'.repeat(201) },
      { title: 't', language: 'xx' },
      { title: 't', revision: 'x' },
    ];
    for (const fields of mistakes) expect((await refusedWith(fields, 422)).body).toContain('words to keep</textarea>');
    expect(
      (await refusedWith({ title: 't', tags: Array.from({ length: 16 }, (_, n) => `t${n}`).join(',') }, 422)).body,
    ).toContain('t15');
  });

  test('a text larger than a book is refused at the door', async () => {
    await refusedWith({ title: 't', text: 'x'.repeat(2_000_000) }, 413);
  });

  test('operators, broken JSON and wrong kinds do not reach the database', async () => {
    const browser = await world.as(ana);
    const post = await publishPost(world, browser, HARVEST, { title: 'Target' });
    for (const body of [{ title: { $gt: '' } }, { text: ['a'] }, { tags: [{ $ne: 1 }] }, { language: { $gt: '' } }])
      expect((await browser.send('PATCH', `/api/v1/posts/${post.id}`, body)).status).toBe(422);
    expect((await browser.send('GET', '/api/v1/posts/%7B%22$gt%22:%22%22%7D')).status).toBe(404);
    expect((await browser.send('GET', '/api/v1/posts?after[$gt]=1&limit=1000')).status).toBe(422);
  });
});

describe('programs', () => {
  test('write, edit, take down, delete and restore', async () => {
    const browser = await world.as(ana);
    const body = {
      title: 'By a program',
      text: '**sent**',
      language: 'en',
      tags: ['api', 'API'],
      clientId: 'client-0001',
    };
    const made = await browser.send('POST', '/api/v1/workspaces/harvest/posts', body);
    expect(made.status).toBe(201);
    const { id, path, tags } = made.json<{ id: string; path: string; tags: string[] }>();
    expect([path, tags]).toEqual([`${HARVEST}/by-a-program`, ['api']]);
    const twice = await browser.send('POST', '/api/v1/workspaces/harvest/posts', body);
    expect(twice.json<{ id: string }>().id).toBe(id);
    const edited = await browser.send('PATCH', `/api/v1/posts/${id}`, { text: 'changed' });
    expect(edited.json()).toMatchObject({ title: 'By a program', text: 'changed', version: 2 });
    expect((await browser.send('PATCH', `/api/v1/posts/${id}`, { text: 'late', revision: 0 })).status).toBe(409);
    expect((await browser.send('DELETE', `/api/v1/posts/${id}/publication`)).status).toBe(204);
    expect((await pageFor(dov, path)).status).toBe(404);
    expect((await browser.send('PUT', `/api/v1/posts/${id}/publication`, {})).status).toBe(200);
    expect((await browser.send('DELETE', `/api/v1/posts/${id}`)).status).toBe(204);
    expect((await pageFor(dov, path)).status).toBe(404);
    expect((await browser.send('POST', `/api/v1/posts/${id}/restoration`)).status).toBe(204);
    expect((await pageFor(dov, path)).text).toContain('changed');
    expect((await (await world.as(eve)).send('PATCH', `/api/v1/posts/${id}`, { text: 'x' })).status).toBe(404);
    expect((await (await world.as(eve)).send('POST', '/api/v1/workspaces/harvest/posts', body)).status).toBe(403);
    expect((await (await world.as(dov)).send('POST', '/api/v1/posts', body)).status).toBe(401);
  });
});
