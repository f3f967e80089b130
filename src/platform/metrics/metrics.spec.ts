import { Browser } from '../../../test/browser.js';
import { World } from '../../../test/world.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.end());

test('from this machine the figures can be read, by the pattern of each route', async () => {
  const here = new Browser(world.origin);
  await here.get('/sign-in');
  const { status, body } = await here.get('/metrics');
  expect(status).toBe(200);
  expect(body).toMatch(/palabre_http_request_seconds_count\{method="GET",route="\/sign-in",status="200"\} [1-9]/);
  expect(body).toContain('palabre_process_resident_memory_bytes');
});

test('through a proxy there is nothing', async () => {
  const { status, body } = await new Browser(world.origin).get('/metrics', { 'x-forwarded-for': '203.0.113.7' });
  expect(status).toBe(404);
  expect(body).not.toContain('palabre_');
});
