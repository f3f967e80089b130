import { Browser } from '../../../test/browser.js';
import { ana, ben, cleo, eve, fin, gil, PASSWORD } from '../../../test/cast.js';
import { linkIn } from '../../../test/links.js';
import { World } from '../../../test/world.js';
import type { Member } from './member.model.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.end());

const visitor = () => new Browser(world.origin);
const memberOf = (handle: string) => world.model<Member>('Member').findOne({ handle }).lean<Member>();
const lastMailTo = async (address: string) => {
  await world.settle();
  return (await world.mailTo(address)).at(-1);
};
const signsIn = async (identifier: string, password = PASSWORD) =>
  (await visitor().post('/sign-in', { identifier, password, back: '/settings' })).status === 200;

describe('the profile', () => {
  const profile = {
    name: 'Ana Diop',
    country: 'SN',
    languages: ['fr', 'wo'],
    bio: 'Trésorière.\n\nJ’écris.',
    sector: 'mutual',
    level: 'local',
  };

  test('is changed and shown again', async () => {
    const browser = await world.as(ana);
    await browser.post('/settings/profile', { ...profile, interests: 'Santé, santé , gender equality,' });
    const stored = await memberOf('ana');
    expect(stored).toMatchObject({ name: 'Ana Diop', sortName: 'ana diop', languages: ['fr', 'wo'], sector: 'mutual' });
    expect(stored?.interests).toEqual([
      { name: 'santé', key: 'sante' },
      { name: 'gender equality', key: 'gender equality' },
    ]);
    const page = await browser.get('/settings/profile');
    expect(page.body).toContain('value="Ana Diop"');
    expect(page.body).toContain('J’écris.');
  });

  test('what is wrong is said, and nothing typed is lost', async () => {
    const answer = await (await world.as(ana)).post('/settings/profile', {
      ...profile,
      name: 'x'.repeat(81),
      bio: 'Kept text',
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('80 caractères');
    expect(answer.body).toContain('Kept text');
  });

  test('language and time zone hold from the next page on', async () => {
    const browser = await world.as(eve);
    await browser.post('/settings/language', { locale: 'es', timeZone: 'Asia/Kolkata' });
    expect((await browser.get('/settings/language')).text).toContain('Idioma y hora');
    expect((await browser.post('/settings/language', { locale: 'es', timeZone: 'Mars/Olympus' })).status).toBe(422);
    await browser.post('/language', { locale: 'en', back: '/settings/language' });
    expect((await browser.get('/settings/language')).text).toContain('Language and time');
  });
});

describe('another e-mail address', () => {
  const NEW = 'ben@mutuelle.example';

  test('needs the password', async () => {
    const answer = await (await world.as(ben)).post('/settings/email', { email: NEW, password: 'wrong' });
    expect(answer.status).toBe(422);
    expect((await memberOf('ben'))?.emailChange).toBeNull();
  });

  test('holds when both ends have agreed, and not before', async () => {
    const browser = await world.as(ben);
    await browser.post('/settings/email', { email: NEW, password: PASSWORD });
    const toOld = linkIn(await lastMailTo(ben.email), '/email-change/');
    const toNew = linkIn(await lastMailTo(NEW), '/email-change/');
    expect((await visitor().get(toNew)).text).toContain(NEW);
    expect((await memberOf('ben'))?.email).toBe(ben.email);

    await visitor().post(toNew);
    expect((await memberOf('ben'))?.email).toBe(ben.email);
    expect((await browser.get('/settings/email')).text).toContain('O novo endereço já disse que sim');
    await visitor().post(toOld);
    expect((await memberOf('ben'))?.email).toBe(NEW);
    expect(await signsIn(NEW)).toBe(true);
    expect(await signsIn(ben.email)).toBe(false);
    expect((await visitor().post(toOld)).status).toBe(410);
  });

  test('that belongs to somebody else is not given away, and its owner is told', async () => {
    const browser = await world.as(fin);
    const known = await browser.post('/settings/email', { email: ana.email, password: PASSWORD });
    expect(known.status).toBe(200);
    expect((await lastMailTo(ana.email))?.subject).toBe('Vous avez déjà un compte sur Palabre');
    expect((await memberOf('fin'))?.email).toBe(fin.email);
  });

  test('can be given up', async () => {
    const browser = await world.as(fin);
    await browser.post('/settings/email', { email: 'fin@elsewhere.example', password: PASSWORD });
    const link = linkIn(await lastMailTo('fin@elsewhere.example'), '/email-change/');
    await browser.post('/settings/email/cancel');
    expect((await visitor().post(link)).status).toBe(410);
    expect((await memberOf('fin'))?.email).toBe(fin.email);
  });
});

describe('another password', () => {
  test('ends every session but this one', async () => {
    const [here, there] = [await world.as(cleo), await world.as(cleo)];
    const wrong = await here.post('/settings/password', {
      currentPassword: 'nope',
      newPassword: 'a quiet lake at night',
    });
    expect(wrong.status).toBe(422);
    expect((await there.get('/settings/profile')).url).toBe('/settings/profile');
    await here.post('/settings/password', { currentPassword: PASSWORD, newPassword: 'a quiet lake at night' });
    expect((await here.get('/settings/profile')).url).toBe('/settings/profile');
    expect((await there.get('/settings/profile')).url).toContain('/sign-in');
    expect(await signsIn('cleo', 'a quiet lake at night')).toBe(true);
    expect((await lastMailTo(cleo.email))?.subject).toBe('Your password at Palabre has changed');
  });
});

describe('leaving', () => {
  test('erases the person and keeps the name out, unless they want it kept', async () => {
    const browser = await world.as(eve);
    const refused = await browser.post('/settings/account/removal', { password: 'wrong' });
    expect(refused.status).toBe(422);
    const { _id } = (await memberOf('eve')) as Member;
    await browser.post('/settings/account/removal', { password: PASSWORD });
    const left = (await world.model<Member>('Member').findById(_id).lean<Member>()) as Member;
    expect(left).toMatchObject({ name: 'Former member', email: null, passwordHash: null, country: '', bio: '' });
    expect(left.handle).toMatch(/^former-/);
    expect(left.emailKey ?? null).toBeNull();
    expect(await signsIn('eve')).toBe(false);
    expect((await browser.get('/settings/profile')).url).toContain('/sign-in');

    await (await world.as(fin)).post('/settings/account/removal', { password: PASSWORD, keepName: 'yes' });
    expect(await memberOf('fin')).toMatchObject({ name: 'Fin', email: null, passwordHash: null });
  });

  test('is not for the last administrator', async () => {
    const answer = await (await world.as(gil)).post('/settings/account/removal', { password: PASSWORD });
    expect(answer.status).toBe(409);
    expect((await memberOf('gil'))?.removed).toBeNull();
  });

  test('frees the address for somebody new', async () => {
    await visitor().post('/sign-up', {
      name: 'Eve again',
      email: eve.email,
      password: 'nothing like before',
      terms: 'yes',
    });
    expect((await lastMailTo(eve.email))?.subject).toContain('Confirm your address');
  });
});
