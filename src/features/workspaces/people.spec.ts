import { ana, ben, type CastMember, cleo, dov, eve, fin, gil } from '../../../test/cast.js';
import { OpenPage } from '../../../test/socket.js';
import { type Made, peopledWorkspace, storedWorkspace } from '../../../test/workspaces.js';
import { World } from '../../../test/world.js';
import { Live } from '../../platform/realtime/live.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.end());

const handlesIn = async (made: Made, role?: string): Promise<string[]> => {
  const { items } = (await (await world.as(ana)).get(`/api/v1/workspaces/${made.slug}/people`)).json<{
    items: { handle: string; role: string }[];
  }>();
  return items.filter((person) => !role || person.role === role).map(({ handle }) => handle);
};

const at = (made: Made, person: CastMember, action: string) => `${made.path}/people/${person.handle}/${action}`;

describe('coming in', () => {
  test('Ben joins a public workspace with one press, also when he presses twice', async () => {
    const made = await peopledWorkspace(world, 'public', [ana], { name: 'Open' });
    const asBen = await world.as(ben);
    expect((await asBen.get(made.path)).text).toContain('Entrar');
    await Promise.all([asBen.post(`${made.path}/membership`), asBen.post(`${made.path}/membership`)]);
    await world.settle();
    expect(await handlesIn(made)).toEqual(['ana', 'ben']);
    expect((await storedWorkspace(world, made)).memberCount).toBe(2);
    expect((await asBen.get('/workspaces/yours')).links).toContain(made.path);
  });

  test('into a workspace for members Eve asks, Ana hears of it and lets her in, and Eve hears of that', async () => {
    const made = await peopledWorkspace(world, 'members', [ana, ben], { name: 'Asked' });
    const [asEve, asAna, asBen] = [await world.as(eve), await world.as(ana), await world.as(ben)];
    expect((await asEve.get(made.path)).links).toContain(`${made.path}/membership`);
    await asEve.post(`${made.path}/membership`, { message: 'I keep the <books> in Pune.' });
    expect(await handlesIn(made)).not.toContain('eve');
    await world.settle();
    const [mail] = (await world.mailTo(ana)).slice(-1);
    expect(mail?.subject).toContain('Eve demande à rejoindre');
    expect(mail?.text).toContain('I keep the <books> in Pune.');
    expect((await asBen.get(`${made.path}/people`)).text).not.toContain('in Pune');
    expect((await asBen.post(at(made, eve, 'acceptance'))).status).toBe(403);
    expect((await asAna.get(`${made.path}/people`)).text).toContain('I keep the <books> in Pune.');
    expect((await asAna.post(at(made, eve, 'acceptance'))).status).toBe(200);
    expect((await asAna.post(at(made, eve, 'acceptance'))).status).toBe(409);
    await world.settle();
    expect(await handlesIn(made)).toContain('eve');
    expect((await world.mailTo(eve)).at(-1)?.subject).toContain('You are let into “Asked”');
  });

  test('a refused request can be made again, and one can be taken back', async () => {
    const made = await peopledWorkspace(world, 'members', [ana], { name: 'Refused' });
    const [asFin, asAna] = [await world.as(fin), await world.as(ana)];
    await asFin.post(`${made.path}/membership`);
    await asAna.post(at(made, fin, 'refusal'));
    expect((await asFin.get(made.path)).links).toContain(`${made.path}/membership`);
    await asFin.send('PUT', `/api/v1/workspaces/${made.slug}/membership`, { message: 'again' });
    expect((await asFin.get('/workspaces/yours')).links).toContain(made.path);
    await asFin.post(`${made.path}/membership/end`);
    expect((await asAna.get(`/api/v1/workspaces/${made.slug}/requests`)).json()).toEqual({ items: [] });
    expect((await asAna.post(at(made, fin, 'acceptance'))).status).toBe(409);
  });

  test('nobody comes into a private workspace by asking, and nobody walks into one for members', async () => {
    const hidden = await peopledWorkspace(world, 'private', [ana], { name: 'Closed' });
    const members = await peopledWorkspace(world, 'members', [ana], { name: 'Half closed' });
    const asEve = await world.as(eve);
    expect((await asEve.post(`${hidden.path}/membership`)).status).toBe(404);
    await asEve.post(`${members.path}/membership`);
    expect(await handlesIn(members)).toEqual(['ana']);
    expect((await (await world.as(dov)).post(`${members.path}/membership`)).status).toBe(401);
  });
});

