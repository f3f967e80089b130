import type { Browser } from '../../../test/browser.js';
import { ana, ben, cleo, dov, eve } from '../../../test/cast.js';
import { type Made, peopledWorkspace } from '../../../test/workspaces.js';
import { World } from '../../../test/world.js';
import { loadMessages, locales, translator } from '../../platform/i18n/i18n.js';
import { composeInvitation, exampleInvitation } from './emails/invitation-email.js';

let world: World;
let asAna: Browser;
let hidden: Made;
beforeAll(async () => {
  world = await World.start();
  asAna = await world.as(ana);
  hidden = await peopledWorkspace(world, 'private', [ana], { name: 'Cercle fermé', description: 'Entre nous.' });
});
afterAll(() => world.end());

const linkTo = async (address: string): Promise<string> => {
  await world.settle();
  const text = (await world.mailTo(address)).at(-1)?.text ?? '';
  return /(\/invitations\/[\w-]+)/.exec(text)?.[1] ?? 'no link';
};

const members = async (made: Made): Promise<string[]> =>
  (await asAna.get(`/api/v1/workspaces/${made.slug}/people`))
    .json<{ items: { handle: string }[] }>()
    .items.map(({ handle }) => handle);

const invite = (emails: string, message = '', made = hidden) =>
  asAna.post(`${made.path}/invitations`, { emails, message });

test('Ana invites Ben and somebody new at once; both get a letter in a language they read', async () => {
  const sent = await invite('ben@example.org; "Nia, the nurse" <nia@example.net>\n ben@example.org', 'Venez <vite> !');
  expect(sent.text).toContain('2 invitations sont en route');
  await world.settle();
  const [[toBen], [toNia]] = [await world.mailTo(ben), await world.mailTo('nia@example.net')];
  expect(toBen?.subject).toBe('Ana enviou-lhe um convite para «Cercle fermé»');
  expect(toNia?.subject).toContain('Ana vous invite à rejoindre');
  expect(toNia?.text).toContain('Venez <vite> !');
  expect(await world.mailTo(ben)).toHaveLength(1);
});

test('Ben finds the invitation in his corner too, and comes in by it, once', async () => {
  const asBen = await world.as(ben);
  expect((await asBen.get(hidden.path)).status).toBe(404);
  expect((await asBen.get('/workspaces/yours')).text).toContain('Cercle fermé');
  const link = await linkTo('ben@example.org');
  const page = await asBen.get(link);
  expect(page.text).toMatch(/Cercle fermé.*Entre nous\./);
  expect((await asBen.post(`${link}/acceptance`)).url).toBe(hidden.path);
  await world.settle();
  expect(await members(hidden)).toContain('ben');
  expect((await (await world.as(eve)).post(`${link}/acceptance`)).status).toBe(404);
  expect(await members(hidden)).not.toContain('eve');
});

test('of two who follow the same link at the same moment, one comes in', async () => {
  await invite('shared@example.net');
  const link = await linkTo('shared@example.net');
  const [asCleo, asEve] = [await world.as(cleo), await world.as(eve)];
  const both = await Promise.all([asCleo.post(`${link}/acceptance`), asEve.post(`${link}/acceptance`)]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 404]);
  await world.settle();
  expect((await members(hidden)).filter((handle) => ['cleo', 'eve'].includes(handle))).toHaveLength(1);
});

test('somebody without an account signs up with the invited address, confirms it, and is in', async () => {
  await invite('kofi@example.net');
  const link = await linkTo('kofi@example.net');
  const kofi = await world.as(dov);
  expect((await kofi.get(link)).text).toContain('kofi@example.net');
  await kofi.post('/sign-up', {
    name: 'Kofi Mensah',
    email: 'kofi@example.net',
    password: 'under the big tree 7',
    country: 'GH',
    languages: ['en'],
    terms: 'yes',
  });
  await world.settle();
  expect(await members(hidden)).not.toContain('kofi-mensah');
  const letter = (await world.mailTo('kofi@example.net')).at(-1)?.text ?? '';
  const confirm = /https?:\/\/palabre\.test(\/[^\s>]+)/.exec(letter)?.[1] ?? '';
  const page = await kofi.get(confirm);
  const action = /<form[^>]*action="([^"]*confirm[^"]*)"/.exec(page.body)?.[1] ?? confirm;
  await kofi.post(action);
  await world.settle();
  expect(await members(hidden)).toContain('kofi-mensah');
});

