import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { mongo } from 'mongoose';
import { runningEngine } from '../../src/embedded-mongo/index.js';
import { Browser } from '../browser.js';
import { PASSWORD } from '../cast.js';
import { TestMailServer } from '../smtp.js';
import { Server } from './server.js';

const ROUNDS = Number(process.env.CRASH_ROUNDS ?? 20);
const WRITERS = 6;
const POSTS = '/api/v1/posts';
const LETTERS = 16;
/** Jobs that are done at the same time, each with one e-mail at most. */
const MAIL_IN_HAND = 4;
/** The one by which Ana confirmed her address. */
const ACCOUNT_MAIL = 1;

interface Acknowledged {
  path: string;
  text: string;
}

/** The first member of a fresh server, by the link on the console. */
async function setUp(server: Server): Promise<Browser> {
  const path = new URL(/Make it yours: +(\S+)/.exec(server.output)?.[1] ?? '').pathname;
  const gil = new Browser(server.url);
  await gil.post(path, { community: 'Palabre', name: 'Gil', email: 'gil@example.org', password: PASSWORD });
  return gil;
}

/** A person who joins, confirms by the link in the e-mail, and is signed in. */
async function joins(server: Server, mail: TestMailServer, name: string): Promise<Browser> {
  const browser = new Browser(server.url);
  const address = `${name.toLowerCase()}@example.org`;
  await browser.post('/sign-up', {
    name,
    email: address,
    password: PASSWORD,
    country: 'SN',
    languages: 'fr',
    terms: 'yes',
  });
  for (let waited = 0; mail.to(address).length === 0 && waited < 60_000; waited += 50) await sleep(50);
  const link = /http:\/\/\S+\/confirm\S*/.exec(mail.to(address)[0]?.text ?? '')?.[0].replace(/[>)]+$/, '');
  if (!link) throw new Error(`no confirmation arrived for ${name}`);
  await browser.get(new URL(link).pathname);
  await browser.post(new URL(link).pathname);
  await browser.post('/sign-in', { identifier: address, password: PASSWORD });
  return browser;
}

