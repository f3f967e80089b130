import { Browser } from '../../../test/browser.js';
import { ana, PASSWORD } from '../../../test/cast.js';
import { linkIn } from '../../../test/links.js';
import { World } from '../../../test/world.js';
import { STEP_MS } from './evenly.js';
import type { Member } from './member.model.js';
import { Members } from './members.js';

/** A timer may end a little before its time. */
const TIMER_SLACK_MS = 5;

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.end());

const hawa = {
  name: 'Hawa Bâ',
  email: 'Hawa@example.org',
  password: 'le baobab du marché',
  country: 'ML',
  languages: ['fr', 'bm'],
  terms: 'yes',
};

const visitor = () => new Browser(world.origin);
const findMember = (email: string) => world.app.get(Members, { strict: false }).byEmail(email);

async function join(fields: Record<string, string | string[]>) {
  const browser = visitor();
  const answer = await browser.post('/sign-up', fields);
  await world.settle();
  return { browser, answer };
}

describe('joining', () => {
  test('a newcomer signs up, is written to in their language, confirms by a button, and may write', async () => {
    const browser = visitor();
    await browser.post('/language', { locale: 'fr' });
    const sent = await browser.post('/sign-up', hawa);
    expect(sent.text).toContain('Regardez vos courriels');
    await world.settle();

    const [letter] = await world.mailTo('Hawa@example.org');
    expect(letter?.subject).toBe('Confirmez votre adresse pour Palabre');
    const link = linkIn(letter, '/confirm-email/');

    const landing = await browser.get(link);
    expect(landing.text).toContain('Hawa@example.org est-elle votre adresse');
    expect((await findMember(hawa.email))?.confirmedAt).toBeNull();

    const confirmed = await browser.post(link);
    expect(confirmed.text).toContain('Votre adresse est confirmée');
    const member = (await findMember(hawa.email)) as Member;
    expect(member.confirmedAt).toBeInstanceOf(Date);
    expect(member).toMatchObject({ handle: 'hawa-ba', country: 'ML', languages: ['fr', 'bm'], locale: 'fr' });
    expect(member.acceptedTermsAt).toBeInstanceOf(Date);

    const again = await browser.post(link);
    expect(again.status).toBe(410);
  });

  test('before confirming, a member signs in and reads, is told why they may not write, and asks for the link again', async () => {
    const { browser } = await join({ ...hawa, name: 'Issa', email: 'issa@example.org' });
    await browser.post('/sign-in', { identifier: 'issa@example.org', password: hawa.password });
    const settings = await browser.get('/settings/email');
    expect(settings.text).toContain('Your address is not confirmed yet');
    await browser.post('/confirm-email');
    await world.settle();
    const letters = await world.mailTo('issa@example.org');
    expect(letters).toHaveLength(2);
    await browser.post(linkIn(letters[1], '/confirm-email/'));
    expect((await browser.get('/settings/email')).text).not.toContain('not confirmed');
  });

  test('whether an address has an account is told to its owner only', async () => {
    const known = await join({ ...hawa, email: ana.email.toUpperCase() });
    const unknown = await join({ ...hawa, email: 'nobody.yet@example.org' });
    const bare = (body: string) => body.replace(/name="_csrf" value="[^"]*"/g, '');
    expect(known.answer.status).toBe(unknown.answer.status);
    expect(bare(known.answer.body)).toBe(bare(unknown.answer.body));
    const [letter] = (await world.mailTo(ana)).slice(-1);
    expect(letter?.subject).toBe('Vous avez déjà un compte sur Palabre');
    expect(letter?.text).not.toContain('confirm-email');
    expect((await world.mailTo('nobody.yet@example.org'))[0]?.subject).toContain('Confirm your address');
    const signedIn = await visitor().post('/sign-in', { identifier: 'ana', password: PASSWORD, back: '/settings' });
    expect(signedIn.status).toBe(200);
  });

  test('neither the answer for a known address nor the one for a new address comes before its time', async () => {
    const time = async (email: string) => {
      const browser = visitor();
      const token = await browser.formToken();
      const body = new URLSearchParams({ _csrf: token, name: 'T', email, password: hawa.password, terms: 'yes' });
      const begun = performance.now();
      await browser.fetch('/sign-up', { method: 'POST', body });
      return performance.now() - begun;
    };
    expect(await time('ben@example.org')).toBeGreaterThan(STEP_MS - TIMER_SLACK_MS);
    expect(await time('t1@example.org')).toBeGreaterThan(STEP_MS - TIMER_SLACK_MS);
  });

  test.each([
    ['a short password', { password: 'short' }, 'At least 10 characters'],
    ['a common password', { password: '1234567890' }, 'Too many people use this password'],
    ['the own address as password', { password: 'hawa@example.org', email: 'hawa@example.org' }, 'easy to guess'],
    ['no address', { email: 'hawa@' }, 'This is not an e-mail address'],
    ['terms not accepted', { terms: '' }, 'accept the terms'],
    ['a country that there is not', { country: 'XX' }, 'choose one of the options'],
    ['a language that there is not', { languages: 'tlh' }, 'choose one of the options'],
    ['no name', { name: '   ' }, 'Please fill this in'],
  ])('%s is refused, with what was typed still there', async (_, wrong, words) => {
    const { answer } = await join({ ...hawa, email: 'new@example.org', name: 'Nadia "N" Sow', ...wrong });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(words);
    if (!('name' in wrong)) expect(answer.body).toContain('value="Nadia &quot;N&quot; Sow"');
    expect(answer.body).not.toContain(hawa.password);
    expect(await findMember('new@example.org')).toBeNull();
  });

  test('two who have the same name get different handles', async () => {
    await join({ ...hawa, email: 'ana2@example.org', name: 'Ana' });
    expect((await findMember('ana2@example.org'))?.handle).toBe('ana-2');
  });

  test('pressing twice makes one account', async () => {
    const browser = visitor();
    const fields = { ...hawa, email: 'twice@example.org' };
    await browser.formToken();
    const answers = await Promise.all([browser.post('/sign-up', fields), browser.post('/sign-up', fields)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await world.model('Member').countDocuments({ emailKey: 'twice@example.org' })).toBe(1);
  });

  test('what links were never ours are not found', async () => {
    const browser = visitor();
    for (const path of ['/confirm-email/x', `/confirm-email/${'0'.repeat(24)}.${'a'.repeat(43)}`, '/claim/%7B%24gt%7D'])
      expect((await browser.get(path)).status).toBe(404);
  });
});

describe('an imported member', () => {
  const importKofi = () =>
    world.model<Member>('Member').create({
      handle: 'kofi',
      name: 'Kofi (imported)',
      sortName: 'kofi',
      email: 'kofi@example.org',
      emailKey: 'kofi@example.org',
      createdAt: new Date('2009-01-01'),
      imported: { key: 'wordpress:old.example:7', at: new Date() },
    });

  test('claims what they wrote by their confirmed address, with the password they chose', async () => {
    const made = await importKofi();
    const { browser } = await join({ ...hawa, name: 'Kofi', email: 'kofi@example.org' });
    const [letter] = await world.mailTo('kofi@example.org');
    const link = linkIn(letter, '/claim/');
    expect((await browser.get(link)).text).toContain('Kofi (imported) (@kofi)');

    const stranger = await browser.post(link, { password: 'another password' });
    expect(stranger.status).toBe(422);
    expect(stranger.text).toContain('This is not the right password');
    expect((await findMember('kofi@example.org'))?.passwordHash).toBeNull();

    const claimed = await browser.post(link, { password: hawa.password });
    expect(claimed.text).toContain('The account is yours');
    const member = (await findMember('kofi@example.org')) as Member;
    expect(member._id.equals(made._id)).toBe(true);
    expect(member).toMatchObject({ name: 'Kofi', handle: 'kofi', country: 'ML' });
    expect((await browser.get('/settings/profile')).status).toBe(200);
    expect((await visitor().post(link, { password: hawa.password })).status).toBe(410);
  });
});
