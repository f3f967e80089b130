import type { Post } from '../src/features/blogs/posts/post.model.js';
import type { Visibility } from '../src/features/workspaces/public.js';
import { apiRoutes } from '../src/platform/api/openapi.js';
import { routesOf } from '../src/platform/web/wiring.js';
import { Browser } from './browser.js';
import { ana, ben, type CastMember, cleo, eve, fin, gil } from './cast.js';
import { givenWorkspace, makeVisible, openDiscussion, removeFrom, reply } from './discussions.js';
import { beginPost, inEditor, publishPost } from './given-blogs.js';
import { OpenPage } from './socket.js';
import { World } from './world.js';

/** What lies in one workspace; `word` stands in everything that was written there, and nowhere else. */
interface Place {
  visibility: Visibility;
  slug: string;
  word: string;
  post: string;
  ids: Record<string, string>;
}

const WORDS: Record<Visibility, string> = { public: 'zanzibar', members: 'quilombo', private: 'xochimilco' };
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Who may see what: one line a person, reviewed like a contract. */
const MATRIX: [string, CastMember | null, Visibility[]][] = [
  ['Ana, who leads them all', ana, ['public', 'members', 'private']],
  ['Ben, who belongs to them all', ben, ['public', 'members', 'private']],
  ['Cleo, a librarian', cleo, ['public', 'members']],
  ['Eve, an outsider with an account', eve, ['public', 'members']],
  ['Fin, who was removed from the private one', fin, ['public', 'members']],
  ['Gil, an administrator', gil, ['public', 'members']],
  ['Dov, a visitor', null, ['public']],
];

let world: World;
const places = {} as Record<Visibility, Place>;

beforeAll(async () => {
  world = await World.start();
  const anas = await world.as(ana);
  for (const visibility of ['public', 'members', 'private'] as const)
    places[visibility] = await furnish(anas, visibility);
  const bens = await world.as(ben);
  const fins = await world.as(fin);
  for (const reader of [bens, fins])
    await reader.send('PUT', '/api/v1/follows', {
      kind: 'workspace',
      target: places.private.ids.workspace,
      way: 'now',
    });
  await removeFrom(world, (await workspaceOf('private'))._id, ana, fin);
  await world.settle();
});
afterAll(() => world.end());

async function furnish(anas: Browser, visibility: Visibility): Promise<Place> {
  const word = WORDS[visibility];
  const people: Parameters<typeof givenWorkspace>[3] = [
    [ana, 'facilitator'],
    [ben, 'member'],
    ...(visibility === 'private' ? [[fin, 'member'] as [CastMember, 'member']] : []),
  ];
  const workspace = await givenWorkspace(world, `Place ${word}`, visibility, people);
  const slug = `place-${word}`;
  const words = { title: `Title ${word}`, text: `Text ${word}`, tags: `tag ${word}` };
  const { id: post, path } = await publishPost(world, anas, `/workspaces/${slug}/blog`, words);
  const discussion = await openDiscussion(anas, slug, words);
  await reply(anas, discussion, `Reply ${word}`);
  await anas.post(`/posts/${post}/comments`, { text: `Comment ${word}` });
  await world.settle();
  const comment = await world.model('Comment').findOne({ post }).lean();
  const attachment = await attach(anas, slug, word);
  return {
    visibility,
    slug,
    word,
    post: path.split('/').at(-1) ?? '',
    ids: {
      workspace: workspace.toHexString(),
      post,
      discussion: discussion.id,
      comment: String(comment?._id),
      attachment,
    },
  };
}

/** An image in a second post of the workspace. */
async function attach(anas: Browser, slug: string, word: string): Promise<string> {
  const draft = await beginPost(anas, `/workspaces/${slug}/blog`);
  const uploaded = await anas.upload(
    `/api/v1/attachments`,
    { alt: word },
    { file: { name: `${word}.png`, type: 'image/png', bytes: PNG } },
  );
  const id = /[0-9a-f]{24}/.exec(uploaded.body)?.[0] ?? '';
  await inEditor(anas, draft, '/publication', { title: `Picture ${word}`, text: `![${word}](/attachments/${id})` });
  await world.settle();
  return id;
}

const workspaceOf = async (visibility: Visibility) => {
  const found = await world.model<{ slug: string }>('Workspace').findOne({ slug: places[visibility].slug });
  if (!found) throw new Error(`no ${visibility} workspace`);
  return found;
};

/** Whether a page says more than it was asked: an address that holds the word itself may be said back. */
function tells(body: string, address: string, { word, slug }: Place): boolean {
  const asked = address.replace(slug, '').includes(word);
  return asked
    ? new RegExp(`(Title|Text|Reply|Comment|Picture|Place) ${word}`).test(body)
    : body.replaceAll(slug, '').includes(word);
}

/** Every address of the application that can be read, with the names of a place's things put into it. */
function addressesOf(place: Place): string[] {
  const readable = routesOf(world.modules).filter(
    ({ method, path }) => method === 'GET' && !/\*|assets|unsubscribe|set-up|confirm|claim|reset|invitation/.test(path),
  );
  return [...new Set(readable.flatMap(({ path }) => filledIn(path, place)))];
}

function filledIn(path: string, place: Place): string[] {
  const known: Record<string, string[]> = {
    slug: [place.slug],
    handle: ['ana'],
    tag: [`tag-${place.word}`, encodeURIComponent(`tag ${place.word}`)],
    format: ['atom'],
    post: [place.post, place.ids.post ?? ''],
    seq: ['1'],
    letter: ['a'],
    locale: ['en'],
  };
  return path.split('/').reduce<string[]>(
    (addresses, segment) => {
      const name = /:(\w+)(\?)?/.exec(segment);
      if (!name) return addresses.map((address) => (segment ? `${address}/${segment}` : address));
      if (name[2]) return addresses;
      const values = known[name[1] ?? ''] ?? Object.values(place.ids);
      return addresses.flatMap((address) => values.map((value) => `${address}/${segment.replace(/:(\w+)/, value)}`));
    },
    [''],
  );
}

