import { dov } from '../../../test/cast.js';
import { World } from '../../../test/world.js';
import { Config } from '../config/config.js';
import { TooMany } from '../errors/errors.js';
import { Limits } from './limits.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.end());

/** As another process finds them that is started on the same database. */
const afterRestart = () => Limits.by(world.app.get(Config), world.connection);

test('attempts at a password still count after a restart', async () => {
  const browser = await world.as(dov);
  const attempt = async () =>
    (await browser.post('/sign-in', { identifier: 'ana@example.org', password: 'not this one' })).status;
  for (let n = 0; n < 10; n += 1) expect(await attempt()).toBe(422);
  expect(await attempt()).toBe(429);
  const found = await world.connection.collection('limits').findOne({ key: /sign-in-account/ });
  expect(found).toMatchObject({ points: 11, expire: expect.any(Date) });
});

test('what counts for long is known to the next process, and let go when it went well', async () => {
  const limit = { name: 'long', points: 2, seconds: 3600 };
  const limits = world.app.get(Limits, { strict: false });
  for (let n = 0; n < 2; n += 1) await limits.count(limit, 'ana');
  const next = await afterRestart();
  await expect(next.count(limit, 'ana')).rejects.toThrow(TooMany);
  await next.count(limit, 'ben');
  await next.forget(limit, 'ana');
  await next.count(limit, 'ana');
});

test('two attempts at once count twice', async () => {
  const limit = { name: 'at-once', points: 5, seconds: 3600 };
  const limits = world.app.get(Limits, { strict: false });
  const counted = await Promise.allSettled(Array.from({ length: 12 }, () => limits.count(limit, 'ana')));
  expect(counted.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
});