describe('leading', () => {
  test('Ana makes Ben a facilitator, who makes her a member again', async () => {
    const made = await peopledWorkspace(world, 'public', [ana, ben, cleo], { name: 'Led by two' });
    const [asAna, asBen, asCleo] = [await world.as(ana), await world.as(ben), await world.as(cleo)];
    expect((await asCleo.post(at(made, cleo, 'facilitation'))).status).toBe(403);
    await asAna.post(at(made, ben, 'facilitation'));
    expect(await handlesIn(made, 'facilitator')).toEqual(['ana', 'ben']);
    expect((await asBen.post(at(made, ana, 'facilitation/end'))).status).toBe(200);
    expect((await asAna.get(`${made.path}/settings`)).status).toBe(403);
    expect(await handlesIn(made, 'facilitator')).toEqual(['ben']);
  });

  test('only who belongs to it can lead it', async () => {
    const made = await peopledWorkspace(world, 'public', [ana], { name: 'Strangers' });
    expect((await (await world.as(ana)).post(at(made, eve, 'facilitation'))).status).toBe(409);
    expect(await handlesIn(made, 'facilitator')).toEqual(['ana']);
  });

  test('the last facilitator cannot leave or step down without handing over', async () => {
    const made = await peopledWorkspace(world, 'public', [ana, ben], { name: 'Held' });
    const asAna = await world.as(ana);
    const leaving = `${made.path}/membership/end`;
    const asked = await asAna.post(leaving);
    expect(asked.url).toBe(leaving);
    expect(asked.text).toContain('Ben (@ben)');
    expect((await asAna.post(leaving, { successor: '' })).status).toBe(422);
    expect((await asAna.post(leaving, { successor: 'eve' })).status).toBe(422);
    expect((await asAna.post(leaving, { successor: 'nobody' })).status).toBe(422);
    expect((await (await world.as(ben)).post(leaving, { successor: 'ben' })).status).toBe(403);
    expect((await (await world.as(ben)).get(leaving)).status).toBe(404);
    expect((await asAna.send('DELETE', `/api/v1/workspaces/${made.slug}/membership`)).status).toBe(409);
    expect((await asAna.post(at(made, ana, 'facilitation/end'))).status).toBe(409);
    expect(await handlesIn(made)).toEqual(['ana', 'ben']);

    expect((await asAna.post(leaving, { successor: 'ben' })).url).toBe('/workspaces/yours');
    expect(await handlesIn(made)).toEqual(['ben']);
    expect(await handlesIn(made, 'facilitator')).toEqual(['ben']);
  });

  test('who is alone in a workspace is told how to go', async () => {
    const made = await peopledWorkspace(world, 'public', [ana], { name: 'Alone' });
    const told = await (await world.as(ana)).post(`${made.path}/membership/end`);
    expect(told.links).toEqual(expect.arrayContaining([`${made.path}/people#invite`, `${made.path}/settings`]));
    expect(await handlesIn(made, 'facilitator')).toEqual(['ana']);
  });

  test('of two facilitators who leave at the same moment, one stays', async () => {
    for (let round = 0; round < 5; round++) {
      const made = await peopledWorkspace(world, 'public', [ana, ben], { name: `Race ${round}` });
      const [asAna, asBen] = [await world.as(ana), await world.as(ben)];
      await asAna.post(at(made, ben, 'facilitation'));
      const paths = [
        `${made.path}/membership/end`,
        round % 2 ? `${made.path}/membership/end` : at(made, ben, 'facilitation/end'),
      ];
      const [first, second] = await Promise.all([asAna.post(paths[0] ?? ''), asBen.post(paths[1] ?? '')]);
      const stays = [first, second].filter(({ status, url }) => status === 409 || url.endsWith('/membership/end'));
      expect(stays).toHaveLength(1);
      await world.settle();
      const { facilitators } = await storedWorkspace(world, made);
      expect(facilitators).toHaveLength(1);
      expect(await handlesIn(made, 'facilitator')).toHaveLength(1);
    }
  });

  test('where the only facilitator’s account goes, whoever came first takes over', async () => {
    const made = await peopledWorkspace(world, 'public', [fin, cleo, ben], { name: 'Orphan' });
    const asFin = await world.as(fin);
    const left = await asFin.send('DELETE', '/api/v1/me', { password: 'sous le grand arbre', keepName: true });
    expect(left.status).toBeLessThan(300);
    await world.settle();
    expect(await handlesIn(made, 'facilitator')).toEqual(['cleo']);
    expect(await handlesIn(made)).not.toContain('fin');
  });
});

