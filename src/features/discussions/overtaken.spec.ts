import type { Browser } from '../../../test/browser.js';
import { ana, ben } from '../../../test/cast.js';
import { givenWorkspace, type Opened, openDiscussion, replyByScript } from '../../../test/discussions.js';
import { World } from '../../../test/world.js';

let world: World;
let asBen: Browser;
let talk: Opened;
beforeAll(async () => {
  world = await World.start();
  await givenWorkspace(world, 'wells', 'public', [
    [ana, 'facilitator'],
    [ben, 'member'],
  ]);
  asBen = await world.as(ben);
});
afterAll(() => world.end());
beforeEach(async () => {
  talk = await openDiscussion(asBen, 'wells', { title: 'Which pump?', text: 'the first words', tags: 'pumps' });
  await replyByScript(asBen, talk, { text: 'the first words' });
});

const revisionIn = (html: string) => /name="revision" value="(\d+)"/.exec(html)?.[1] ?? 'none';
const API = '/api/v1/discussions';

describe.each([
  { what: 'a reply', form: '/replies/1/edit', target: '/replies/1', api: '/replies/1', more: {} },
  { what: 'an opening', form: '/edit', target: '', api: '', more: { title: 'Which pump?', language: 'en' } },
])('two windows at $what', ({ form, target, api, more }) => {
  const open = async () => revisionIn((await asBen.get(talk.path + form)).body);
  const save = (text: string, revision: string) => asBen.post(talk.path + target, { ...more, text, revision });
  const stored = async () => (await asBen.get(`${API}/${talk.id}${api}`)).json<{ text: string; revision: number }>();

  test('the second is shown what the first has saved, keeps its own words, and can then save over it', async () => {
    const [one, two] = [await open(), await open()];
    expect((await save('words of one window', one)).status).toBe(200);
    const refused = await save('words of another window', two);
    expect(refused.status).toBe(409);
    expect(refused.body).toContain('words of another window</textarea>');
    expect(refused.body).toMatch(/<del>.*one.*<\/del>/s);
    expect(await stored()).toMatchObject({ text: 'words of one window' });
    expect((await save('words of both', revisionIn(refused.body))).status).toBe(200);
    expect(await stored()).toMatchObject({ text: 'words of both' });
  });

  test('that send the same words have lost nothing', async () => {
    const opened = await open();
    expect((await save('the same', opened)).status).toBe(200);
    expect((await save('the same', opened)).status).toBe(200);
  });

  test('that save at the same moment do not both win', async () => {
    const opened = await open();
    const answers = await Promise.all([save('this', opened), save('that', opened)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test('a program that is behind gets 409; one that does not say what it has read writes over it', async () => {
    const { revision } = await stored();
    const change = (body: object) => asBen.send('PATCH', `${API}/${talk.id}${api}`, { ...more, ...body });
    expect((await change({ text: 'newer', revision })).status).toBe(200);
    const behind = await change({ text: 'behind', revision });
    expect([behind.status, behind.headers.get('content-type')]).toEqual([
      409,
      'application/problem+json; charset=utf-8',
    ]);
    expect((await change({ text: 'whatever stands there' })).status).toBe(200);
  });
});

test('a facilitator who changes the tags does not undo what the author did to the title', async () => {
  const asAna = await world.as(ana);
  const revision = revisionIn((await asAna.get(`${talk.path}/edit`)).body);
  await asBen.post(talk.path, { title: 'Which pump lasts?', text: 'the first words', language: 'en' });
  const refused = await asAna.post(talk.path, { title: 'Which pump?', tags: 'water', language: 'en', revision });
  expect(refused.status).toBe(409);
  expect(refused.text).toContain('Which pump lasts?');
  expect(refused.body).toContain('value="water"');
});
