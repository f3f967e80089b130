import { Browser } from '../../../test/browser.js';
import { ana, ben, eve, fin, PASSWORD } from '../../../test/cast.js';
import { linkIn } from '../../../test/links.js';
import { World } from '../../../test/world.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.end());

const visitor = () => new Browser(world.origin);
const HOME = '/settings/profile';
const NEW = 'une pirogue sur le fleuve';
const lastMailTo = async (address: string) => {
  await world.settle();
  return (await world.mailTo(address)).at(-1);
};
const signsIn = async (identifier: string, password: string) =>
  (await visitor().post('/sign-in', { identifier, password, back: HOME })).status === 200;

describe('a lost password', () => {
  test('is replaced by a link, once; every session ends, and a notice goes out', async () => {
    const old = await world.as(ana);
    const asked = await visitor().post('/lost-password', { identifier: 'ana' });
    expect(asked.text).toContain('If there is an account');
    const letter = await lastMailTo(ana.email);
    expect(letter?.subject).toBe('Un nouveau mot de passe pour Palabre');
    const link = linkIn(letter, '/reset-password/');

    const browser = visitor();
    expect((await browser.get(link)).text).toContain('Choose a new password');
    expect((await browser.post(link, { newPassword: '1234567890' })).status).toBe(422);
    const done = await browser.post(link, { newPassword: NEW });
    expect(done.text).toContain('Votre nouveau mot de passe est enregistré');
    expect((await browser.get(HOME)).url).toBe(HOME);
    expect((await old.get(HOME)).url).toContain('/sign-in');
    expect(await signsIn('ana', PASSWORD)).toBe(false);
    expect(await signsIn('ana', NEW)).toBe(true);
    expect((await visitor().get(link)).status).toBe(410);
    expect((await visitor().post(link, { newPassword: 'somebody else was here' })).status).toBe(410);
    expect((await lastMailTo(ana.email))?.subject).toBe('Votre mot de passe sur Palabre a changé');
  });

  test('a second link kills the first as soon as it is used', async () => {
    await visitor().post('/lost-password', { identifier: 'ben' });
    const first = linkIn(await lastMailTo(ben.email), '/reset-password/');
    await visitor().post('/lost-password', { identifier: 'ben@example.org' });
    const second = linkIn(await lastMailTo(ben.email), '/reset-password/');
    expect((await visitor().post(second, { newPassword: NEW })).status).not.toBe(410);
    expect((await visitor().post(first, { newPassword: 'another new one' })).status).toBe(410);
  });

  test('an old link is dead', async () => {
    await visitor().post('/lost-password', { identifier: 'fin' });
    const link = linkIn(await lastMailTo(fin.email), '/reset-password/');
    await world.model('Letter').updateMany({ kind: 'reset' }, { $set: { expiresAt: new Date(Date.now() - 1000) } });
    const answer = await visitor().get(link);
    expect(answer.status).toBe(410);
    expect(answer.text).toContain('too old');
  });

  test('a link of one kind opens nothing of another, and a changed one nothing at all', async () => {
    await visitor().post('/lost-password', { identifier: 'eve' });
    const link = linkIn(await lastMailTo(eve.email), '/reset-password/');
    expect((await visitor().get(link.replace('/reset-password/', '/confirm-email/'))).status).toBe(404);
    expect((await visitor().get(link.replace('/reset-password/', '/email-change/'))).status).toBe(404);
    expect((await visitor().get(`${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`)).status).toBe(404);
  });

  test('nobody learns whether there is such an account', async () => {
    const ask = async (identifier: string) => {
      const answer = await visitor().post('/lost-password', { identifier });
      return [answer.status, answer.body.replace(/name="_csrf" value="[^"]*"/g, '')];
    };
    const before = await world.model('Letter').countDocuments();
    expect(await ask('nobody@example.org')).toEqual(await ask('gil'));
    expect(await world.model('Letter').countDocuments()).toBe(before + 1);
  });

  test('asking is limited for each account, whether there is one or not', async () => {
    const statusOf = async (identifier: string) => {
      let last = 0;
      for (let attempt = 0; attempt < 6; attempt++)
        last = (await visitor().post('/lost-password', { identifier })).status;
      return last;
    };
    expect([await statusOf('cleo'), await statusOf('nobody-at-all')]).toEqual([429, 429]);
  });
});

describe('a forgotten handle', () => {
  test('is told to the address', async () => {
    await visitor().post('/lost-login', { email: 'Fin@example.org' });
    const letter = await lastMailTo(fin.email);
    expect(letter?.subject).toBe('O seu identificador em Palabre');
    expect(letter?.text).toContain('Inicie sessão como fin');
  });
});

describe('letters', () => {
  test('whose bell was lost are found and mailed, once', async () => {
    await world.settle();
    const { Postman } = await import('./postman.js');
    const member = await world.model<{ _id: never }>('Member').findOne({ handle: 'gil' }).lean();
    await world.model('Letter').updateOne(
      { _id: 'aaaaaaaaaaaaaaaaaaaaaaaa' },
      {
        $setOnInsert: {
          kind: 'login',
          member: member?._id,
          to: 'lost-bell@example.org',
          locale: 'en',
          createdAt: new Date(),
          tryAt: new Date(),
          expiresAt: new Date(Date.now() + 60_000),
        },
      },
      { upsert: true },
    );
    const postman = world.app.get(Postman, { strict: false });
    await Promise.all([postman.mailLeft(), postman.mailLeft()]);
    await postman.mailLeft();
    expect(await world.mailTo('lost-bell@example.org')).toHaveLength(1);
  });
});
