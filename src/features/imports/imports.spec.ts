import { mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ana, ben, dov, eve } from '../../../test/cast.js';
import { countsOf, exported, fixture, garden, importFrom, lines, wells } from '../../../test/imports.js';
import { peopledWorkspace } from '../../../test/workspaces.js';
import { World } from '../../../test/world.js';
import { JsonLinesSource } from './sources/json-lines-source.js';
import type { Item, ReadingOptions, Source } from './sources/source.js';

let world: World;

beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.end());

/** Reads like another source, and breaks off while it is written. */
class BreaksOff implements Source {
  constructor(
    private readonly whole: Source,
    private readonly after: number,
  ) {}

  get name() {
    return this.whole.name;
  }

  get file() {
    return this.whole.file;
  }

  async *items(options: ReadingOptions): AsyncGenerator<Item> {
    let told = 0;
    for await (const item of this.whole.items(options)) {
      if (options.whole && told++ === this.after) throw new Error('the line is cut');
      yield item;
    }
  }

  close() {
    return this.whole.close();
  }
}

describe('a site of questions and answers', () => {
  const openWells = async () => {
    const list = await (await world.as(dov)).get('/workspaces/wells/discussions');
    return list.links.find((link) => link.includes('how-deep-is-a-well')) ?? '';
  };

  test('becomes discussions, where comments stand after what they answer and say whose it is', async () => {
    const tally = await importFrom(world, await wells(world, 'wells'));
    expect([tally.of('discussion', 'made'), tally.of('reply', 'made')]).toEqual([2, 4]);
    expect([...tally.skipped.keys()]).toHaveLength(3);
    const page = await (await world.as(dov)).get((await openWells()).replace(/\?.*/, ''));
    expect(page.text).toMatch(
      /How deep ?\? 4 votes.*user9.*To Ana: Me too.*user9.*Ten\. -1 vote.*To user9: # Really\?.*It depends\. Accepted answer · 2 votes/,
    );
    expect(page.text).toMatch(/soil depth/);
    expect(page.text).toMatch(/[Cc]losed/);
  });

  test('imported again, is as before', async () => {
    const before = await countsOf(world);
    const tally = await importFrom(world, await wells(world, 'wells'));
    expect([tally.of('discussion', 'unchanged'), tally.of('reply', 'unchanged')]).toEqual([2, 4]);
    expect(await countsOf(world)).toEqual(before);
  });

  test('takes new replies after those that people gave here in the meantime', async () => {
    const fresh = await lines(
      [
        '{"type":"discussion","id":"d","author":{"name":"Ada"},"title":"Pumps","text":"Which?"}',
        '{"type":"reply","id":"r1","discussion":"d","author":{"name":"Ada"},"text":"First"}',
      ],
      'pumps',
    );
    await importFrom(world, fresh);
    const list = await (await world.as(ben)).get('/discussions');
    const path = (list.links.find((link) => link.includes('/pumps')) ?? '').replace(/\?.*/, '');
    await (await world.as(ben)).post(`${path.replace('/pumps', '')}/replies`, { text: 'Second, from here' });
    const more = await lines(
      [
        '{"type":"discussion","id":"d","author":{"name":"Ada"},"title":"Pumps","text":"Which?"}',
        '{"type":"reply","id":"r0","discussion":"d","author":{"name":"Ada"},"text":"Third"}',
        '{"type":"reply","id":"r1","discussion":"d","author":{"name":"Ada"},"text":"First"}',
      ],
      'pumps',
    );
    await importFrom(world, more);
    expect((await (await world.as(dov)).get(path)).text).toMatch(/First.*Second, from here.*Third/);
  });
});

describe('what comes into a private workspace', () => {
  test('exists for its members only: page, list, feed, tag and old address', async () => {
    const place = await peopledWorkspace(world, 'private', [ana, ben], { name: 'Closed' });
    const hidden = { 'garden.example': 'closed.example', Puits: 'Cisterne', puits: 'cisterne' };
    await importFrom(world, await garden(world, hidden, { workspace: place.slug }));
    const path = `${place.path}/blog/le-cisterne-ete`;
    const paths = [
      path,
      `${place.path}/blog`,
      `${place.path}/feed.atom`,
      '/tags/cisterne',
      '/blog/2014/03/le-cisterne/',
    ];
    expect((await (await world.as(ana)).get(path)).text).toContain('Le cisterne – fini');
    for (const seen of paths) expect([seen, (await (await world.as(ben)).get(seen)).status]).toEqual([seen, 200]);
    for (const nobody of [dov, eve])
      for (const unseen of paths)
        expect([unseen, (await (await world.as(nobody)).get(unseen)).status]).toEqual([unseen, 404]);
    for (const list of ['/blogs', '/', '/tags', '/feed.json', '/workspaces'])
      expect((await (await world.as(eve)).get(list)).body.toLowerCase()).not.toContain('cisterne');
  });
});