test('an account that was here before the invitation is asked, not put in', async () => {
  const { modifiedCount } = await world.model('Member').updateOne({ handle: 'eve' }, { $set: { confirmedAt: null } });
  expect(modifiedCount).toBe(1);
  const open = await peopledWorkspace(world, 'private', [ana], { name: 'Only by leave' });
  await invite('eve@example.org', '', open);
  await world.settle();
  const { Facts } = await import('../../platform/facts/facts.js');
  const { record } = await import('../../platform/facts/fact.js');
  const { memberConfirmed } = await import('../accounts/public.js');
  const eveHere = await world.model<{ handle: string }>('Member').findOne({ handle: 'eve' }).lean();
  await world.model('Member').updateOne(
    { handle: 'eve' },
    {
      $set: { confirmedAt: new Date() },
      $push: { outbox: record(memberConfirmed, { member: String(eveHere?._id) }) },
    },
  );
  await world.app.get(Facts).sweep();
  await world.settle();
  expect(await members(open)).toEqual(['ana']);
  expect((await (await world.as(eve)).get('/api/v1/invitations')).json<{ items: unknown[] }>().items).toHaveLength(1);
});

test('an invitation can be declined, taken back, sent again, and grows old', async () => {
  await invite('guest@example.net');
  const asDov = await world.as(dov);
  const link = await linkTo('guest@example.net');
  await asDov.post(`${link}/refusal`);
  expect((await asDov.get(link)).status).toBe(404);

  await invite('guest@example.net');
  await invite('guest@example.net', 'Once more.');
  const second = await linkTo('guest@example.net');
  expect((await world.mailTo('guest@example.net')).at(-1)?.text).toContain('Once more.');
  const { items } = (await asAna.get(`/api/v1/workspaces/${hidden.slug}/invitations`)).json<{
    items: { id: string; email: string }[];
  }>();
  const guests = items.filter(({ email }) => email === 'guest@example.net');
  expect(guests).toHaveLength(1);
  expect((await (await world.as(ben)).post(`${hidden.path}/invitations/${guests[0]?.id}/withdrawal`)).status).toBe(403);
  await asAna.post(`${hidden.path}/invitations/${guests[0]?.id}/withdrawal`);
  expect((await asDov.get(second)).status).toBe(404);

  await invite('guest@example.net');
  const third = await linkTo('guest@example.net');
  expect((await asDov.get(third)).status).toBe(200);
  await world
    .model('Invitation')
    .updateMany({ email: 'guest@example.net' }, { $set: { expiresAt: new Date(Date.now() - 1000) } });
  expect((await asDov.get(third)).status).toBe(404);
});

test('links are ours or nothing', async () => {
  await invite('proof@example.net');
  const link = await linkTo('proof@example.net');
  const asDov = await world.as(dov);
  expect((await asDov.get(link)).status).toBe(200);
  const forged = link.slice(0, -1) + (link.endsWith('A') ? 'B' : 'A');
  for (const wrong of [forged, link.slice(0, 40), '/invitations/x', `${link}ä`])
    expect((await asDov.get(wrong)).status).toBe(404);
});

test('only who leads invites, and what was typed is kept when an address is wrong', async () => {
  expect((await (await world.as(ben)).post(`${hidden.path}/invitations`, { emails: 'a@example.net' })).status).toBe(
    403,
  );
  expect((await (await world.as(dov)).post(`${hidden.path}/invitations`, { emails: 'a@example.net' })).status).toBe(
    401,
  );
  const wrong = await invite('right@example.net, not-an-address', 'Kept.');
  expect(wrong.status).toBe(422);
  expect(wrong.body).toContain('not-an-address');
  expect(wrong.body).toContain('Kept.');
  await world.settle();
  expect(await world.mailTo('right@example.net')).toEqual([]);
  const many = Array.from({ length: 51 }, (_, at) => `p${at}@example.net`).join(' ');
  expect((await invite(many)).status).toBe(422);
});

test('the letter says in every language who invites whereto, and why it came', () => {
  loadMessages();
  for (const locale of locales) {
    const { subject, text, html } = composeInvitation(translator(locale), exampleInvitation);
    expect(subject).toMatch(/Ana.*Mutuelles de santé au Sahel/);
    for (const part of [exampleInvitation.link, exampleInvitation.message, 'Palabre']) expect(text).toContain(part);
    expect(html).toContain(`lang="${locale}"`);
  }
});
