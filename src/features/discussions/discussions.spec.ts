import { ana, ben, dov, eve, fin } from '../../../test/cast.js';
import {
  givenWorkspace,
  idOf,
  manyReplies,
  openDiscussion,
  reply,
  replyByScript,
  shownSeqs,
} from '../../../test/discussions.js';
import { World } from '../../../test/world.js';
import type { Reply } from './reply.model.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
  await givenWorkspace(world, 'wells', 'public', [
    [ana, 'facilitator'],
    [ben, 'member'],
  ]);
  await givenWorkspace(world, 'roads', 'members', [
    [ana, 'facilitator'],
    [ben, 'member'],
  ]);
  await givenWorkspace(world, 'school', 'public', [[fin, 'facilitator']]);
});
afterAll(() => world.end());

describe('without script', () => {
  test('Ben opens a discussion, Ana answers, and Dov reads it', async () => {
    const [asBen, asAna, asDov] = await Promise.all([world.as(ben), world.as(ana), world.as(dov)]);
    expect((await asBen.get('/workspaces/wells/discussions/new')).status).toBe(200);
    const pump = await openDiscussion(asBen, 'wells', {
      title: 'A bomba avariou',
      language: 'pt',
      tags: 'Água, bombas, agua',
    });
    const answered = await reply(asAna, pump, 'Nous avons un **réparateur** à Thiès.', { language: 'fr' });
    expect(answered.status).toBe(200);
    expect(answered.body).toContain('<strong>réparateur</strong>');
    await world.settle();
    const page = await asDov.get(pump.path);
    expect(page.body).toContain('lang="pt"');
    expect(page.body).toContain('lang="fr"');
    expect(page.links.filter((link) => link.startsWith('/tags/'))).toEqual(['/tags/agua', '/tags/bombas']);
    const list = await asDov.get('/workspaces/wells/discussions');
    expect(list.text).toContain('A bomba avariou');
    expect(list.text).toContain('1 reply');
    expect((await asDov.get('/tags/bombas')).text).toContain('A bomba avariou');
  });

  test('who leads the workspace is marked beside their name, and nobody else is', async () => {
    const [asBen, asAna, asDov] = await Promise.all([world.as(ben), world.as(ana), world.as(dov)]);
    const made = await openDiscussion(asBen, 'wells', { title: 'Who leads here?' });
    await reply(asBen, made, 'not me');
    expect((await asDov.get(made.path)).text).not.toContain('Facilitator');
    await reply(asAna, made, 'I do');
    expect((await asDov.get(made.path)).text).toContain('Ana Facilitator');
    const { items } = (await asBen.get(`/api/v1/discussions/${made.id}/replies`)).json<{ items: unknown[] }>();
    expect(items).toMatchObject([{ facilitates: false }, { facilitates: true }]);
  });

  test('the open forum is open to every member, and to no visitor', async () => {
    const [asEve, asDov] = await Promise.all([world.as(eve), world.as(dov)]);
    const hello = await openDiscussion(asEve, null, { title: 'Hello from Pune' });
    expect((await asDov.get('/discussions')).text).toContain('Hello from Pune');
    expect((await asDov.get(hello.path)).text).toContain('Sign in to answer');
    expect((await reply(asDov, hello, 'me too')).status).toBe(401);
    expect((await asDov.get(hello.path)).text).not.toContain('me too');
  });

  test('Eve reads in a workspace that she does not belong to, and cannot write there', async () => {
    const [asAna, asEve] = await Promise.all([world.as(ana), world.as(eve)]);
    const talk = await openDiscussion(asAna, 'wells');
    const page = await asEve.get(talk.path);
    expect(page.text).toContain('Only members of this workspace can answer');
    expect(page.body).not.toContain('<textarea');
    const refused = await reply(asEve, talk, 'let me in');
    expect(refused.status).toBe(422);
    expect(refused.body).toContain('let me in');
    expect((await asEve.get('/workspaces/wells/discussions/new')).status).toBe(403);
    const opening = { title: 'a', text: 'b', language: 'en' };
    expect((await asEve.post('/workspaces/wells/discussions', opening)).status).toBe(403);
    expect(shownSeqs((await asEve.get(talk.path)).body)).toEqual([]);
  });

  test('an empty list says what to do next, to those who can do it', async () => {
    const [asFin, asDov] = await Promise.all([world.as(fin), world.as(dov)]);
    expect((await asFin.get('/workspaces/school/discussions')).links).toContain('/workspaces/school/discussions/new');
    const forDov = await asDov.get('/workspaces/school/discussions');
    expect(forDov.text).toContain('Nothing is being discussed here yet');
    expect(forDov.links).not.toContain('/workspaces/school/discussions/new');
  });
});

