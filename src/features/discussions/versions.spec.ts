import type { Browser } from '../../../test/browser.js';
import { ben } from '../../../test/cast.js';
import { type Opened, openDiscussion, replyByScript } from '../../../test/discussions.js';
import { World } from '../../../test/world.js';
import type { KeepsVersions } from './discussion.model.js';

let world: World;
let asBen: Browser;
let talk: Opened;
beforeAll(async () => {
  world = await World.start();
  asBen = await world.as(ben);
  talk = await openDiscussion(asBen, null, { text: 'first words' });
  await replyByScript(asBen, talk, { text: 'first words' });
});
afterAll(() => world.end());

type Kept = KeepsVersions & { editedAt: Date | null };
type Kind = 'Discussion' | 'Reply';

const which = (kind: Kind) => (kind === 'Reply' ? { discussion: talk.id, seq: 1 } : { _id: talk.id });
const edit = (kind: Kind, text: string) =>
  kind === 'Reply'
    ? asBen.post(`${talk.path}/replies/1`, { text })
    : asBen.post(talk.path, { title: 'Who repairs the pump?', language: 'en', text });
const anHourLater = (kind: Kind) =>
  world.model<Kept>(kind).updateOne(which(kind), { $set: { editedAt: new Date(Date.now() - 3_600_000) } });
const kept = async (kind: Kind) => {
  const found = await world.model<Kept>(kind).findOne(which(kind)).select('+firstText +history').lean<Kept>();
  return { first: found?.firstText?.source, latest: found?.history?.map(({ source }) => source) ?? [] };
};

describe.each(['Reply', 'Discussion'] as const)('of a %s that is changed', (kind) => {
  test('what stood before is kept; corrections within minutes are one', async () => {
    for (const text of ['one', 'two', 'three']) expect((await edit(kind, text)).status).toBe(200);
    expect(await kept(kind)).toEqual({ first: 'first words', latest: [] });
    await anHourLater(kind);
    await edit(kind, 'four');
    expect(await kept(kind)).toEqual({ first: 'first words', latest: ['three'] });
  });

  test('the first text and the latest are never lost, and there are never many', async () => {
    for (let n = 1; n <= 25; n += 1) {
      await anHourLater(kind);
      await edit(kind, `change ${n}`);
    }
    const { first, latest } = await kept(kind);
    expect(first).toBe('first words');
    expect(latest).toEqual(Array.from({ length: 20 }, (_, at) => `change ${at + 5}`));
  });

  test('no list and no page loads it', async () => {
    const loaded = await world.model<Kept>(kind).findOne(which(kind)).lean<Kept>();
    expect(loaded).not.toHaveProperty('history');
    expect(loaded).not.toHaveProperty('firstText');
  });
});

test('nobody changes what others read at the speed of a machine', async () => {
  let status = 200;
  for (let n = 0; n < 130 && status === 200; n += 1) status = (await edit('Reply', `again ${n}`)).status;
  expect(status).toBe(429);
});