describe('going out', () => {
  test('a removed member is out at once: page, API and open socket', async () => {
    const made = await peopledWorkspace(world, 'private', [ana, ben, eve], { name: 'Removed' });
    const { _id } = await storedWorkspace(world, made);
    world.app.get(Live).roomKind({
      name: 'people-spec',
      admit: async (viewer, id) => (viewer.sees(_id) && id === made.slug ? [`workspace:${_id.toHexString()}`] : null),
    });
    const [asAna, asBen, asEve] = [await world.as(ana), await world.as(ben), await world.as(eve)];
    const [benListens, eveListens] = [await OpenPage.of(asBen), await OpenPage.of(asEve)];
    expect([await benListens.join('people-spec', made.slug), await eveListens.join('people-spec', made.slug)]).toEqual([
      true,
      true,
    ]);
    expect((await asEve.post(at(made, ben, 'removal'))).status).toBe(403);
    expect((await asAna.post(at(made, ben, 'removal'))).status).toBe(200);
    await benListens.cut();
    expect(eveListens.connected).toBe(true);
    expect((await asBen.get(made.path)).status).toBe(404);
    expect((await asBen.get(`/api/v1/workspaces/${made.slug}`)).status).toBe(404);
    expect((await asBen.get('/workspaces')).links).not.toContain(made.path);
    const again = await OpenPage.of(asBen);
    expect(await again.join('people-spec', made.slug)).toBe(false);
    for (const page of [again, eveListens]) page.close();
  });

  test('whoever leaves may come back', async () => {
    const made = await peopledWorkspace(world, 'public', [ana, ben], { name: 'Back' });
    const asBen = await world.as(ben);
    await asBen.send('DELETE', `/api/v1/workspaces/${made.slug}/membership`);
    expect(await handlesIn(made)).toEqual(['ana']);
    await asBen.send('PUT', `/api/v1/workspaces/${made.slug}/membership`, {});
    await world.settle();
    expect(await handlesIn(made)).toEqual(['ana', 'ben']);
    expect((await storedWorkspace(world, made)).memberCount).toBe(2);
  });

  test('Gil mends a workspace for all, and sees nothing of a private one', async () => {
    const [open, hidden] = [
      await peopledWorkspace(world, 'members', [ana, ben], { name: 'Mended' }),
      await peopledWorkspace(world, 'private', [ana, ben], { name: 'Not mended' }),
    ];
    const asGil = await world.as(gil);
    expect((await asGil.post(at(open, ben, 'removal'))).status).toBe(200);
    expect((await asGil.post(at(hidden, ben, 'removal'))).status).toBe(404);
    expect((await asGil.get(`${hidden.path}/people`)).status).toBe(404);
  });
});

describe('the people page', () => {
  test('shows who is there and from where, and buttons only to those who may', async () => {
    const made = await peopledWorkspace(world, 'public', [ana, ben], { name: 'Shown' });
    const asDov = await world.as(dov);
    const page = await asDov.get(`${made.path}/people`);
    expect(page.text).toMatch(/Ana Senegal .*Ben Mozambique/);
    expect(page.body).not.toContain('/removal');
    expect((await (await world.as(ana)).get(`${made.path}/people`)).body).toContain(at(made, ben, 'removal'));
  });
});
