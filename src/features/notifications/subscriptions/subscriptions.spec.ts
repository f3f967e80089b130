import { Browser } from '../../../../test/browser.js';
import { ana, ben, eve, gil, PASSWORD } from '../../../../test/cast.js';
import { openDiscussion, reply } from '../../../../test/discussions.js';
import { publishPost } from '../../../../test/given-blogs.js';
import { linkIn } from '../../../../test/links.js';
import { changeWorkspace, type Made, makeWorkspace, storedWorkspace } from '../../../../test/workspaces.js';
import { World } from '../../../../test/world.js';
import { Clock } from '../../../platform/clock/clock.js';
import { Facts } from '../../../platform/facts/facts.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import type { Delivery } from '../../../platform/mail/delivery.model.js';
import { Limits } from '../../../platform/web/limits.js';
import { ImportedFollows } from '../imported-follows.js';
import { deliverDue } from '../jobs.js';
import { Postman } from '../postman.js';

let world: World;
let anas: Browser;

beforeAll(async () => {
  world = await World.start();
  anas = await world.as(ana);
});
afterAll(() => world.end());
// Ana makes more than one person does in an hour.
beforeEach(async () => {
  await world.connection.collection('limits').deleteMany({});
  (world.app.get(Limits) as unknown as { limiters: Map<string, unknown> }).limiters.clear();
});

const visitor = () => new Browser(world.origin);
const mails = async (address: string) => {
  await world.settle();
  return world.mailTo(address);
};
const last = async (address: string) => (await mails(address)).at(-1);

interface Thing {
  kind: string;
  target: string;
  path: string;
}

async function place(name: string, fields: Record<string, string> = {}): Promise<Thing & Made> {
  const made = await makeWorkspace(anas, { name, ...fields });
  const { _id } = await storedWorkspace(world, made);
  return { ...made, kind: 'workspace', target: _id.toHexString() };
}

const ask = (browser: Browser, { kind, target, path }: Thing, email: string, way = 'now') =>
  browser.post('/subscriptions', { kind, target, email, way, back: path });

const confirmLink = async (email: string) => linkIn(await last(email), '/subscriptions/confirm/');

/** @returns the link of the letter. */
async function askedAs(browser: Browser, thing: Thing, email: string, way = 'now'): Promise<string> {
  await ask(browser, thing, email, way);
  return confirmLink(email);
}

/** Asks, and presses the link of the letter. @returns the page of their own. */
async function subscribe(browser: Browser, thing: Thing, email: string, way = 'now'): Promise<string> {
  return (await browser.post(await askedAs(browser, thing, email, way))).url;
}

/** What would be sent so many days from now. */
async function later(days: number, deed: () => Promise<void>): Promise<void> {
  const clock = world.app.get(Clock);
  const real = clock.now.bind(clock);
  clock.now = () => new Date(Date.now() + days * 24 * 3600_000 + 3600_000);
  try {
    await deed();
  } finally {
    clock.now = real;
  }
}

const digests = (days: number) => later(days, () => world.app.get(Postman, { strict: false }).deliverDue(0));
const say = async ({ slug }: Made, title: string) => {
  await openDiscussion(anas, slug, { title, text: `${title}, in full.` });
  await world.settle();
};

