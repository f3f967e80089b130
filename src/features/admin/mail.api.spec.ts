import type { Browser } from '../../../test/browser.js';
import { ana, gil } from '../../../test/cast.js';
import { TestMailServer } from '../../../test/smtp.js';
import { World } from '../../../test/world.js';
import type { Delivery, DeliveryState } from '../../platform/mail/delivery.model.js';

interface Line {
  key: string;
  state: DeliveryState;
  to: { address: string };
  subject: string;
  maySendAgain: boolean;
  text: string;
  html: string;
}

const MAIL = '/api/v1/admin/mail';
const SECRET = 'http://palabre.test/reset-password/abc.def';

let mailServer: TestMailServer;
let world: World;
let asGil: Browser;
beforeAll(async () => {
  mailServer = await TestMailServer.start();
  world = await World.start({ SMTP_URL: mailServer.url, MAIL_FROM: 'Palabre <post@palabre.test>' });
  asGil = await world.as(gil);
  for (const [at, state] of (['kept', 'sent', 'uncertain', 'rejected'] as const).entries())
    await world.model<Delivery>('Delivery').create({
      _id: `test:${state}`,
      state,
      message: {
        to: { name: 'Ana', address: ana.email },
        subject: `About ${state}`,
        text: `Follow ${SECRET}`,
        html: `<body><p>Follow <a href="${SECRET}">it</a></p><script>x()</script></body>`,
      },
      claimedAt: new Date(Date.UTC(2026, 0, 1 + at)),
      claimedBy: 'test',
    });
});
afterAll(async () => {
  await world.end();
  await mailServer.stop();
});

const one = async (key: string, headers?: Record<string, string>) => asGil.get(`${MAIL}/${key}`, headers);
const again = async (key: string) => asGil.send('POST', `${MAIL}/${key}/again`);

test('lists what was kept and sent, newest first, page by page, by state', async () => {
  const first = (await asGil.get(`${MAIL}?limit=3`)).json<{ items: Line[]; next: string }>();
  expect(first.items.map(({ key }) => key)).toEqual(['test:rejected', 'test:uncertain', 'test:sent']);
  expect(first.items[0]).toMatchObject({ state: 'rejected', subject: 'About rejected', to: { address: ana.email } });
  const rest = (await asGil.get(`${MAIL}?limit=3&after=${first.next}`)).json<{ items: Line[]; next: null }>();
  expect([rest.items.map(({ key }) => key), rest.next]).toEqual([['test:kept'], null]);
  const kept = (await asGil.get(`${MAIL}?state=kept`)).json<{ items: Line[] }>();
  expect(kept.items.map(({ key }) => key)).toEqual(['test:kept']);
});

test('reads one as the page does: harmless, and its secrets only where it still has to be handed on', async () => {
  const kept = (await one('test:kept')).json<Line>();
  expect(kept.text).toContain(SECRET);
  expect(kept.html).not.toContain('script');
  expect((await one('test:sent')).json<Line>().text).toContain('/reset-password/…');
  expect((await one('test:none')).status).toBe(404);
});

test('shows no secrets to a token: whoever finds one must not take an account over', async () => {
  const { token } = (await asGil.send('POST', '/api/v1/me/tokens', { name: 'mail', scope: 'read' })).json<{
    token: string;
  }>();
  for (const path of [MAIL, '/admin/mail']) {
    const answer = await fetch(`${world.origin}${path}/test:kept`, { headers: { authorization: `Bearer ${token}` } });
    const body = await answer.text();
    expect(body).toContain('/reset-password/…');
    expect(body).not.toContain('abc.def');
  }
});

test('sends again what nothing sends by itself, once', async () => {
  expect((await one('test:uncertain')).json<Line>()).toMatchObject({ maySendAgain: true });
  expect((await again('test:uncertain')).json<Line>()).toMatchObject({ state: 'sent', maySendAgain: false });
  expect((await again('test:uncertain')).status).toBe(409);
  expect((await again('test:sent')).status).toBe(409);
  expect(mailServer.to(ana.email).map(({ subject }) => subject)).toEqual(['About uncertain']);
});

test('says so when the mail server refuses once more', async () => {
  mailServer.onMessage = () => {
    throw Object.assign(new Error('not now'), { responseCode: 450 });
  };
  const refused = await again('test:kept');
  expect([refused.status, refused.headers.get('content-type')]).toEqual([
    409,
    'application/problem+json; charset=utf-8',
  ]);
});

test('does not exist for anybody else', async () => {
  const asAna = await world.as(ana);
  expect((await asAna.get(MAIL)).status).toBe(404);
  expect((await asAna.get(`${MAIL}/test:kept`)).status).toBe(404);
  expect((await asAna.send('POST', `${MAIL}/test:kept/again`)).status).toBe(404);
});
