import type { Browser } from './browser.js';
import { ana, ben, type CastMember, cleo } from './cast.js';
import { type Opened, openDiscussion } from './discussions.js';
import { type Made, peopledWorkspace } from './workspaces.js';
import { World } from './world.js';

let world: World;
let wells: Made;
let talk: Opened;
beforeAll(async () => {
  world = await World.start();
  wells = await peopledWorkspace(world, 'public', [cleo, ana, ben], { language: 'en' });
  await world.model('Member').updateOne({ handle: ana.handle }, { $set: { languages: ['fr', 'en', 'wo'] } });
  talk = await openDiscussion(await world.as(cleo), wells.slug, { language: 'en' });
});
afterAll(() => world.end());

const forms = {
  opening: (browser: Browser) => browser.get(`${wells.path}/discussions/new`),
  reply: (browser: Browser) => browser.get(talk.path),
  post: (browser: Browser) => browser.post(`${wells.path}/blog/drafts`),
};
type Form = keyof typeof forms;
const kinds = Object.keys(forms) as Form[];

const languageField = async (who: CastMember, form: Form) => {
  const { body } = await forms[form](await world.as(who));
  const field = /<select[^>]*name="language".*?<\/select>/s.exec(body)?.[0] ?? '';
  return {
    offered: [...field.matchAll(/<option [^>]*value="(\w+)"/g)].map(([, code]) => code),
    chosen: /<option selected[^>]* value="(\w+)"|<option value="(\w+)"[^>]* selected/
      .exec(field)
      ?.slice(1)
      .find(Boolean),
  };
};

test.each(kinds)('the form of a new %s offers every language once, the likely ones first', async (form) => {
  const { offered } = await languageField(ana, form);
  expect(offered.slice(0, 4).sort()).toEqual(['en', 'es', 'fr', 'pt']);
  expect(offered).toEqual(expect.arrayContaining(['wo', 'bm', 'sw', 'ar']));
  expect(new Set(offered).size).toBe(offered.length);
});

describe.each(kinds)('in an English workspace the form of a new %s', (form) => {
  test.each([
    ['who writes Portuguese only', ben, 'pt'],
    ['who knows English too', ana, 'en'],
    ['who writes English', cleo, 'en'],
  ])('takes one %s at their word', async (_, who, language) => {
    expect((await languageField(who, form)).chosen).toBe(language);
  });
});

test('where no place has a language, a text is in the writer’s own', async () => {
  const { body } = await (await world.as(ben)).get('/discussions/new');
  expect(body).toMatch(/<option[^>]* value="pt"[^>]* selected|<option selected[^>]* value="pt"/);
});

test('a reply that does not say its language is taken by the same rule', async () => {
  const said = async (who: CastMember) =>
    (await (await world.as(who)).send('POST', `/api/v1/discussions/${talk.id}/replies`, { text: '…' })).json<{
      language: string;
    }>().language;
  expect([await said(ben), await said(ana)]).toEqual(['pt', 'en']);
});