describe('subscribing', () => {
  test('Dov subscribes in his language, confirms by a button, and is written to', async () => {
    const wells = await place('Wells');
    const dovs = visitor();
    await dovs.post('/language', { locale: 'pt' });
    const box = await dovs.get(wells.path);
    expect(box.body).toContain('action="/subscriptions"');
    expect(box.text).toContain('Com que frequência');

    const asked = await ask(dovs, wells, 'Dov@example.net');
    expect(asked.url).toBe(wells.path);
    expect(asked.text).toContain('Quase pronto');
    const [letter, ...more] = await mails('Dov@example.net');
    expect(more).toEqual([]);
    expect(letter?.subject).toBe('Por confirmar: e-mail sobre «Wells»');
    expect(letter?.unsubscribeUrl).toBeUndefined();

    await say(wells, 'Too early');
    const link = linkIn(letter, '/subscriptions/confirm/');
    const landing = await dovs.get(link);
    expect(landing.text).toContain('Dov@example.net');
    await say(wells, 'Looked at only');
    expect(await mails('Dov@example.net')).toHaveLength(1);

    const page = await dovs.post(link);
    expect(page.text).toContain('As suas subscrições por e-mail');
    expect(page.text).toContain('Wells');
    await dovs.post(link);
    await say(wells, 'Water at last');
    const all = await mails('Dov@example.net');
    expect(all.map(({ subject }) => subject)).toHaveLength(2);
    expect(all[1]?.subject).toContain('Water at last');
    expect(all[1]?.text).toContain('Water at last, in full.');
    expect(all[1]?.text.replace(/\n/g, '')).toContain(`http://palabre.test${page.url}`);
  });

  test.each(['discussion', 'blog', 'member’s blog', 'post', 'tag', 'person'])(
    'a visitor can subscribe to a %s',
    async (what) => {
      const bens = await world.as(ben);
      const wells = await place(`Place for a ${what}`);
      const tell: Record<string, () => Promise<{ path: string; write: () => Promise<unknown> }>> = {
        discussion: async () => {
          const talk = await openDiscussion(anas, wells.slug);
          return { path: talk.path, write: () => reply(anas, talk, 'Told of a discussion.') };
        },
        blog: async () => ({
          path: `${wells.path}/blog`,
          write: () => publishPost(world, anas, `${wells.path}/blog`, { title: 'Told of a blog' }),
        }),
        'member’s blog': async () => ({
          path: '/people/ben/blog',
          write: () => publishPost(world, bens, '/people/ben/blog', { title: 'Told of a member’s blog' }),
        }),
        post: async () => {
          const { id } = await publishPost(world, anas, `${wells.path}/blog`, { title: 'A post' });
          return { path: `/posts/${id}`, write: () => anas.post(`/posts/${id}/comments`, { text: 'Told of a post.' }) };
        },
        tag: async () => ({
          path: '/tags/eau',
          write: () => openDiscussion(anas, wells.slug, { title: 'Told of a tag', tags: 'Eau' }),
        }),
        person: async () => {
          await publishPost(world, anas, '/people/ana/blog', { title: 'Hello' });
          return {
            path: '/people/ana',
            write: () => publishPost(world, anas, '/people/ana/blog', { title: 'Told of a person' }),
          };
        },
      };
      const { path, write } = (await tell[what]?.()) ?? { path: '', write: async () => undefined };
      await world.settle();
      const dovs = visitor();
      const { body } = await dovs.get(path);
      const field = (name: string) =>
        new RegExp(`action="/subscriptions".*?name="${name}" value="([^"]+)"`, 's').exec(body)?.[1] ?? '';
      const email = `${what.replace(/\W/g, '-')}@example.net`;
      await subscribe(dovs, { kind: field('kind'), target: field('target'), path }, email);
      await write();
      const letters = await mails(email);
      expect(letters).toHaveLength(2);
      expect(`${letters[1]?.subject} ${letters[1]?.text}`).toContain(`Told of a ${what}`);
    },
  );

  test('what was typed wrong is shown again with everything kept', async () => {
    const wells = await place('Typed wrong');
    const again = await ask(visitor(), wells, 'dov at example', 'weekly');
    expect(again.status).toBe(422);
    expect(again.body).toContain('value="dov at example"');
    expect(again.body).toMatch(/value="weekly" selected/);
    expect(again.text).toContain('Typed wrong');
    const anew = await visitor().fetch('/subscriptions');
    expect([anew.status, anew.headers.get('location')]).toEqual([303, '/']);
    expect((await visitor().post('/subscriptions', { kind: 'moon', target: 'x', email: 'x', way: 'now' })).status).toBe(
      404,
    );
  });

  test('the answer is the same whosever address it is; a member reads that it goes to their account', async () => {
    const wells = await place('The same answer');
    await subscribe(visitor(), wells, 'known@example.net');
    const answers = [];
    for (const email of ['new@example.net', 'known@example.net', ben.email]) {
      const { status, url, text } = await ask(visitor(), wells, email);
      answers.push({ status, url, text });
    }
    expect(answers[0]?.text).toContain('Nearly done');
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    const letter = await last(ben.email);
    expect(letter?.text).toContain('@ben');
    expect((await last('new@example.net'))?.text).not.toContain('@');
    const followed = await visitor().post(linkIn(letter, '/subscriptions/confirm/'));
    expect(followed.url).toBe(wells.path);
    expect((await (await world.as(ben)).get('/settings/follows')).text).toContain('The same answer');
    expect(await world.model('Subscriber').countDocuments({ email: ben.email })).toBe(0);
  });

  test('programs subscribe by the API, without a token', async () => {
    const wells = await place('By program');
    const send = (body: object) =>
      visitor().fetch('/api/v1/subscriptions', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'accept-language': 'es' },
        body: JSON.stringify(body),
      });
    const asked = { kind: 'workspace', target: wells.target, email: 'program@example.net', way: 'weekly' };
    expect((await send(asked)).status).toBe(202);
    expect((await last('program@example.net'))?.subject).toBe('Por confirmar: correo sobre «By program»');
    expect((await send({ ...asked, email: 'nobody' })).status).toBe(422);
    expect((await send({ ...asked, target: 'f'.repeat(24) })).status).toBe(404);
    expect((await send({ ...asked, way: 'site' })).status).toBe(422);
  });

  test('a link that was not signed by us confirms nothing and shows nobody’s subscriptions', async () => {
    const wells = await place('Forged');
    await ask(visitor(), wells, 'forged@example.net');
    const link = await confirmLink('forged@example.net');
    const forged = `${link.slice(0, -3)}abc`;
    for (const path of [forged, link.replace('/confirm/', '/'), '/subscriptions/x']) {
      expect((await visitor().get(path)).status).toBe(404);
      expect((await visitor().post(path, { kind: 'workspace', target: 'x', way: 'stop' })).status).toBe(404);
    }
    expect(await world.model('Subscriber').countDocuments({ email: 'forged@example.net' })).toBe(0);
    expect((await visitor().get(link)).status).toBe(200);
  });
});