const browserOf = async (member: CastMember | null) => (member ? world.as(member) : new Browser(world.origin));
const furnished = (visibilities: Visibility[]) => visibilities.map((visibility) => places[visibility]);

describe.each(MATRIX)('%s', (_who, member, sees) => {
  const hides = (['public', 'members', 'private'] as const).filter((visibility) => !sees.includes(visibility));

  test(`finds ${sees.join(', ')} by page, list, feed, cloud, attachment and API`, async () => {
    const browser = await browserOf(member);
    for (const { slug, word, post, ids } of furnished(sees)) {
      const inThePlace = [
        '',
        '/blog',
        `/blog/${post}`,
        '/discussions',
        `/discussions/${ids.discussion}`,
        '/feed.atom',
        '/blog/feed.rss',
        '/discussions/feed.json',
      ];
      for (const path of inThePlace) {
        const answer = await browser.get(`/workspaces/${slug}${path}`);
        expect([path, answer.status, answer.body.includes(word)]).toEqual([path, 200, true]);
      }
      for (const path of [
        '/workspaces',
        '/blogs',
        '/discussions',
        '/feed.atom',
        '/blogs/feed.json',
        '/discussions/feed.rss',
        `/api/v1/discussions/${ids.discussion}`,
      ]) {
        const answer = await browser.get(path);
        expect([path, answer.status, answer.body.includes(word)]).toEqual([path, 200, true]);
      }
      expect((await browser.get(`/attachments/${ids.attachment}`)).status).toBe(200);
    }
  });

  const absent = hides.length > 0 ? test.each(hides) : () => undefined;
  absent('the %s workspace does not exist for them: on no address of the application', async (visibility) => {
    const browser = await browserOf(member);
    const place = places[visibility];
    const leaks: string[] = [];
    for (const address of addressesOf(place)) {
      const answer = await browser.get(address, {
        accept: address.startsWith('/api/') ? 'application/json' : 'text/html',
      });
      if (tells(answer.body, address, place)) leaks.push(`${address} (${answer.status})`);
      if (answer.status >= 500) leaks.push(`${address} broke: ${answer.status}`);
    }
    expect(leaks).toEqual([]);
    expect((await browser.get(`/workspaces/${place.slug}`)).status).toBe(404);
    expect((await browser.get(`/attachments/${place.ids.attachment}`)).status).toBe(404);
  });

  test('open sockets let them into the rooms of what they see, and into no other', async () => {
    const page = await OpenPage.of(await browserOf(member));
    for (const visibility of ['public', 'members', 'private'] as const) {
      expect([visibility, await page.join('discussion', places[visibility].ids.discussion ?? '')]).toEqual([
        visibility,
        sees.includes(visibility),
      ]);
    }
    page.close();
  });
});

test('there are many addresses to try, and one who belongs finds the word on many of them', async () => {
  const browser = await world.as(ben);
  const addresses = addressesOf(places.private);
  expect(addresses.length).toBeGreaterThan(60);
  let found = 0;
  for (const address of addresses) found += (await browser.get(address)).body.includes(WORDS.private) ? 1 : 0;
  expect(found).toBeGreaterThan(15);
  expect(apiRoutes(world.modules).length).toBeGreaterThan(30);
});

test('a secret feed follows its reader: it works for one who belongs, and is gone for one who was removed', async () => {
  const stranger = new Browser(world.origin);
  const keyOf = async ({ handle }: CastMember) =>
    (await world.model<{ handle: string; feedKey: string }>('Member').findOne({ handle }).lean())?.feedKey ?? '';
  const feed = `/workspaces/${places.private.slug}/feed.atom?key=`;
  expect((await stranger.get(feed + (await keyOf(ben)))).body).toContain(WORDS.private);
  for (const outsider of [fin, eve, gil]) expect((await stranger.get(feed + (await keyOf(outsider)))).status).toBe(404);
});

test('e-mail about the private workspace reaches who belongs, and nobody else', async () => {
  await publishPost(world, await world.as(ana), `/workspaces/${places.private.slug}/blog`, {
    title: `News ${WORDS.private}`,
    text: 'For us.',
  });
  await world.settle();
  expect((await world.mailTo(ben)).some(({ subject, text }) => `${subject}${text}`.includes(WORDS.private))).toBe(true);
  for (const outsider of [cleo, eve, fin, gil]) {
    expect(
      (await world.mailTo(outsider)).filter(({ subject, text }) =>
        `${subject}${text}`.includes(`News ${WORDS.private}`),
      ),
    ).toEqual([]);
  }
});

test('when a public workspace turns private, it is gone at once for everybody else: page, feed, list, socket, attachment', async () => {
  const { slug, ids, word } = places.public;
  const eves = await world.as(eve);
  const page = await OpenPage.of(eves);
  expect(await page.join('discussion', ids.discussion ?? '')).toBe(true);
  await makeVisible(world, (await workspaceOf('public'))._id, ana, 'private');
  await page.cut();
  for (const path of [`/workspaces/${slug}`, `/workspaces/${slug}/feed.atom`, `/attachments/${ids.attachment}`])
    expect((await eves.get(path)).status).toBe(404);
  await world.settle();
  for (const path of ['/blogs', '/discussions', '/workspaces', '/feed.atom', '/tags', '/'])
    expect((await eves.get(path)).body).not.toContain(word);
  expect(await world.model<Post>('Post').countDocuments({ _id: ids.post })).toBe(1);
});
