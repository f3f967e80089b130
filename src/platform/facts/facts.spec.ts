import type { Model } from 'mongoose';
import { ana } from '../../../test/cast.js';
import { World } from '../../../test/world.js';
import { fact, record } from './fact.js';
import { Facts } from './facts.js';
import type { CarriesFacts } from './outbox.js';

const greeted = fact<{ name: string }>('spec.greeted', { silent: true });

let world: World;
let facts: Facts;
let members: Model<CarriesFacts & { handle: string }>;
const heard: string[] = [];
let stumbles = 0;

beforeAll(async () => {
  world = await World.start({ LOG_LEVEL: 'silent' });
  facts = world.app.get(Facts);
  members = world.model('Member');
  facts.on(greeted, async ({ name }, { id }) => {
    if (stumbles-- > 0) throw new Error('the listener stumbled');
    heard.push(`${name}:${id}`);
  });
});
afterAll(() => world.end());
beforeEach(async () => {
  await world.settle();
  heard.length = 0;
  stumbles = 0;
});

/** What a verb does: the change and its fact, in one write. */
async function greet(name: string, announce = true): Promise<void> {
  const member = await members.findOneAndUpdate(
    { handle: ana.handle },
    { $set: { bio: name }, $push: { outbox: record(greeted, { name }) } },
    { new: true },
  );
  if (announce && member) await facts.announce(members, member._id);
}

const left = async () => (await members.findOne({ handle: ana.handle }).lean())?.outbox ?? [];

test('a fact written with a change is told, and then gone', async () => {
  await greet('Ben');
  await world.settle();
  expect(heard).toEqual([expect.stringMatching(/^Ben:/)]);
  expect(await left()).toEqual([]);
});

test('when the bell is lost, the sweep tells it', async () => {
  await greet('Cleo', false);
  expect(await left()).toHaveLength(1);
  await facts.sweep();
  expect(heard).toEqual([expect.stringMatching(/^Cleo:/)]);
  expect(await left()).toEqual([]);
});

test('a fact whose listener stumbled stays, and is told again under the same id', async () => {
  stumbles = 1;
  await greet('Eve', false);
  const [waiting] = await left();
  await facts.sweep();
  expect(heard).toEqual([]);
  expect(await left()).toHaveLength(1);
  await facts.sweep();
  expect(heard).toEqual([`Eve:${waiting?.id}`]);
});

test('several facts of one document are told in order', async () => {
  await greet('first', false);
  await greet('second', false);
  await facts.sweep();
  expect(heard.map((line) => line.split(':')[0])).toEqual(['first', 'second']);
});

test('no member without facts carries an empty outbox: the index stays small', async () => {
  await greet('Fin');
  await world.settle();
  expect(await members.countDocuments({ outbox: { $exists: true } })).toBe(0);
});