describe('what is not for everybody', () => {
  test.each(['members', 'private'])('cannot be subscribed to where it is for %s', async (visibility) => {
    const cave = await place(`Cave for ${visibility}`, { visibility });
    expect((await anas.get(cave.path)).status).toBe(200);
    for (const browser of [visitor(), anas]) {
      expect((await ask(browser, cave, 'cave@example.net')).status).toBe(404);
      expect((await browser.send('POST', '/api/v1/subscriptions', { ...cave, email: 'cave@example.net' })).status).toBe(
        404,
      );
    }
    expect(await mails('cave@example.net')).toEqual([]);
  });

  test('nor confirmed, when it was closed since', async () => {
    const closing = await place('Closing');
    await ask(visitor(), closing, 'late@example.net');
    const link = await confirmLink('late@example.net');
    await changeWorkspace(world, anas, closing, { visibility: 'members' });
    expect((await visitor().get(link)).status).toBe(404);
    expect((await visitor().post(link)).status).toBe(404);
    expect(await world.model('Subscriber').countDocuments({ email: 'late@example.net' })).toBe(0);
  });

  test('a person who wrote nothing public is nobody to a visitor', async () => {
    const { _id } = await world.model<{ _id: unknown }>('Member').findOne({ handle: eve.handle }).orFail();
    const person = { kind: 'member', target: String(_id), path: '/' };
    expect((await ask(visitor(), person, 'nobody@example.net')).status).toBe(404);
  });

  test('a workspace that is made private, or archived, sends nothing more: what waits for a digest neither', async () => {
    for (const [name, close] of [
      ['Made private', (made: Made) => changeWorkspace(world, anas, made, { visibility: 'private' })],
      ['Archived', (made: Made) => anas.post(`${made.path}/archiving`)],
    ] as const) {
      const [made, open] = [await place(name), await place(`${name} not`)];
      const email = `${name.replace(' ', '')}@example.net`;
      const path = await subscribe(visitor(), made, email, 'daily');
      await subscribe(visitor(), open, email, 'daily');
      await say(made, 'Said before');
      await say(open, 'Said in the open');
      expect((await close(made)).status).toBe(200);
      await world.settle();
      await digests(1);
      const digest = await last(email);
      expect(digest?.text).toContain('Said in the open');
      expect(digest?.text).not.toContain('Said before');
      expect((await visitor().get(path)).text.includes(`${name} Workspace`)).toBe(name === 'Archived');
    }
  });
});