const created = async <T>(browser: Browser, path: string, body: unknown): Promise<T> => {
  const answer = await browser.send('POST', path, body);
  if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${answer.body}`);
  return answer.json<T>();
};

/** A post has a title; there the text is found again in lists. */
const wordsFor = (path: string, text: string) => (path === POSTS ? { title: text, text, language: 'es' } : { text });

/** Writes as fast as it can until the line breaks, and notes what was acknowledged. */
async function write(
  browser: Browser,
  token: string,
  places: string[],
  stamp: string,
  acknowledged: Acknowledged[],
): Promise<void> {
  for (let n = 0; ; n++) {
    const path = places[n % places.length] ?? '';
    const text = `${stamp} said ${n}`;
    const answer = await browser
      .fetch(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json', 'x-csrf-token': token },
        body: JSON.stringify({ ...wordsFor(path, text), clientId: `client-${stamp}-${n}` }),
      })
      .catch(() => null);
    if (!answer) return;
    if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    const whole = await answer.text().catch(() => null);
    if (whole !== null) acknowledged.push({ path, text });
  }
}

/** Waits until so many more have been acknowledged, in the midst of others that have not. */
async function someMore(acknowledged: Acknowledged[], count: number): Promise<void> {
  const enough = acknowledged.length + count;
  for (let waited = 0; acknowledged.length < enough && waited < 30_000; waited += 5) await sleep(5);
}

/** What somebody may do in an hour is counted across restarts; these write in a minute what people write in a week. */
async function forgetLimits(dataDir: string): Promise<void> {
  const client = await mongo.MongoClient.connect((await runningEngine(join(dataDir, 'engine'))) ?? '');
  await client.db('palabre').collection('limits').deleteMany({});
  await client.close();
}

interface TextPage {
  items: { title?: string; text: string }[];
  next: string | null;
}

/** Every text that is there, page after page. */
async function allTexts(browser: Browser, path: string): Promise<string[]> {
  const texts: string[] = [];
  let after = '';
  do {
    const page = (await browser.send('GET', `${path}?limit=100${after && `&after=${after}`}`)).json<TextPage>();
    texts.push(...page.items.map(({ title, text }) => title ?? text));
    after = page.next ?? '';
  } while (after);
  return texts;
}

afterEach(async () => {
  await TestMailServer.stopAll();
  await Server.killAll();
});

test(
  `killed ${ROUNDS} times while people write: what was acknowledged is there, once, and no e-mail went out twice`,
  async () => {
    const dataDir = await Server.newDataDir();
    const mail = await TestMailServer.start();
    const env = { SMTP_URL: mail.url, PUBLIC_URL: 'http://palabre.test' };
    let server = await (await Server.spawn(dataDir, env)).ready();
    let gil = await setUp(server);
    const ana = await joins(server, mail, 'Ana');
    const discussion = await created<{ id: string }>(ana, '/api/v1/discussions', {
      title: 'Sous l’arbre',
      text: 'Parlons.',
      language: 'fr',
      tags: [],
    });
    const post = await created<{ id: string }>(ana, POSTS, { title: 'La pompe', text: 'Elle marche.', language: 'fr' });
    const replies = `/api/v1/discussions/${discussion.id}/replies`;
    const comments = `/api/v1/posts/${post.id}/comments`;
    const places = [replies, comments, POSTS];
    const acknowledged: Acknowledged[] = [];

    for (let round = 1; round <= ROUNDS; round++) {
      const token = await gil.formToken();
      const writers = Array.from({ length: WRITERS }, (_, writer) =>
        write(gil, token, places, `round ${round} writer ${writer}`.replaceAll(' ', '-'), acknowledged),
      );
      await someMore(acknowledged, 5 + Math.floor(Math.random() * 20));
      await server.kill('SIGKILL');
      await Promise.all(writers);
      server = await (await Server.spawn(dataDir, env)).ready();
      await forgetLimits(dataDir);
      gil = gil.at(server.url);
    }

    expect(acknowledged.length).toBeGreaterThan(ROUNDS * 5);
    for (const place of places) {
      const there = await allTexts(gil, place);
      const wanted = acknowledged.filter(({ path }) => path === place).map(({ text }) => text);
      expect(wanted.filter((text) => !there.includes(text))).toEqual([]);
      expect(there.filter((text, at) => there.indexOf(text) !== at)).toEqual([]);
    }

    const stored = (await Promise.all([replies, comments].map((place) => allTexts(gil, place)))).flat().length;
    await untilQuiet(mail);
    const keys = mail.taken.map(({ messageId }) => messageId);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
    // Whatever was in the hands of the mail server when the process died is not sent again; nothing else is missing.
    const told = mail.to('ana@example.org').length - ACCOUNT_MAIL;
    expect(told).toBeLessThanOrEqual(stored);
    expect(told).toBeGreaterThanOrEqual(stored - ROUNDS * MAIL_IN_HAND);

    expect(await server.kill('SIGTERM')).toBe(0);
    await mail.stop();
    await rm(dataDir, { recursive: true, force: true });
  },
  15 * 60_000,
);

test('stopped while e-mail goes out: what is in hand is finished, the rest goes out after the next start, each once', async () => {
  const dataDir = await Server.newDataDir();
  const mail = await TestMailServer.start();
  const env = { SMTP_URL: mail.url, PUBLIC_URL: 'http://palabre.test', LOG_LEVEL: 'warn' };
  const server = await (await Server.spawn(dataDir, env)).ready();
  const gil = await setUp(server);
  const ana = await joins(server, mail, 'Ana');
  const post = await created<{ id: string }>(ana, POSTS, { title: 'La pompe', text: 'Elle marche.', language: 'fr' });
  const letGo = mail.hold();
  for (let n = 0; n < LETTERS; n++) await created(gil, `/api/v1/posts/${post.id}/comments`, { text: `Number ${n}` });
  await mail.hasInHand(1);
  const stopped = server.kill('SIGTERM');
  await beginsNothing(dataDir);
  letGo();
  expect(await stopped).toBe(0);
  expect(server.output).not.toMatch(/"level":[4-6]0/);
  expect(mail.to('ana@example.org').length - ACCOUNT_MAIL).toBeLessThan(LETTERS);

  const next = await (await Server.spawn(dataDir, env)).ready();
  await untilQuiet(mail);
  const told = mail.to('ana@example.org').slice(ACCOUNT_MAIL);
  const numbers = told.map(({ text }) => Number(/Number (\d+)/.exec(text ?? '')?.[1]));
  expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: LETTERS }, (_, n) => n));
  expect(await next.kill('SIGTERM')).toBe(0);
  await mail.stop();
  await rm(dataDir, { recursive: true, force: true });
});

/** Waits until a server that was told to stop begins nothing new: a moment after it has taken its note away. */
async function beginsNothing(dataDir: string): Promise<void> {
  while (existsSync(join(dataDir, 'server.json'))) await sleep(20);
  await sleep(2000);
}

/** Waits until no more e-mail comes in for three seconds. */
async function untilQuiet(mail: TestMailServer): Promise<void> {
  let before = -1;
  while (before !== mail.taken.length) {
    before = mail.taken.length;
    await sleep(3000);
  }
}