describe('places', () => {
  test('twenty who answer at once get twenty places in a row', async () => {
    const [asAna, asBen] = await Promise.all([world.as(ana), world.as(ben)]);
    const talk = await openDiscussion(asAna, 'wells');
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) => replyByScript(at % 2 ? asAna : asBen, talk, { text: `reply ${at}` })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(201));
    const seqs = answers.map((answer) => answer.json<{ seq: number }>().seq).sort((a, b) => a - b);
    expect(seqs).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
    await world.settle();
    expect((await (await world.as(dov)).get('/workspaces/wells/discussions')).text).toContain('20 replies');
  });

  test('sent twice, a reply is stored once, and the answer is the same', async () => {
    const asBen = await world.as(ben);
    const talk = await openDiscussion(asBen, 'wells');
    const sent = { text: 'on a dying line', clientId: 'client-made-1' };
    const [first, second] = await Promise.all([replyByScript(asBen, talk, sent), replyByScript(asBen, talk, sent)]);
    const third = await replyByScript(asBen, talk, sent);
    expect([first, second, third].map((answer) => answer.json<{ seq: number }>().seq)).toEqual([1, 1, 1]);
    expect(shownSeqs((await asBen.get(talk.path)).body)).toEqual([1]);
  });

  test('a form sent twice opens one discussion and stores one reply; other words in the same form are another reply', async () => {
    const asBen = await world.as(ben);
    const fields = { title: 'Twice?', clientId: 'client-made-2' };
    const [one, two] = [await openDiscussion(asBen, 'wells', fields), await openDiscussion(asBen, 'wells', fields)];
    expect(two.id).toBe(one.id);
    const clientId = /name="clientId" value="([^"]+)"/.exec((await asBen.get(one.path)).body)?.[1] ?? '';
    for (const text of ['same', 'same', 'gone back in the browser, and something else written'])
      await reply(asBen, one, text, { clientId });
    expect(shownSeqs((await asBen.get(one.path)).body)).toEqual([1, 2]);
  });

  test('a client’s name for a reply is its author’s own', async () => {
    const [asAna, asBen] = await Promise.all([world.as(ana), world.as(ben)]);
    const talk = await openDiscussion(asBen, 'wells');
    const sent = { text: 'the same words', clientId: 'client-made-3' };
    const seqs = [await replyByScript(asAna, talk, sent), await replyByScript(asBen, talk, sent)];
    expect(seqs.map((answer) => answer.json<{ seq: number }>().seq)).toEqual([1, 2]);
  });
});

