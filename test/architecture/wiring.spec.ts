import { Notices } from '../../src/features/notifications/public.js';
import { apiRoutes, openApi } from '../../src/platform/api/openapi.js';
import { locales } from '../../src/platform/i18n/locales.js';
import { translator } from '../../src/platform/i18n/translator.js';
import { routesOf } from '../../src/platform/web/wiring.js';
import { World } from '../world.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.end());

test('every route says who may call it', () => {
  const routes = routesOf(world.modules);
  expect(routes.length).toBeGreaterThan(10);
  expect(routes.filter(({ access }) => access === undefined)).toEqual([]);
});

test('no two routes answer the same address', () => {
  const addresses = routesOf(world.modules).map(({ method, path }) => `${method} ${path}`);
  expect(addresses.filter((address, at) => addresses.indexOf(address) !== at)).toEqual([]);
});

test('every route of the API is described', () => {
  expect(
    apiRoutes(world.modules)
      .filter(({ description }) => !description)
      .map(({ method, path }) => `${method} ${path}`),
  ).toEqual([]);
});

test('the OpenAPI document names every route of the API and nothing else', () => {
  const { paths } = openApi(world.modules, 'http://palabre.test');
  const documented = Object.entries(paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} /api/v1${path}`),
  );
  const real = apiRoutes(world.modules).map(({ method, path }) => `${method} ${path.replace(/:(\w+)\??/g, '{$1}')}`);
  expect(documented.sort()).toEqual(real.sort());
});

test('every notice has an example and its words in every language', () => {
  for (const notice of world.app.get(Notices, { strict: false }).all()) {
    const { actorName: actor, title, place } = notice.example;
    for (const locale of locales) {
      const t = translator(locale);
      for (const key of [notice.line, notice.mailSubject, notice.button] as const)
        expect(t(key, { actor, title, place }).length).toBeGreaterThan(3);
    }
  }
});
