import { Tokens } from '../src/features/accounts/public.js';
import { type Route, routesOf } from '../src/platform/web/wiring.js';
import { Browser } from './browser.js';
import { ana, ben, type CastMember, eve, fin, gil } from './cast.js';
import { givenWorkspace, idOf, type Opened, openDiscussion, removeFrom, reply } from './discussions.js';
import { beginPost, inEditor, publishPost, type Written } from './given-blogs.js';
import { World } from './world.js';

let world: World;
let names: Record<string, string>;
let asAna: Browser;
let asEve: Browser;
let talk: Opened;
let post: Written;
let comment: string;
let workspaceId: unknown;

beforeAll(async () => {
  world = await World.start();
  const wells = await givenWorkspace(world, 'Wells', 'public', [
    [ana, 'facilitator'],
    [ben, 'member'],
  ]);
  await givenWorkspace(world, 'Roads', 'public', [[eve, 'facilitator']]);
  [asAna, asEve] = [await world.as(ana), await world.as(eve)];
  talk = await openDiscussion(asAna, 'wells', { tags: 'water' });
  await reply(asAna, talk, 'Ana answers.');
  post = await publishPost(world, asAna, '/workspaces/wells/blog');
  await asAna.post(`/posts/${post.id}/comments`, { text: 'Ana comments.' });
  comment = String((await world.model('Comment').findOne({ post: post.id }).lean())?._id);
  await world.settle();
  workspaceId = wells;
  names = {
    slug: 'wells',
    handle: 'ana',
    tag: 'water',
    seq: '1',
    id: talk.id,
    kind: 'workspace',
    target: String(wells),
  };
});
afterAll(() => world.end());

const addressOf = ({ path }: Route) =>
  path
    .split('/')
    .map((part) => (part.startsWith(':') ? (names[part.slice(1)] ?? 'x') : part))
    .join('/');

const verbs = (): Route[] => routesOf(world.modules).filter(({ method }) => method !== 'GET');

/** What came of it, where something may have come of it. */
async function successes(
  routes: Route[],
  send: (method: string, path: string) => Promise<Response>,
): Promise<string[]> {
  const found: string[] = [];
  for (const route of routes) {
    const { status } = await send(route.method, addressOf(route));
    if (status < 400 || status >= 500) found.push(`${status} ${route.method} ${route.path}`);
  }
  return found;
}

const tokenOf = async (member: CastMember, scope: 'read' | 'write') =>
  (await world.app.get(Tokens, { strict: false }).create(await idOf(world, member), scope, scope)).secret;

describe('every verb of every page and of the API', () => {
  const EMPTY = { 'content-type': 'application/x-www-form-urlencoded' };

  test('refuses a cookie without the token of the form, or with that of another browser', async () => {
    const asGil = await world.as(gil);
    const foreign = await asEve.formToken();
    const byCookie = verbs().filter(({ path }) => !/unsubscribe/.test(path));
    expect(byCookie.length).toBeGreaterThan(150);
    for (const token of ['', foreign])
      expect(
        await successes(byCookie, (method, path) =>
          asGil.fetch(path, {
            method,
            headers: path.startsWith('/api/') ? { 'x-csrf-token': token } : EMPTY,
            body: path.startsWith('/api/') ? undefined : `_csrf=${token}`,
          }),
        ),
      ).toEqual([]);
  });

  test('refuses a token that may only read', async () => {
    const headers = { authorization: `Bearer ${await tokenOf(gil, 'read')}`, accept: 'application/json' };
    const visitor = new Browser(world.origin);
    expect(await successes(verbs(), (method, path) => visitor.fetch(path, { method, headers }))).toEqual([]);
  });

  test('refuses whoever has not confirmed their address, where something is written', async () => {
    await world.model('Member').updateOne({ handle: 'fin' }, { $set: { confirmedAt: null } });
    const asFin = await world.as(fin);
    const token = await asFin.formToken();
    const writing = verbs().filter(({ access }) => access !== 'open' && access !== 'member');
    expect(writing.length).toBeGreaterThan(90);
    const send = (method: string, path: string) =>
      asFin.fetch(path, { method, headers: { 'x-csrf-token': token, accept: 'application/json' } });
    expect(await successes(writing, send)).toEqual([]);
    for (const path of [talk.path, post.path, '/dashboard']) expect((await asFin.get(path)).status).toBe(200);
    await world.model('Member').updateOne({ handle: 'fin' }, { $set: { confirmedAt: new Date() } });
  });
});

