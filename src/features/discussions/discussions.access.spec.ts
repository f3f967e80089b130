import { ana, ben, type CastMember, cleo, dov, eve, fin, gil } from '../../../test/cast.js';
import { givenWorkspace, makeVisible, openDiscussion, removeFrom, replyByScript } from '../../../test/discussions.js';
import { OpenPage } from '../../../test/socket.js';
import { World } from '../../../test/world.js';
import type { WorkspaceId } from '../workspaces/public.js';

const SECRET = 'Zinzolin';
const cast: [string, CastMember | null][] = [
  ['Ana', ana],
  ['Ben', ben],
  ['Cleo', cleo],
  ['Dov', dov],
  ['Eve', eve],
  ['Fin', fin],
  ['Gil', gil],
];

let world: World;
let grove: WorkspaceId;
let talk: { id: string; path: string };

beforeAll(async () => {
  world = await World.start();
  grove = await givenWorkspace(world, 'grove', 'private', [
    [ana, 'facilitator'],
    [ben, 'member'],
    [fin, 'member'],
  ]);
  const asAna = await world.as(ana);
  talk = await openDiscussion(asAna, 'grove', { title: `${SECRET} title`, text: `${SECRET} text`, tags: SECRET });
  await replyByScript(asAna, talk, { text: `${SECRET} reply` });
  await openDiscussion(await world.as(eve), null, { title: 'Open to all' });
  await removeFrom(world, grove, ana, fin);
  await world.settle();
});
afterAll(() => world.end());

/** In how many of the places where it could be somebody finds the discussion. */
async function whereFound(person: CastMember | null): Promise<string[]> {
  const browser = await world.as(person);
  const own = [talk.path, `${talk.path}?reply=1`, `/discussions/${talk.id}`, `${talk.path}/feed.rss`];
  const news = [`${talk.path}/news?from=1&after=0`];
  const lists = ['/discussions', '/discussions/feed.atom', '/discussions/feed.json', '/workspaces/grove/discussions'];
  const api = [
    '/api/v1/discussions',
    '/api/v1/discussions?workspace=grove',
    `/api/v1/discussions/${talk.id}`,
    `/api/v1/discussions/${talk.id}/replies`,
    `/api/v1/discussions/${talk.id}/replies/1`,
  ];
  const answers = await Promise.all([...own, ...news, ...lists, ...api].map((path) => browser.get(path)));
  const found = answers.filter(({ body }) => body.includes(SECRET)).map(({ url }) => url);
  const page = await OpenPage.of(browser);
  if (await page.join('discussion', talk.id)) found.push('socket');
  page.close();
  return found;
}

describe('what is said in a private workspace', () => {
  const members = ['Ana', 'Ben'];

  test.each(cast)('%s finds it everywhere or nowhere', async (name, person) => {
    expect(await whereFound(person)).toHaveLength(members.includes(name) ? 15 : 0);
  });

  test.each(cast.filter(([name]) => !members.includes(name)))(
    'for %s every address of it answers as one that never was',
    async (_, person) => {
      const browser = await world.as(person);
      const nowhere = talk.path.replace(talk.id, '0123456789abcdef01234567');
      for (const tail of ['', '/some-title', '/feed.json', '/news?from=1&after=0'])
        for (const path of [talk.path, nowhere])
          expect([tail, (await browser.get(path + tail)).status]).toEqual([tail, 404]);
      for (const verb of ['replies', 'closure', 'pin', 'removal', 'replies/1', 'replies/1/removal', 'move']) {
        const { status } = await browser.post(`${talk.path}/${verb}`, { text: 'x', to: '' });
        expect([verb, status]).toEqual([verb, person ? 404 : 401]);
      }
    },
  );

  test('nobody outside is counted it or told of it', async () => {
    expect((await (await world.as(eve)).get('/discussions')).text).toContain('Open to all');
    for (const person of [eve, fin, gil]) {
      expect((await (await world.as(person)).get('/discussions')).text).not.toContain(SECRET);
      const mail = await world.mailTo(person);
      expect(mail.filter(({ text }) => text.includes(`${SECRET} reply`))).toEqual([]);
    }
  });
});

test('when the workspace opens, everybody who may finds it; when it closes again, nobody does', async () => {
  await makeVisible(world, grove, ana, 'members');
  expect(await whereFound(eve)).toHaveLength(15);
  expect(await whereFound(dov)).toEqual([]);
  await makeVisible(world, grove, ana, 'public');
  expect(await whereFound(dov)).toHaveLength(15);
  await makeVisible(world, grove, ana, 'private');
  expect(await whereFound(eve)).toEqual([]);
  expect(await whereFound(dov)).toEqual([]);
});
