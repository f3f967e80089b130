import { readFile } from 'node:fs/promises';
import {
  JsonLinesSource,
  parseMapping,
  StackExchangeSource,
  WordpressSource,
} from '../../src/features/imports/sources/index.js';
import { dov } from '../cast.js';
import { importer, importFrom } from '../imports.js';
import { describeRealData, realData } from '../real-data.js';
import { World } from '../world.js';

describeRealData('real exports, imported', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start();
  });
  afterAll(() => world.end());

  const mapping = async (name: string) =>
    parseMapping(await readFile(new URL(`../../docs/examples/${name}.mapping.json`, import.meta.url), 'utf8'));

  test('a blog of seven years, with every old address', async () => {
    const source = new WordpressSource(realData('community/wxr/cc-labs.en.wxr.xml'));
    const tally = await importFrom(world, source);
    expect([tally.of('post', 'made'), tally.of('comment', 'made'), tally.of('membership', 'made')]).toEqual([
      224, 119, 30,
    ]);
    expect([...tally.skipped.values()]).toEqual([62]);
    const old = await world.model<{ oldAddresses: string[] }>('Post').distinct('oldAddresses');
    const answers = await Promise.all(old.map((path) => fetch(`${world.origin}${path}`, { redirect: 'manual' })));
    expect(old).toHaveLength(448);
    expect(answers.filter(({ status }) => status !== 301)).toEqual([]);
  });

  test('a community that discusses itself, each reply in its place', async () => {
    const place = await importer(world).placeAt('history');
    const tally = await importFrom(
      world,
      await StackExchangeSource.open(realData('community/stackexchange'), place, 'en'),
    );
    expect([tally.of('member'), tally.of('discussion', 'made'), tally.of('reply', 'made')]).toEqual([2295, 556, 4549]);
    const gaps = await world
      .model('Reply')
      .aggregate<{ count: number; last: number }>([
        { $group: { _id: '$discussion', count: { $sum: 1 }, last: { $max: '$seq' } } },
      ]);
    expect(gaps.filter(({ count, last }) => count !== last)).toEqual([]);
  }, 300_000);

  test('texts in four languages, each leading to the others', async () => {
    const place = await importer(world).placeAt('ropensci');
    const people = new JsonLinesSource(realData('community/ropensci/authors.json'), 'palabre', {
      mapping: await mapping('ropensci-people'),
    });
    await importFrom(world, people);
    const file = realData('community/ropensci/posts-multilingual.jsonl');
    const tally = await importFrom(
      world,
      new JsonLinesSource(file, 'palabre', { mapping: await mapping('ropensci-posts'), place }),
    );
    expect(tally.of('post', 'made')).toBe(157);
    const posts = world.model<{ language: string; translationGroup: unknown }>('Post');
    const made = await posts.find({ translationGroup: { $ne: null } }).lean();
    expect(new Set(made.map(({ translationGroup }) => String(translationGroup))).size).toBe(69);
    const shared = await (await world.as(dov)).get('/workspaces/ropensci/blog/analisis-demografico-con-arcenso');
    expect(shared.text).toMatch(/Also in: \w+/);
  });
});