describe('a token that may write', () => {
  test('takes no account over', async () => {
    const headers = {
      authorization: `Bearer ${await tokenOf(ben, 'write')}`,
      'content-type': 'application/json',
    };
    const password = 'sous le grand arbre';
    const bodies: [string, string, object][] = [
      ['PUT', '/api/v1/me/password', { current: password, password: 'quite another tree' }],
      ['POST', '/api/v1/me/email', { email: 'thief@example.net', password }],
      ['POST', '/api/v1/me/tokens', { name: 'more', scope: 'write' }],
      ['DELETE', '/api/v1/me', { password }],
      ['POST', '/settings/password', { current: password, password: 'quite another tree' }],
      ['POST', '/settings/tokens', { name: 'more', scope: 'write' }],
      ['POST', '/settings/account/removal', { password }],
    ];
    for (const [method, path, body] of bodies) {
      const { status } = await fetch(new URL(path, world.origin), { method, headers, body: JSON.stringify(body) });
      expect([path, status]).toEqual([path, 403]);
    }
    expect((await fetch(new URL('/api/v1/me', world.origin), { headers })).status).toBe(200);
  });
});

describe('the facilitator of another workspace', () => {
  const standing = async () => ({
    discussion: await world.model('Discussion').findById(talk.id).lean(),
    replies: await world.model('Reply').find({ discussion: talk.id }).lean(),
    post: await world.model('Post').findById(post.id).lean(),
    comment: await world.model('Comment').findById(comment).lean(),
    workspace: await world.model('Workspace').findOne({ slug: 'wells' }, { activeAt: 0 }).lean(),
    memberships: await world.model('Membership').find({ workspace: workspaceId }).lean(),
    invitation: await world.model('Invitation').findOne({ email: 'guest@example.net' }, { mail: 0 }).lean(),
  });

  /** Fits the shape of most verbs, so that it is the rules that refuse, and not the door. */
  const BODY = {
    title: 'Taken',
    text: 'Taken',
    name: 'Taken',
    language: 'en',
    tags: [],
    description: '',
    purpose: 'project',
    visibility: 'private',
    slug: 'taken',
    emails: ['taken@example.net'],
    to: 'roads',
    revision: 0,
    minor: false,
    reason: '',
  };

  test('does nothing here, by whatever verb and way', async () => {
    await asAna.post('/workspaces/wells/invitations', { emails: 'guest@example.net' });
    await world.settle();
    const invitation = String((await world.model('Invitation').findOne({ email: 'guest@example.net' }).lean())?._id);
    const stood = await standing();
    const token = await asEve.formToken();
    const headers = { 'content-type': 'application/json', accept: 'application/json', 'x-csrf-token': token };
    const tending = verbs().filter(({ path }) => /:/.test(path) && !/membership|\/me\/|settings\/|follows/.test(path));
    const answers = new Map<number, number>();
    for (const route of tending)
      for (const slug of ['roads', 'wells'])
        for (const id of [talk.id, post.id, comment, invitation]) {
          Object.assign(names, { slug, id, handle: 'ben' });
          const { status } = await asEve.fetch(addressOf(route), {
            method: route.method,
            headers,
            body: JSON.stringify(BODY),
          });
          answers.set(status, (answers.get(status) ?? 0) + 1);
        }
    await world.settle();
    expect(await standing()).toEqual(stood);
    // The rules were reached: most of it was refused as not hers, or not there.
    expect((answers.get(403) ?? 0) + (answers.get(404) ?? 0)).toBeGreaterThan(300);
  });

  test('shows nobody a file of others by naming it in a text', async () => {
    const secret = await asAna.upload(
      '/api/v1/attachments',
      { alt: 'x' },
      { file: { name: 'accounts.txt', type: 'text/plain', bytes: Buffer.from('what we owe') } },
    );
    const id = /[0-9a-f]{24}/.exec(secret.body)?.[0] ?? '';
    expect((await asAna.get(`/attachments/${id}`)).status).toBe(200);
    await publishPost(world, asEve, '/people/eve/blog', { title: 'Look', text: `[look](/attachments/${id})` });
    await openDiscussion(asEve, null, { text: `![look](/attachments/${id})` });
    await world.settle();
    for (const reader of [asEve, new Browser(world.origin)])
      expect((await reader.get(`/attachments/${id}`)).status).toBe(404);
  });
});

