import { Types } from 'mongoose';
import { Browser } from '../../../test/browser.js';
import { ana, ben, eve, fin, gil } from '../../../test/cast.js';
import { givenWorkspace, type Opened, openDiscussion, removeFrom, reply } from '../../../test/discussions.js';
import { World } from '../../../test/world.js';
import { Clock } from '../../platform/clock/clock.js';
import type { WorkspaceId } from '../workspaces/public.js';
import { Postman } from './postman.js';

let world: World;
let wells: WorkspaceId;
let anas: Browser;
let bens: Browser;

beforeAll(async () => {
  world = await World.start();
  wells = await givenWorkspace(world, 'wells', 'private', [
    [ana, 'facilitator'],
    [ben, 'member'],
    [fin, 'member'],
  ]);
  anas = await world.as(ana);
  bens = await world.as(ben);
});
afterAll(() => world.end());

const follow = (browser: Browser, target: string, way: string, kind = 'workspace') =>
  browser.post('/follows', { kind, target, way, back: '/notifications' });

/** A discussion of Ana's that Ben follows in his own way. */
async function followedByBen(way: string): Promise<Opened> {
  const talk = await openDiscussion(anas, 'wells', { title: `By ${way}` });
  await world.settle();
  await bens.post('/notifications/reading');
  await follow(bens, talk.id, way, 'discussion');
  return talk;
}

const subjectsTo = async (member: typeof ben) => (await world.mailTo(member)).map(({ subject }) => subject);

async function after(days: number, deed: () => Promise<void>): Promise<void> {
  const clock = world.app.get(Clock);
  const real = clock.now.bind(clock);
  clock.now = () => new Date(Date.now() + days * 24 * 3600_000 + 3600_000);
  try {
    await deed();
  } finally {
    clock.now = real;
  }
}

const mailSaying = async (words: string) => (await world.mailTo(ben)).find(({ text }) => text.includes(words));

