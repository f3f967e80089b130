import { ana, dov } from '../../../test/cast.js';
import { givenWorkspaces, publishPost } from '../../../test/given-blogs.js';
import { World } from '../../../test/world.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
  await givenWorkspaces(world);
});
afterAll(() => world?.end());

test('Ana publishes in the workspace, and everybody reads it', async () => {
  const post = await publishPost(world, await world.as(ana), '/workspaces/harvest/blog', {
    tags: 'Mutuelles de santé, Sahel',
  });
  expect(post.path).toBe('/workspaces/harvest/blog/paying-after-the-harvest');
  const page = await (await world.as(dov)).get(post.path);
  expect(page.status).toBe(200);
  expect(page.body).toContain('<strong>380</strong>');
  expect(page.links).toContain('/tags/mutuelles%20de%20sante');
});