describe('a long discussion', () => {
  test('is read in pages of fifty, and each reply has a link that lasts', async () => {
    const [asBen, asDov] = await Promise.all([world.as(ben), world.as(dov)]);
    const talk = await openDiscussion(asBen, 'wells', { title: 'A long one' });
    await manyReplies(world, talk, ben, 120);
    const first = await asDov.get(talk.path);
    expect(shownSeqs(first.body)).toEqual(Array.from({ length: 50 }, (_, at) => at + 1));
    expect(first.text).toContain('Page 1 of 3');
    expect(first.links).toContain(`${talk.path}/a-long-one?page=2`);
    const permalink = first.links.find((link) => link.includes('?reply=7#'));
    expect(permalink).toBe(`${talk.path}/a-long-one?reply=7#reply-7`);
    const page3 = await asDov.get(`${talk.path}?reply=120`);
    expect(shownSeqs(page3.body).at(-1)).toBe(120);
    expect(shownSeqs(page3.body)).toHaveLength(20);
    expect(page3.text).not.toContain('It broke again');
    expect(shownSeqs((await asDov.get(`${talk.path}?page=99`)).body).at(-1)).toBe(120);
    expect(shownSeqs((await asDov.get(`${talk.path}?page=none`)).body)[0]).toBe(1);
  });

  test('a member is led to the first reply that they have not read; the list marks what is new to them', async () => {
    const [asAna, asBen] = await Promise.all([world.as(ana), world.as(ben)]);
    const talk = await openDiscussion(asBen, 'roads', { title: 'Potholes' });
    await manyReplies(world, talk, ben, 48);
    await asAna.get(talk.path);
    for (const text of ['a', 'b', 'c']) await replyByScript(asBen, talk, { text });
    await world.settle();
    expect((await asAna.get('/workspaces/roads/discussions')).body).toContain('entry-unread');
    expect((await asBen.get('/workspaces/roads/discussions')).text).toContain('Potholes');
    const page = await asAna.get(talk.path);
    expect(page.text).toContain('3 nouvelles réponses depuis votre dernière visite');
    expect(page.links).toContain('#reply-49');
    expect(page.body.match(/said-unread/g)).toHaveLength(2);
    const further = await asAna.get(talk.path);
    expect(further.links).toContain(`${talk.path}/potholes?reply=51#reply-51`);
    await asAna.send('POST', `${talk.path}/reading`, { seq: 51 });
    expect((await asAna.get(talk.path)).text).not.toContain('depuis votre dernière visite');
    expect((await asAna.get('/workspaces/roads/discussions')).body).not.toContain('entry-unread');
  });

  test('what an import brings again is changed and not doubled', async () => {
    const asBen = await world.as(ben);
    const talk = await openDiscussion(asBen, 'wells');
    await manyReplies(world, talk, ben, 3);
    await manyReplies(world, talk, ben, 5);
    const page = await asBen.get(talk.path);
    expect(shownSeqs(page.body)).toEqual([1, 2, 3, 4, 5]);
    await replyByScript(asBen, talk, { text: 'and on it goes' });
    expect(shownSeqs((await asBen.get(talk.path)).body)).toEqual([1, 2, 3, 4, 5, 6]);
  });
});

describe('what one has written', () => {
  test('can be changed and taken back by its author; the place stays, and nobody else finds the words', async () => {
    const [asAna, asBen, asDov] = await Promise.all([world.as(ana), world.as(ben), world.as(dov)]);
    const talk = await openDiscussion(asAna, 'wells');
    await replyByScript(asBen, talk, { text: 'first words' });
    await replyByScript(asAna, talk, { text: 'and then' });
    expect((await asBen.get(talk.path)).links).toContain(`${talk.path}/replies/1/edit`);
    expect((await asBen.get(`${talk.path}/replies/1/edit`)).body).toContain('first words');
    await asBen.post(`${talk.path}/replies/1`, { text: 'better words', language: 'pt' });
    const edited = await asDov.get(talk.path);
    expect(edited.text).toContain('better words');
    expect(edited.text).toContain('edited');
    await asBen.post(`${talk.path}/replies/1/removal`);
    const removed = await asDov.get(talk.path);
    expect(removed.text).not.toContain('better words');
    expect(removed.text).toContain('This was removed');
    expect(shownSeqs(removed.body)).toEqual([1, 2]);
    expect((await asBen.get(`${talk.path}/replies/1/edit`)).status).toBe(403);
    const kept = await world.model<Reply>('Reply').findOne({ seq: 1, discussion: talk.id }).select('+firstText').lean();
    expect(kept?.firstText?.source).toBe('first words');
  });

  test('is changed by nobody else; a facilitator can only take it away', async () => {
    const [asAna, asBen, asEve] = await Promise.all([world.as(ana), world.as(ben), world.as(eve)]);
    const talk = await openDiscussion(asBen, 'wells');
    for (const text of ['one', 'two']) await replyByScript(asBen, talk, { text });
    expect((await asAna.get(`${talk.path}/replies/1/edit`)).status).toBe(403);
    expect((await asAna.post(`${talk.path}/replies/1`, { text: 'put into Ben’s mouth' })).status).toBe(403);
    expect((await asEve.post(`${talk.path}/replies/1/removal`)).status).toBe(403);
    await asAna.post(`${talk.path}/replies/2/removal`);
    const page = await asEve.get(talk.path);
    expect(page.text).toContain('one');
    expect(page.text).not.toContain('put into');
    expect(page.text.match(/This was removed/g)).toHaveLength(1);
  });

  test('an opening is changed by its author; facilitators change title and tags, and not the words', async () => {
    const [asAna, asBen, asEve] = await Promise.all([world.as(ana), world.as(ben), world.as(eve)]);
    const talk = await openDiscussion(asBen, 'wells', { title: 'Pumpe', text: 'My words.' });
    expect((await asBen.get(`${talk.path}/edit`)).body).toContain('My words.');
    await asBen.post(talk.path, { title: 'Pump', text: 'My better words.', language: 'en', tags: 'water' });
    expect((await asAna.get(`${talk.path}/edit`)).body).not.toContain('name="text"');
    const changed = { title: 'The pump', text: 'Not his words.', language: 'en', tags: 'water, repair' };
    expect((await asAna.post(talk.path, changed)).text).toContain('My better words.');
    expect((await asEve.post(talk.path, changed)).status).toBe(403);
    const page = await asEve.get(talk.path);
    expect(page.text).toContain('The pump');
    expect(page.text).not.toContain('Not his words');
    expect(page.links).toContain('/tags/repair');
  });
});

