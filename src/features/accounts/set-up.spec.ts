import { Browser } from '../../../test/browser.js';
import { PASSWORD } from '../../../test/cast.js';
import { World } from '../../../test/world.js';
import { SetUp } from './set-up.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
  await world.model('Member').deleteMany({});
});
afterAll(() => world.end());

const link = async () =>
  (await world.app.get(SetUp, { strict: false }).link())?.replace('http://palabre.test', '') ?? null;
const fields = (name: string) => ({
  community: `The Tree of ${name}`,
  name,
  email: `${name.toLowerCase()}@example.org`,
  password: PASSWORD,
});

test('the first run: one link, one administrator, however many come at once', async () => {
  const visitor = new Browser(world.origin);
  expect((await visitor.get('/people')).text).toContain('0 people.');
  const first = await link();
  const second = await link();
  expect((await new Browser(world.origin).get(first ?? '')).status).toBe(404);
  expect((await new Browser(world.origin).get(second ?? '')).text).toContain('Make it yours');

  const refused = await new Browser(world.origin).post(second ?? '', { ...fields('Gil'), password: '1234567890' });
  expect(refused.status).toBe(422);
  expect(refused.body).toContain('The Tree of Gil');

  const racers = ['Gil', 'Eve', 'Fin'].map((name) => ({ browser: new Browser(world.origin), name }));
  await Promise.all(racers.map(({ browser }) => browser.formToken()));
  const before = await world.model('Session').countDocuments();
  await Promise.all(racers.map(({ browser, name }) => browser.post(second ?? '', fields(name))));
  expect(await world.model('Member').countDocuments({ roles: 'administrator' })).toBe(1);
  expect(await world.model('Member').countDocuments()).toBe(1);
  expect(await world.model('Session').countDocuments()).toBe(before + 1);

  expect(await link()).toBeNull();
  expect((await new Browser(world.origin).get(second ?? '')).status).toBe(404);
  const winner = await world.model<{ name: string }>('Member').findOne().lean<{ name: string }>();
  const page = await new Browser(world.origin).get('/sign-in');
  expect(page.body).toContain(`The Tree of ${winner?.name}`);
  await world.settle();
  expect((await visitor.get('/people')).text).toContain('1 person.');
});
