import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { MalformedInputError } from './input.js';
import { readWordpress } from './wordpress.js';
import type { WordpressItem, WordpressRecord } from './wordpress-records.js';

const GARDEN = new URL('./fixtures/garden.wxr.xml', import.meta.url);

async function all(stream: AsyncIterable<Uint8Array | string>, file = 'x.xml'): Promise<WordpressRecord[]> {
  const records: WordpressRecord[] = [];
  for await (const record of readWordpress(stream, { file })) records.push(record);
  return records;
}

const head = (version = '1.2') => `<rss><channel><title>T</title><wp:wxr_version>${version}</wp:wxr_version>`;
const item = (inner: string) => `${head()}<item><wp:post_id>1</wp:post_id>${inner}</item></channel></rss>`;
const itemsOf = (records: WordpressRecord[]) =>
  records.filter((record): record is WordpressItem => record.type === 'item');
const refusal = (xml: string | Uint8Array) => all(Readable.from([xml])).catch((error: unknown) => error);

describe('a WordPress export', () => {
  let records: WordpressRecord[];
  beforeAll(async () => {
    records = await all(createReadStream(GARDEN));
  });

  test('names its site, people and terms first', () => {
    expect(records.slice(0, 7)).toEqual([
      {
        type: 'site',
        title: 'Jardin & santé : notes',
        description: 'Water & soil',
        language: 'fr-FR',
        baseUrl: 'https://garden.example/blog',
        version: '1.2',
      },
      { type: 'author', id: '2', login: 'ana', email: 'ana@example.org', name: 'Ana Diop' },
      { type: 'author', login: 'fin', email: '', name: 'Fin Reis' },
      { type: 'category', taxonomy: 'category', slug: 'sante', name: 'Santé', description: '' },
      { type: 'category', taxonomy: 'category', slug: 'eau', name: 'Eau', description: '', parent: 'sante' },
      { type: 'tag', taxonomy: 'post_tag', slug: 'puits', name: 'Puits', description: '' },
      { type: 'term', taxonomy: 'region', slug: 'dakar', name: 'Dakar', description: '' },
    ]);
  });

  test('gives a post with everything that belongs to it', () => {
    const [post] = itemsOf(records);
    expect(post).toMatchObject({
      id: '10',
      kind: 'post',
      title: 'Le puits – fini',
      link: 'https://garden.example/blog/2014/03/le-puits/',
      slug: 'le-puits-été',
      author: 'ana',
      status: 'publish',
      createdAt: new Date('2014-03-04T09:30:00Z'),
      updatedAt: new Date('2014-03-05T08:00:00Z'),
      excerpt: 'Court',
      sticky: true,
      passwordProtected: false,
      commentsOpen: true,
      categories: [{ taxonomy: 'category', slug: 'sante', name: 'Santé' }],
      tags: [{ taxonomy: 'post_tag', slug: 'puits', name: 'Puits' }],
    });
    expect(post?.parent).toBeUndefined();
    expect(post?.content).toMatch(/^Première ligne\ndeuxième[\s\S]*Fin \]\]> du texte$/);
  });

  test('keeps comments in their threads, with who wrote them', () => {
    const [post] = itemsOf(records);
    expect(post?.comments).toEqual([
      {
        id: '1',
        author: { name: 'Ben & Cie', email: 'ben@example.org', url: 'https://ben.example' },
        createdAt: new Date('2014-03-04T11:00:00Z'),
        kind: 'comment',
        status: 'approved',
        content: 'Bravo !',
      },
      {
        id: '2',
        parent: '1',
        author: { name: 'Ana Diop', email: '', url: '', memberId: '2' },
        createdAt: new Date('2014-03-04T12:00:00Z'),
        kind: 'comment',
        status: 'approved',
        content: 'Merci',
      },
      {
        id: '3',
        author: { name: 'Elsewhere', email: '', url: '' },
        kind: 'pingback',
        status: 'spam',
        content: '[...] found [...]',
      },
    ]);
  });

  test('dates a draft by the clock of its site, and knows what was not public', () => {
    const draft = itemsOf(records)[1];
    expect(draft).toMatchObject({
      status: 'draft',
      createdAt: new Date('2014-04-01T07:00:00Z'),
      passwordProtected: true,
    });
  });

  test('gives attachments by reference', () => {
    expect(itemsOf(records)[2]).toMatchObject({
      kind: 'attachment',
      parent: '10',
      attachmentUrl: 'https://garden.example/puits.jpg',
      alt: 'Un puits',
    });
  });

  test('is read the same in pieces of any size, and says how far it is', async () => {
    const progress: number[] = [];
    const pieces = createReadStream(GARDEN, { highWaterMark: 7 });
    const again: WordpressRecord[] = [];
    for await (const record of readWordpress(pieces, { onProgress: (bytes) => progress.push(bytes) }))
      again.push(record);
    expect(again).toEqual(records);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect(progress.at(-1)).toBe((await import('node:fs')).statSync(GARDEN).size);
  });

  test('of version 1.0 names each category twice and calls tags "tag"', async () => {
    const terms =
      '<category>News</category><category domain="category" nicename="news">News</category><category domain="tag" nicename="a">A</category>';
    const [post] = itemsOf(await all(Readable.from([item(terms).replace('1.2', '1.0')])));
    expect(post?.categories.map(({ name }) => name)).toEqual(['News']);
    expect(post?.tags.map(({ slug }) => slug)).toEqual(['a']);
  });

  test('may hold control characters and HTML entities that XML does not know', async () => {
    const [post] = itemsOf(await all(Readable.from([item('<title>a\u0008b&hellip;</title>')])));
    expect(post?.title).toBe('ab…');
  });

  test('may be in another character set, when it says so', async () => {
    const xml = `<?xml version="1.0" encoding="ISO-8859-1"?>${item('<title>été</title>')}`;
    const [post] = itemsOf(await all(Readable.from([Buffer.from(xml, 'latin1')])));
    expect(post?.title).toBe('été');
  });
});

describe('what is no WordPress export is refused with its place', () => {
  test.each([
    ['<html><body>', 'x.xml:1:6: expected <rss>, found <html>'],
    ['<rss>\n<nothing>', 'x.xml:2:9: expected <channel>, found <nothing>'],
    [`${head()}\n<item><title>a</b></item>`, 'x.xml:2:18: unexpected close tag'],
    [`${head()}\n<item>`, 'x.xml:2:6: unclosed tag: item'],
    [`${head('')}<item></item></channel></rss>`, 'x.xml:1: no WordPress export: it names no WXR version'],
    [`${head()}<item></item></channel></rss>`, 'x.xml:1: an item without wp:post_id'],
    [`${head()}\n<title>&nonsense;</title></channel></rss>`, 'x.xml:2:17: undefined entity'],
    ['', 'x.xml'],
    ['not xml at all', 'x.xml:1:1'],
  ])('%j', async (xml, message) => {
    const error = await refusal(xml);
    expect(error).toBeInstanceOf(MalformedInputError);
    expect(String(error)).toContain(message);
  });

  test('bytes that are no text', async () => {
    const bytes = Buffer.concat([Buffer.from(`${head()}\n<item>`), Buffer.from([0xe9, 0x20])]);
    expect(await refusal(bytes)).toMatchObject({ line: 2, reason: 'bytes that are not utf-8 text' });
  });

  test('entities that grow without end', async () => {
    const bomb = `<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>${item('<title>&b;</title>')}`;
    expect(String(await refusal(bomb))).toContain('undefined entity');
  });
});
