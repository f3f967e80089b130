import { startRedis, type TestRedis } from '../../../test/redis.js';
import { MemoryPresence, type Presence } from './presence.js';
import { RedisPresence } from './redis-presence.js';

let redis: TestRedis;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

const drivers: [string, () => Presence | Promise<Presence>][] = [
  ['in this process', () => new MemoryPresence()],
  ['in Redis', () => RedisPresence.at(redis.url)],
];

describe.each(drivers)('presence %s', (_name, make) => {
  let presence: Presence;
  beforeAll(async () => {
    presence = await make();
  });
  afterAll(() => presence.close());

  test('who comes is here, and who goes is not', async () => {
    await presence.here('discussion:1', 'ana', 'tab1');
    await presence.here('discussion:1', 'ben', 'tab2');
    expect((await presence.who('discussion:1')).sort()).toEqual(['ana', 'ben']);
    await presence.gone('discussion:1', 'ben', 'tab2');
    expect(await presence.who('discussion:1')).toEqual(['ana']);
  });

  test('a person with two tabs is here once, until the last one closes', async () => {
    await presence.here('discussion:2', 'ana', 'tab1');
    await presence.here('discussion:2', 'ana', 'tab2');
    expect(await presence.who('discussion:2')).toEqual(['ana']);
    await presence.gone('discussion:2', 'ana', 'tab1');
    expect(await presence.who('discussion:2')).toEqual(['ana']);
    await presence.gone('discussion:2', 'ana', 'tab2');
    expect(await presence.who('discussion:2')).toEqual([]);
  });

  test('who does not come again is gone after a while', async () => {
    await presence.here('site', 'ana', 'page', 60_000);
    await presence.here('site', 'ben', 'page', 40);
    expect((await presence.who('site')).sort()).toEqual(['ana', 'ben']);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(await presence.who('site')).toEqual(['ana']);
  });

  test('places do not mix', async () => {
    await presence.here('discussion:3', 'cleo', 'tab1');
    expect(await presence.who('discussion:4')).toEqual([]);
  });
});