describe('input that is not what it says', () => {
  const member = '{"type":"member","id":"m","name":"Mo"}';
  test.each([
    ['{"type":"post","id":"p","author":"m","title":"T"}', /x\.jsonl:2: text: /],
    [
      '{"type":"post","id":"p","author":"who","title":"T","text":""}',
      /x\.jsonl:2: post: author: there is no member who/,
    ],
    [
      '{"type":"comment","id":"c","post":"p9","author":"m","text":"x"}',
      /x\.jsonl:2: comment: post: there is no post p9/,
    ],
    [
      '{"type":"reply","id":"r","discussion":"d9","author":"m","text":"x"}',
      /x\.jsonl:2: reply: discussion: there is no/,
    ],
    [
      '{"type":"post","id":"p","author":"m","title":"T","text":"","blog":{"workspace":"w"}}',
      /blog\.workspace: there is no/,
    ],
    ['not json', /x\.jsonl:2: no JSON document/],
  ])('%s is refused with its line, and nothing of it stays', async (line, reason) => {
    const before = await countsOf(world);
    await expect(importFrom(world, await lines([member, line], 'bad'))).rejects.toThrow(reason);
    expect(await countsOf(world)).toEqual(before);
  });

  test('a blog that breaks off in its middle leaves nothing', async () => {
    const before = await countsOf(world);
    const cut = await garden(world, {
      'garden.example': 'cut.example',
      '<title>puits</title>': '<title>puits</wrong>',
    });
    await expect(importFrom(world, cut)).rejects.toThrow(/garden\.wxr\.xml:\d+:\d+: /);
    expect(await countsOf(world)).toEqual(before);
  });
});

test('an import that is cut off is finished by the next one, and leaves nothing twice', async () => {
  const many = Array.from({ length: 900 }, (_, at) => [
    `{"type":"post","id":"p${at}","author":{"name":"Ada"},"title":"Post ${at}","text":"Text","tags":["many"],"publishedAt":"2020-01-01"}`,
    `{"type":"comment","id":"c${at}","post":"p${at}","author":{"name":"Bo"},"text":"Yes"}`,
  ]).flat();
  const before = await countsOf(world);
  await expect(importFrom(world, new BreaksOff(await lines(many, 'cut'), 1001))).rejects.toThrow('the line is cut');
  const cut = await countsOf(world);
  expect(cut.Post).toBeGreaterThan(before.Post ?? 0);
  expect(cut.Post).toBeLessThan((before.Post ?? 0) + 900);

  const tally = await importFrom(world, await lines(many, 'cut'));
  expect(tally.of('post', 'made') + tally.of('post', 'unchanged')).toBe(900);
  const after = await countsOf(world);
  expect([after.Post, after.Comment]).toEqual([(before.Post ?? 0) + 900, (before.Comment ?? 0) + 900]);
  expect((await (await world.as(dov)).get('/tags/many')).text).toMatch(/900/);
  expect(await world.model('Post').countDocuments({ commentCount: 1, 'imported.key': /^cut:/ })).toBe(900);
});

test('an export, imported into an empty community, is exported the same', async () => {
  await importFrom(world, new JsonLinesSource(fixture('wells.jsonl'), 'wells'));
  const before = await exported(world);
  const kinds = new Set(before.map((line) => (JSON.parse(line) as { type: string }).type));
  expect([...kinds].sort()).toEqual([
    ...['announcement', 'comment', 'discussion', 'follow', 'member', 'membership', 'palabre', 'post', 'reply'],
    ...['subscription', 'workspace'],
  ]);
  const other = await World.start();
  try {
    await other.model('Member').deleteMany({});
    await importFrom(other, await lines(before));
    expect((await exported(other)).slice(1)).toEqual(before.slice(1));
    const tally = await importFrom(other, await lines(before));
    expect(
      ['member', 'post', 'comment', 'discussion', 'reply', 'follow', 'subscription'].map((type) =>
        tally.of(type as 'post', 'made'),
      ),
    ).toEqual([0, 0, 0, 0, 0, 0, 0]);
  } finally {
    await other.end();
  }
});

test('nothing is left in the folder for temporary files', async () => {
  const folder = tmpdir();
  await importFrom(world, await wells(world));
  const broken = await mkdtemp(join(folder, 'palabre-broken-'));
  await writeFile(join(broken, 'Users.xml'), '<users></users>');
  await writeFile(join(broken, 'Posts.xml'), '<posts><row Id="1"></posts>');
  const { StackExchangeSource } = await import('./sources/stack-exchange-source.js');
  const source = await StackExchangeSource.open(broken, undefined, 'en');
  await expect(importFrom(world, source)).rejects.toThrow(/Posts\.xml:1/);
  const ours = `palabre-import-${process.pid}-`;
  expect((await readdir(folder)).filter((name) => name.startsWith(ours))).toEqual([]);
});
