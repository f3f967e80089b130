import { ana, ben, dov, eve, fin } from '../../../test/cast.js';
import { givenWorkspace, openDiscussion, reply, replyByScript, shownSeqs } from '../../../test/discussions.js';
import { World } from '../../../test/world.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
  await givenWorkspace(world, 'wells', 'public', [
    [ana, 'facilitator'],
    [ben, 'member'],
  ]);
  await givenWorkspace(world, 'roads', 'members', [[ana, 'facilitator']]);
  await givenWorkspace(world, 'school', 'members', [[fin, 'facilitator']]);
});
afterAll(() => world.end());

describe('without script', () => {
  test('Ben opens a discussion, Ana answers, and Dov reads it', async () => {
    const [asBen, asAna, asDov] = await Promise.all([world.as(ben), world.as(ana), world.as(dov)]);
    const form = await asBen.get('/workspaces/wells/discussions/new');
    expect(form.status).toBe(200);
    const pump = await openDiscussion(asBen, 'wells', {
      title: 'A bomba avariou',
      language: 'pt',
      tags: 'Água, bombas',
    });
    const answered = await reply(asAna, pump, 'Nous avons un **réparateur** à Thiès.', { language: 'fr' });
    expect(answered.status).toBe(200);
    expect(answered.body).toContain('<strong>réparateur</strong>');
    await world.settle();
    const page = await asDov.get(pump.path);
    expect(page.body).toContain('lang="pt"');
    expect(page.body).toContain('lang="fr"');
    expect(page.links).toEqual(expect.arrayContaining(['/tags/agua', '/tags/bombas']));
    expect(page.text).toContain('1 reply');
    const list = await asDov.get('/workspaces/wells/discussions');
    expect(list.text).toContain('A bomba avariou');
    expect(list.text).toContain('1 reply');
  });

  test('the open forum is open to every member, and to no visitor', async () => {
    const [asEve, asDov] = await Promise.all([world.as(eve), world.as(dov)]);
    const hello = await openDiscussion(asEve, null, { title: 'Hello from Pune' });
    expect((await asDov.get('/discussions')).text).toContain('Hello from Pune');
    expect((await asDov.get(hello.path)).text).toContain('Sign in to answer');
    const refused = await reply(asDov, hello, 'me too');
    expect(refused.status).toBe(401);
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
    expect((await asEve.post('/workspaces/wells/discussions', { title: 'a', text: 'b', language: 'en' })).status).toBe(
      403,
    );
    expect(shownSeqs((await asEve.get(talk.path)).body)).toEqual([]);
  });
});

describe('places', () => {
  test('twenty people who answer at once get twenty places in a row', async () => {
    const [asAna, asBen] = await Promise.all([world.as(ana), world.as(ben)]);
    const talk = await openDiscussion(asAna, 'wells');
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) => replyByScript(at % 2 ? asAna : asBen, talk, { text: `reply ${at}` })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(201));
    const seqs = answers.map((answer) => answer.json<{ seq: number }>().seq).sort((a, b) => a - b);
    expect(seqs).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
  });
});