describe('hearing of it', () => {
  test('who opens or answers a discussion hears by e-mail how it goes on, in one mail thread; who has read it does not', async () => {
    const [asAna, asBen, asEve] = await Promise.all([world.as(ana), world.as(ben), world.as(eve)]);
    const talk = await openDiscussion(asEve, null, { title: 'Mail me' });
    await replyByScript(asAna, talk, { text: 'Une réponse' });
    await world.settle();
    const toEve = () => world.mailTo(eve).then((mail) => mail.filter(({ subject }) => subject.includes('Mail me')));
    expect(await toEve()).toHaveLength(1);
    await replyByScript(asBen, talk, { text: 'Outra resposta' });
    await world.settle();
    const mail = await toEve();
    expect(mail.map(({ subject }) => subject)).toEqual(['Re: Mail me', 'Re: Mail me']);
    expect(mail[1]?.text).toContain('Outra resposta');
    expect(mail[1]?.text).toContain('You get this because you follow “Mail me”.');
    expect(
      await world.mailTo(ana).then((all) => all.filter(({ subject }) => subject.includes('Mail me'))),
    ).toHaveLength(1);
    expect((await asEve.get('/notifications')).text).toContain('Mail me');
    await asEve.get(talk.path);
    const unread = await world
      .model('Notification')
      .countDocuments({ member: await idOf(world, eve), subject: `discussion:${talk.id}`, readAt: null });
    expect(unread).toBe(0);
  });

  test('feeds carry new discussions, and the replies of one, whole', async () => {
    const [asBen, asDov] = await Promise.all([world.as(ben), world.as(dov)]);
    const talk = await openDiscussion(asBen, 'wells', { title: 'For readers', text: 'All of **it**.' });
    await replyByScript(asBen, talk, { text: 'An answer' });
    await replyByScript(asBen, talk, { text: 'Taken back' });
    await asBen.post(`${talk.path}/replies/2/removal`);
    for (const list of ['/discussions', '/workspaces/wells/discussions']) {
      const feed = await asDov.get(`${list}/feed.atom`);
      expect(feed.headers.get('content-type')).toContain('application/atom+xml');
      expect(feed.body).toContain('For readers');
      expect(feed.body).toContain('<strong>it</strong>');
      expect((await asDov.get(list)).body).toContain(`href="${list}/feed.rss"`);
    }
    const one = await asDov.get(`${talk.path}/feed.json`);
    const { items } = one.json<{ items: { content_html: string; language: string }[] }>();
    expect(items.map(({ content_html }) => content_html.trim())).toEqual([
      '<p>An answer</p>',
      '<p>All of <strong>it</strong>.</p>',
    ]);
    expect((await asDov.get(`${talk.path}/feed.rss`)).body).not.toContain('Taken back');
    expect((await asDov.get(`${talk.path}/feed.xml`)).status).toBe(404);
  });
});