test('what is followed at once is in the list, on the badge and in the mail; opening the page reads it', async () => {
  const talk = await followedByBen('now');
  await reply(anas, talk, 'The pump is here.');
  await world.settle();
  const list = await bens.get('/notifications');
  expect(list.body).toMatch(/entry-unread/);
  expect(list.text).toContain('Ana respondeu em «By now»');
  expect(list.text).toContain('The pump is here.');
  const [mail] = (await world.mailTo(ben)).slice(-1);
  expect(mail?.text).toContain('The pump is here.');
  expect(mail?.unsubscribeUrl).toMatch(/^http:\/\/palabre\.test\/unsubscribe\//);
  expect(mail?.references).toEqual([`discussion:${talk.id}`]);
  await bens.get(talk.path);
  expect((await bens.get('/notifications')).body).not.toMatch(/entry-unread/);
});

test('on the site only: a notification, and no mail', async () => {
  const talk = await followedByBen('site');
  const before = (await subjectsTo(ben)).length;
  await reply(anas, talk, 'Quietly.');
  await world.settle();
  expect((await bens.get('/notifications')).text).toContain('Quietly.');
  expect((await subjectsTo(ben)).length).toBe(before);
});

test('a digest holds what is still unread at its hour, goes out once, and leaves out what was read', async () => {
  const talk = await followedByBen('daily');
  const other = await followedByBen('daily');
  const before = (await subjectsTo(ben)).length;
  await reply(anas, talk, 'Read on the site.');
  await reply(anas, other, 'Still unread.');
  await world.settle();
  await bens.get(talk.path);
  expect((await subjectsTo(ben)).length).toBe(before);
  const postman = world.app.get(Postman, { strict: false });
  await after(1, () => postman.deliverDue(0, AbortSignal.abort()));
  expect((await subjectsTo(ben)).length).toBe(before);
  await after(1, () => postman.deliverDue(0));
  await after(1, () => postman.deliverDue(0));
  const mails = (await world.mailTo(ben)).slice(before);
  expect(mails).toHaveLength(1);
  expect(mails[0]?.text).toContain('Ana respondeu em «By daily»');
  expect(mails[0]?.text).toContain('Still unread.');
  expect(mails[0]?.text).not.toContain('Read on the site.');
});

test('what is taken away is told to nobody any more; what is changed is told as it is now', async () => {
  const talk = await followedByBen('weekly');
  const before = (await subjectsTo(ben)).length;
  for (const words of ['A slip of the pen.', 'The ferst draft.', 'To stay.']) await reply(anas, talk, words);
  await world.settle();
  expect((await bens.get('/notifications')).text).toContain('A slip of the pen.');
  await anas.post(`${talk.path}/replies/1/removal`);
  await anas.post(`${talk.path}/replies/2`, { text: 'The first draft.' });
  await world.settle();
  const list = (await bens.get('/notifications')).text;
  expect(list).not.toMatch(/slip of the pen|ferst/);
  expect(list).toContain('The first draft.');
  const inApi = (await bens.send('GET', '/api/v1/notifications')).body;
  expect(inApi).not.toMatch(/slip of the pen|ferst/);
  await after(7, () => world.app.get(Postman, { strict: false }).deliverDue(0));
  const [digest] = (await world.mailTo(ben)).slice(before);
  expect(digest?.text).toContain('The first draft.');
  expect(digest?.text).toContain('To stay.');
  expect(digest?.text).not.toMatch(/slip of the pen|ferst/);
});

test('a discussion that is moved where one may not go is neither told nor counted any more', async () => {
  const gils = await world.as(gil);
  const talk = await openDiscussion(anas, null, { title: 'In the open' });
  await world.settle();
  await bens.post('/notifications/reading');
  await follow(bens, talk.id, 'site', 'discussion');
  await reply(anas, talk, 'Said in the open.');
  await world.settle();
  expect((await bens.get('/notifications')).text).toContain('Said in the open.');
  await givenWorkspace(world, 'elsewhere', 'private', [[gil, 'facilitator']]);
  await gils.post(`${talk.path}/move`, { to: 'elsewhere' });
  await world.settle();
  const after = await bens.get('/notifications');
  expect(after.text).not.toMatch(/Said in the open|In the open/);
  expect(after.body).not.toMatch(/class="count"/);
  expect((await bens.send('GET', '/api/v1/notifications')).body).not.toContain('In the open');
});

test('one click stops the mail and keeps the follow on the site; looking at the link changes nothing', async () => {
  const talk = await followedByBen('now');
  await reply(anas, talk, 'First.');
  await world.settle();
  const path = new URL((await mailSaying('First.'))?.unsubscribeUrl ?? '').pathname;
  const visitor = new Browser(world.origin);
  expect((await visitor.get(path)).status).toBe(200);
  await reply(anas, talk, 'Second.');
  await world.settle();
  expect(await mailSaying('Second.')).toBeTruthy();
  const oneClick = await visitor.fetch(path, {
    method: 'POST',
    body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
  });
  expect(oneClick.status).toBe(200);
  const sent = (await subjectsTo(ben)).length;
  await reply(anas, talk, 'Third.');
  await world.settle();
  expect((await subjectsTo(ben)).length).toBe(sent);
  expect((await bens.get('/notifications')).text).toContain('Third.');
});

test('a link that was not signed by us unsubscribes nobody', async () => {
  const visitor = new Browser(world.origin);
  const forged = `${Buffer.from(JSON.stringify([new Types.ObjectId().toHexString(), 'digest'])).toString('base64url')}.x`;
  expect((await visitor.get(`/unsubscribe/${forged}`)).status).toBe(404);
  expect((await visitor.fetch(`/unsubscribe/${forged}`, { method: 'POST' })).status).toBe(404);
});

test('what is private can be followed by who belongs, and does not exist for others', async () => {
  const eves = await world.as(eve);
  const input = { kind: 'workspace', target: wells.toHexString(), way: 'now' };
  expect((await bens.send('PUT', '/api/v1/follows', input)).status).toBe(200);
  expect((await eves.send('PUT', '/api/v1/follows', input)).status).toBe(404);
});

test('after a removal nothing of the place is listed, counted, mailed or among what they follow', async () => {
  const fins = await world.as(fin);
  await follow(fins, wells.toHexString(), 'now');
  const talk = await openDiscussion(anas, 'wells', { title: 'Before the removal' });
  await world.settle();
  expect((await fins.get('/notifications')).text).toContain('Before the removal');
  expect((await fins.get('/settings/follows')).text).toContain('wells');
  await removeFrom(world, wells, ana, fin);
  await world.settle();
  const mails = (await subjectsTo(fin)).length;
  await reply(anas, talk, 'After the removal.');
  await openDiscussion(anas, 'wells', { title: 'After the removal' });
  await world.settle();
  expect((await subjectsTo(fin)).length).toBe(mails);
  const page = await fins.get('/notifications');
  expect(page.text).not.toContain('removal');
  expect(page.body).not.toMatch(/Notifica[^<]*<\/a> ?<span class="count/);
  expect((await fins.get('/settings/follows')).text).not.toContain('wells');
});
