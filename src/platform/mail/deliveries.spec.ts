import { ana } from '../../../test/cast.js';
import { TestMailServer } from '../../../test/smtp.js';
import { World } from '../../../test/world.js';
import { Deliveries } from './deliveries.js';
import type { Delivery } from './delivery.model.js';
import type { MailMessage } from './message.js';

const message: MailMessage = {
  to: { name: ana.name, address: ana.email },
  subject: 'Réunion à Dakar',
  text: 'À mardi !',
  html: '<p>À mardi !</p>',
  unsubscribeUrl: 'http://palabre.test/unsubscribe/x',
  inReplyTo: 'discussion:1',
  references: ['discussion:1'],
};

describe('with a mail server', () => {
  let mail: TestMailServer;
  let world: World;
  let deliveries: Deliveries;

  beforeAll(async () => {
    mail = await TestMailServer.start();
    world = await World.start({ SMTP_URL: mail.url, MAIL_FROM: 'Palabre <palabre@example.org>' });
    deliveries = world.app.get(Deliveries);
  });
  afterAll(async () => {
    await world.end();
    await mail.stop();
  });
  beforeEach(() => {
    mail.taken.length = 0;
    mail.onMessage = () => {};
  });

  const state = async (key: string) => (await world.model<Delivery>('Delivery').findById(key).lean<Delivery>())?.state;

  test('an e-mail arrives as it was written, with the headers of a thread and of one-click unsubscribe', async () => {
    await deliveries.deliver('a', message);
    const [email] = mail.to(ana.email);
    expect(email?.subject).toBe('Réunion à Dakar');
    expect(email?.from?.address).toBe('palabre@example.org');
    expect(email?.text?.trim()).toBe('À mardi !');
    expect(email?.html?.trim()).toBe('<p>À mardi !</p>');
    const header = (name: string) => email?.headers.find(({ key }) => key === name)?.value;
    expect(header('list-unsubscribe')).toBe('<http://palabre.test/unsubscribe/x>');
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(header('auto-submitted')).toBe('auto-generated');
    expect(email?.messageId).toMatch(/^<[0-9a-f]{32}@palabre\.test>$/);
    expect(email?.inReplyTo).toBe(email?.references);
    expect(email?.inReplyTo).not.toBe(email?.messageId);
    expect(await state('a')).toBe('sent');
  });

  test('under one key it goes out once, however often and however many ask for it', async () => {
    await Promise.all(Array.from({ length: 10 }, () => deliveries.deliver('once', message)));
    await deliveries.deliver('once', message);
    expect(mail.taken).toHaveLength(1);
  });

  test('what the mail server refuses is tried again, and then goes out once', async () => {
    mail.onMessage = () => {
      throw Object.assign(new Error('try later'), { responseCode: 451 });
    };
    await expect(deliveries.deliver('refused', message)).rejects.toThrow(/451|try later/);
    expect(await state('refused')).toBe('refused');
    mail.onMessage = () => {};
    await deliveries.deliver('refused', message);
    await deliveries.deliver('refused', message);
    expect(mail.taken).toHaveLength(1);
    expect(await state('refused')).toBe('sent');
  });

  test('an address that the mail server will never take is not tried again', async () => {
    mail.onMessage = () => {
      throw Object.assign(new Error('no such person'), { responseCode: 550 });
    };
    await deliveries.deliver('rejected', message);
    expect(await state('rejected')).toBe('rejected');
    mail.onMessage = () => {};
    await deliveries.deliver('rejected', message);
    expect(mail.taken).toHaveLength(0);
  });

  test('of e-mail that is forgotten nothing stays but the key, and it is not sent again', async () => {
    for (const key of ['forget:1', 'keep:1']) await deliveries.deliver(key, message);
    await deliveries.forget(ana.email, /^forget:/);
    const line = await world.model<Delivery>('Delivery').findById('forget:1').lean<Delivery>();
    expect(line?.state).toBe('forgotten');
    expect(JSON.stringify(line)).not.toMatch(/ana@|Dakar|mardi/);
    expect(await state('keep:1')).toBe('sent');
    await deliveries.deliver('forget:1', message);
    expect(mail.taken).toHaveLength(2);
  });

  test('when the line breaks after the message was handed over, it is not sent a second time', async () => {
    mail.breakNext = true;
    await deliveries.deliver('broken', message);
    expect(await state('broken')).toBe('uncertain');
    await deliveries.deliver('broken', message);
    expect(mail.taken).toHaveLength(1);
  });

  test('a claim that a dead process left behind is given up at the next start, not sent again', async () => {
    const longAgo = new Date(Date.now() - 3600_000);
    await world
      .model<Delivery>('Delivery')
      .create({ _id: 'left', state: 'claimed', message, claimedAt: longAgo, claimedBy: 'a process that died' });
    await deliveries.onApplicationBootstrap();
    expect(await state('left')).toBe('uncertain');
    await deliveries.deliver('left', message);
    expect(mail.taken).toHaveLength(0);
  });
});

describe('without a mail server', () => {
  test('e-mail is kept, once for each key', async () => {
    const world = await World.start();
    try {
      await world.app.get(Deliveries).deliver('kept', message);
      await world.app.get(Deliveries).deliver('kept', message);
      expect(await world.mailTo(ana)).toEqual([expect.objectContaining({ subject: 'Réunion à Dakar' })]);
    } finally {
      await world.end();
    }
  });
});