test('an archived workspace takes in nothing', async () => {
  const asFin = await world.as(fin);
  await givenWorkspace(world, 'Closed', 'public', [
    [fin, 'facilitator'],
    [ben, 'member'],
  ]);
  const asBen = await world.as(ben);
  const old = await openDiscussion(asBen, 'closed', { tags: 'old' });
  const entry = await publishPost(world, asBen, '/workspaces/closed/blog', { title: 'Before' });
  const draft = await beginPost(asBen, '/workspaces/closed/blog');
  await asFin.post('/workspaces/closed/archiving');
  await world.settle();
  expect(await world.model('Workspace').findOne({ slug: 'closed' }).lean()).toMatchObject({
    archived: expect.any(Object),
  });
  const count = async () =>
    Promise.all(
      ['Discussion', 'Reply', 'Comment', 'Membership', 'Invitation'].map((name) => world.model(name).countDocuments()),
    );
  const stood = await count();
  for (const browser of [asBen, asFin, asEve]) {
    await browser.post('/workspaces/closed/discussions', { title: 'New', text: 'x', language: 'en' });
    await reply(browser, old, 'late');
    await browser.post(`/posts/${entry.id}/comments`, { text: 'late' });
    await browser.post('/workspaces/closed/membership');
    await browser.post('/workspaces/closed/invitations', { emails: 'late@example.net' });
    await browser.send('POST', '/api/v1/workspaces/closed/discussions', {
      title: 'New',
      text: 'x',
      language: 'en',
      tags: [],
    });
    await browser.send('POST', `/api/v1/discussions/${old.id}/replies`, { text: 'late' });
  }
  await inEditor(asBen, draft, '/publication', { title: 'After', text: 'late' });
  await world.settle();
  expect(await count()).toEqual(stood);
  expect((await new Browser(world.origin).get('/workspaces/closed/blog')).text).not.toContain('After');
});

test('whoever was removed keeps no way in: not to write, not by an old address, not to what they uploaded for others', async () => {
  const id = await givenWorkspace(world, 'Hidden', 'private', [
    [ana, 'facilitator'],
    [fin, 'member'],
  ]);
  const asFin = await world.as(fin);
  const hidden = await openDiscussion(asFin, 'hidden', { title: 'Of Fin' });
  await reply(asFin, hidden, 'Words of Fin');
  const entry = await publishPost(world, asFin, '/workspaces/hidden/blog', { title: 'Entry of Fin' });
  await removeFrom(world, id, ana, fin);
  await world.settle();
  const tries = [
    asFin.get(hidden.path),
    asFin.get(`/discussions/${hidden.id}`),
    asFin.get(entry.path),
    asFin.post(`${hidden.path}/replies`, { text: 'again' }),
    asFin.post(`${hidden.path}/replies/1`, { text: 'again' }),
    asFin.post(`${hidden.path}/removal`),
    asFin.post(`/posts/${entry.id}/comments`, { text: 'again' }),
    asFin.post(entry.draft, { title: 'x', text: 'again', language: 'en', revision: '1' }),
    asFin.send('POST', `/api/v1/discussions/${hidden.id}/replies`, { text: 'again' }),
    asFin.send('PUT', '/api/v1/workspaces/hidden/membership', {}),
  ];
  expect((await Promise.all(tries)).map(({ status }) => status)).toEqual(tries.map(() => 404));
});

test('no name and no title becomes markup or a header of an e-mail', async () => {
  const evil = '"><img src=x onerror=alert(1)></title><script>alert(1)</script>';
  await asEve.send('PATCH', '/api/v1/me', { name: `Eve\r\nBcc: all@example.net ${evil.slice(0, 30)}` });
  const asBen = await world.as(ben);
  await asBen.send('PUT', '/api/v1/follows', { kind: 'workspace', target: names.target, way: 'now' });
  await asEve.post('/workspaces/wells/membership');
  await openDiscussion(asEve, 'wells', { title: `Title\r\nBcc: all@example.net ${evil}`, text: evil });
  await world.settle();
  const mail = (await world.mailTo(ben)).filter(({ subject }) => /Title|Eve/.test(subject));
  expect(mail.length).toBeGreaterThan(0);
  for (const { subject, html, to, headers } of mail as {
    subject: string;
    html: string;
    to: object;
    headers?: object;
  }[]) {
    expect(subject).not.toMatch(/[\r\n]/);
    expect(JSON.stringify([to, headers])).not.toMatch(/\\n|Bcc/);
    expect(html).not.toMatch(/<script|<img[^>]*onerror|<\/title>.*<\/title>/s);
  }
});