describe('digests', () => {
  test('what is new comes once, in one message, at seven in the morning of the site', async () => {
    const wells = await place('Digested');
    await subscribe(visitor(), wells, 'digest@example.net', 'daily');
    await say(wells, 'One');
    await say(wells, 'Two');
    const due = await world
      .model<{ mail: { dueAt: Date } }>('Notification')
      .findOne({ title: 'Two', 'mail.way': 'daily' })
      .orFail();
    expect(due.mail.dueAt.toISOString()).toMatch(/T07:00:00\.000Z$/);
    expect(await mails('digest@example.net')).toHaveLength(1);
    await digests(1);
    await digests(1);
    const [, digest, ...more] = await mails('digest@example.net');
    expect(more).toEqual([]);
    expect(digest?.text).toMatch(/One.*Two/s);
    expect(digest?.text).not.toContain('/notifications');
    expect(digest?.unsubscribeUrl).toMatch(/^http:\/\/palabre\.test\/unsubscribe\//);
  });

  test('a job that runs twice, or a fact that is told twice, writes once', async () => {
    const wells = await place('Twice');
    await subscribe(visitor(), wells, 'twice@example.net');
    await openDiscussion(anas, wells.slug, { title: 'Twice told' });
    await world.app.get(Jobs).settle();
    await world.model('Notification').updateMany({ title: 'Twice told' }, { $set: { 'mail.done': false } });
    await world.model('Wish').updateMany({}, { $set: { mailed: false } });
    await world.app.get(Facts).sweep();
    await world.app.get(Jobs).add(deliverDue, { bellMs: 0 });
    await world.app.get(Jobs).add(deliverDue, { bellMs: 0 });
    expect(await mails('twice@example.net')).toHaveLength(2);
  });
});

describe('ending', () => {
  const ledgerOf = (address: string) =>
    world.model<Delivery>('Delivery').countDocuments({ 'message.to.address': address });

  test('one click ends what the message was about; looking at the link ends nothing', async () => {
    const [wells, pumps] = [await place('One click'), await place('Stays')];
    await subscribe(visitor(), wells, 'click@example.net');
    const path = await subscribe(visitor(), pumps, 'click@example.net');
    await say(wells, 'First');
    const link = new URL((await last('click@example.net'))?.unsubscribeUrl ?? '').pathname;
    await visitor().get(link);
    await say(wells, 'Second');
    expect((await last('click@example.net'))?.text).toContain('Second');
    const clicked = await visitor().fetch(link, {
      method: 'POST',
      body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
    });
    expect(clicked.status).toBe(200);
    await say(wells, 'Third');
    expect((await last('click@example.net'))?.text).toContain('Second');
    const page = (await visitor().get(path)).text;
    expect(page).toContain('Stays');
    expect(page).not.toContain('One click');
    await say(pumps, 'Fourth');
    expect((await last('click@example.net'))?.text).toContain('Fourth');
  });

  test('on the page of their own each is changed or ended, and whoever ends the last one is forgotten', async () => {
    const [wells, pumps] = [await place('To be changed'), await place('To be ended')];
    const dovs = visitor();
    await subscribe(dovs, wells, 'page@example.net');
    const path = await subscribe(dovs, pumps, 'page@example.net');
    await dovs.post(path, { kind: 'workspace', target: wells.target, way: 'weekly' });
    await dovs.post(path, { kind: 'workspace', target: pumps.target, way: 'stop' });
    const page = await dovs.get(path);
    expect(page.body).toMatch(/value="weekly" selected/);
    expect(page.text).not.toContain('To be ended');
    await say(wells, 'Waits for Monday');
    await say(pumps, 'Said to nobody');
    expect(await mails('page@example.net')).toHaveLength(2);
    await digests(7);
    expect((await last('page@example.net'))?.text).toContain('Waits for Monday');
    await dovs.post(path, { kind: 'workspace', target: wells.target, way: 'stop' });
    expect((await dovs.get(path)).text).toContain('No subscriptions');
    expect(await ledgerOf('page@example.net')).toBe(0);
  });

  test('whoever ends all is forgotten: no address, no message and no waiting letter is left', async () => {
    const wells = await place('Ended');
    const dovs = visitor();
    const path = await subscribe(dovs, wells, 'all@example.net', 'daily');
    await say(wells, 'Waiting');
    await dovs.post(await askedAs(dovs, wells, 'All@Example.net'));
    await askedAs(dovs, wells, 'ALL@example.net');
    const open = await confirmLink('ALL@example.net');
    await say(wells, 'Waiting, too');
    expect(await ledgerOf('all@example.net')).toBe(2);
    expect(await ledgerOf('ALL@example.net')).toBe(1);
    const ended = await dovs.post(`${path}/end`);
    expect(ended.text).toContain('have kept no address');
    await world.settle();
    await digests(1);
    const everything = await Promise.all(
      (await world.connection.listCollections()).map(async ({ name }) =>
        world.connection.collection(name).find().toArray(),
      ),
    );
    expect(JSON.stringify(everything)).not.toMatch(/all@example\.net/i);
    expect((await dovs.get(open)).status).toBe(410);
    await dovs.post(`${path}/end`);
    const admin = await (await world.as(gil)).get('/admin/mail?state=forgotten');
    expect(admin.status).toBe(200);
  });

  test('a wish that nobody confirms is forgotten after three days, in the ledger, too', async () => {
    const wells = await place('Never confirmed');
    await ask(visitor(), wells, 'never@example.net');
    const link = await confirmLink('never@example.net');
    await later(2, async () => {
      expect((await visitor().get(link)).status).toBe(200);
    });
    await later(3, async () => {
      expect((await visitor().get(link)).status).toBe(410);
      expect((await visitor().post(link)).status).toBe(410);
      await world.app.get(Jobs).add(deliverDue, { bellMs: 0 });
      await world.settle();
    });
    expect(await world.model('Wish').countDocuments({ email: 'never@example.net' })).toBe(0);
    expect(await ledgerOf('never@example.net')).toBe(0);
  });
});

describe('getting an account', () => {
  test('takes the subscriptions along, and no mail comes twice', async () => {
    const [wells, pumps] = [await place('At once with it'), await place('Weekly with it')];
    const hawa = { name: 'Hawa', email: 'Hawa@example.net', password: PASSWORD, terms: 'yes' };
    const browser = visitor();
    await subscribe(browser, wells, 'hawa@example.net');
    const path = await subscribe(browser, pumps, 'hawa@example.net', 'weekly');
    await say(pumps, 'Before the account');
    await browser.post('/sign-up', hawa);
    await say(wells, 'While unconfirmed');
    expect((await last('hawa@example.net'))?.text).toContain('While unconfirmed');
    await browser.post(linkIn((await mails(hawa.email)).at(-1), '/confirm-email/'));
    await world.settle();
    expect((await browser.get(path)).text).toContain('No subscriptions');
    await browser.post('/sign-in', { identifier: hawa.email, password: PASSWORD });
    const follows = (await browser.get('/settings/follows')).text;
    expect(follows).toContain('At once with it');
    expect(follows).toContain('Weekly with it');
    await say(wells, 'With the account');
    await say(pumps, 'After the account');
    await digests(7);
    const subjects = [...(await mails('hawa@example.net')), ...(await mails(hawa.email))];
    const saying = (words: string) => subjects.filter(({ text }) => text.includes(`${words}, in full.`));
    for (const words of ['While unconfirmed', 'With the account', 'Before the account', 'After the account'])
      expect([words, saying(words).length]).toEqual([words, 1]);
    await ask(browser, wells, 'hawa@example.net', 'daily');
    expect((await last('hawa@example.net'))?.text).toContain('@hawa');
  });
});

test('an import leaves what somebody chose here, and gives a member’s address to the member', async () => {
  const wells = await place('Imported');
  const path = await subscribe(visitor(), wells, 'import@example.net', 'daily');
  const wished = {
    kind: 'workspace' as const,
    target: wells.target,
    locale: null,
    way: 'weekly' as const,
    since: new Date(),
  };
  const follows = world.app.get(ImportedFollows, { strict: false });
  const batch = ['import@example.net', 'Fresh@example.net', eve.email].map((email) => ({ ...wished, email }));
  expect(await follows.putSubscriptions(batch)).toBe(2);
  expect(await follows.putSubscriptions(batch)).toBe(0);
  expect((await visitor().get(path)).body).toMatch(/value="daily" selected/);
  expect((await (await world.as(eve)).get('/settings/follows')).text).toContain('Imported');
  await say(wells, 'Told to the imported');
  await digests(7);
  expect((await last('Fresh@example.net'))?.text).toContain('Told to the imported');
  const exported = [];
  for await (const { email } of follows.allSubscriptions()) exported.push(email);
  expect(exported).toContain('Fresh@example.net');
  expect(exported).not.toContain(eve.email);
});

describe('nobody is flooded', () => {
  test('an address gets few letters a day, whoever asks; a sender reaches few addresses an hour', async () => {
    const wells = await place('Flooded');
    const statuses: number[] = [];
    for (let n = 0; n < 8; n++)
      statuses.push((await ask(visitor(), wells, n % 2 ? 'flood@example.net' : 'FLOOD@example.net')).status);
    expect(statuses).toContain(429);
    expect([...(await mails('flood@example.net')), ...(await mails('FLOOD@example.net'))]).toHaveLength(5);
    let refused: number | undefined;
    for (let n = 0; n < 60 && !refused; n++) {
      const { status } = await ask(visitor(), wells, `flood${n}@example.net`);
      if (status === 429) refused = n;
    }
    expect(refused).toBeLessThan(30);
    const kept = await ask(visitor(), wells, 'kept@example.net');
    expect(kept.status).toBe(429);
    expect(kept.body).toContain('value="kept@example.net"');
    expect(Number(kept.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
