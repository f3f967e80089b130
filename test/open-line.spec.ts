import { io } from 'socket.io-client';
import type { Browser } from './browser.js';
import { ana, eve } from './cast.js';
import { givenWorkspace, type Opened, openDiscussion } from './discussions.js';
import { OpenPage } from './socket.js';
import { World } from './world.js';

let world: World;
let asAna: Browser;
let asEve: Browser;
let talk: Opened;

beforeAll(async () => {
  world = await World.start();
  await givenWorkspace(world, 'Wells', 'public', [[ana, 'facilitator']]);
  [asAna, asEve] = [await world.as(ana), await world.as(eve)];
  talk = await openDiscussion(asAna, 'wells');
});
afterAll(() => world.end());

describe('an open line', () => {
  const raw = (browser: Browser) =>
    io(browser.origin, {
      transports: ['websocket'],
      extraHeaders: { cookie: browser.cookies },
      forceNew: true,
      reconnection: false,
    });

  test('survives what no page sends', async () => {
    const page = await OpenPage.of(asEve);
    const socket = raw(asEve);
    const odd = [
      undefined,
      null,
      1,
      'x',
      [],
      {},
      { kind: {}, id: [] },
      { kind: '__proto__', id: 'x' },
      { kind: 'member', id: 'x' },
      { kind: 'discussion', id: { $gt: '' } },
      { kind: 'discussion', id: `${talk.id}:fr` },
      { kind: 'discussion', id: '\0' },
    ];
    for (const payload of odd) {
      socket.emit('typing', payload);
      expect(await socket.timeout(5000).emitWithAck('join', payload)).toMatchObject({ ok: false });
    }
    socket.emit('join');
    socket.emit('no-such-thing', { a: 1 });
    expect(await page.join('discussion', talk.id)).toBe(true);
    socket.close();
    page.close();
  });

  test('is cut where a machine shouts, and stays open for the others', async () => {
    const page = await OpenPage.of(asAna);
    const socket = raw(asEve);
    const cut = new Promise((resolve) => socket.once('disconnect', resolve));
    for (let n = 0; n < 500; n += 1) socket.emit('join', { kind: 'discussion', id: talk.id });
    await cut;
    expect(page.connected).toBe(true);
    expect(await page.join('discussion', talk.id)).toBe(true);
    page.close();
  });

  test('leads into no room of what is deleted', async () => {
    const gone = await openDiscussion(asAna, 'wells', { title: 'Gone' });
    await asAna.post(`${gone.path}/removal`);
    await world.settle();
    const page = await OpenPage.of(asAna);
    expect(await page.join('discussion', gone.id)).toBe(false);
    page.close();
  });
});
