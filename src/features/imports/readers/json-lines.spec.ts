import { createReadStream, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { renderMarkdown } from '../../../platform/text/markdown.js';
import { parseMapping, readJsonLines } from './json-lines.js';
import { readJsonValues } from './json-values.js';
import type { PalabreRecord } from './palabre-records.js';
import type { RecordMapping } from './record-mapping.js';

const fixture = (name: string) => new URL(`./fixtures/${name}`, import.meta.url);
const essays = () => parseMapping(readFileSync(fixture('essays.mapping.json'), 'utf8'));

async function all(stream: AsyncIterable<Uint8Array | string>, mapping?: RecordMapping) {
  const records: { record: PalabreRecord; line: number }[] = [];
  for await (const located of readJsonLines(stream, mapping, { file: 'x.jsonl' })) records.push(located);
  return records;
}

const refused = (text: string, mapping?: RecordMapping) =>
  all(Readable.from([text]), mapping).then(
    () => 'accepted',
    (error: unknown) => String(error),
  );

describe('our own format', () => {
  test('every kind of record is read, with its line, its dates and its defaults', async () => {
    const records = await all(createReadStream(fixture('wells.jsonl')));
    expect(records.map(({ record, line }) => `${line} ${record.type}`)).toEqual([
      '1 palabre',
      '2 member',
      '3 workspace',
      '4 membership',
      '6 post',
      '7 post',
      '8 comment',
      '9 discussion',
      '10 reply',
      '11 announcement',
      '12 follow',
      '13 subscription',
    ]);
    expect(records[4]?.record).toEqual({
      type: 'post',
      id: 'p1',
      blog: { workspace: 'w1' },
      author: 'm1',
      coauthors: [{ name: 'Fin Reis' }],
      translators: [],
      title: 'Le puits',
      text: 'Un *puits*.',
      format: 'markdown',
      language: 'fr',
      group: 'well',
      tags: ['Eau'],
      state: 'published',
      publishedAt: new Date('2025-02-01T07:00:00Z'),
      addresses: ['https://old.example/puits'],
      oldSlugs: [],
    });
  });

  const line1 = '{"type":"member","id":"a","name":"a"}\n';
  test.each([
    ['{"type":"member","name":"b"', /^MalformedInputError: x\.jsonl:2: no JSON document: /],
    ['{"type":"post","id":"1","author":"m","text":"x"}', 'x.jsonl:2: title: '],
    ['{"type":"post","id":"1","author":"m","title":"t","text":"x","publishedAt":"soon"}', 'x.jsonl:2: publishedAt: '],
    [
      '{"type":"post","id":"1","author":"m","title":"t","text":"x","addresses":["javascript:x"]}',
      'x.jsonl:2: addresses.0: ',
    ],
    ['{"type":"member","id":"b","name":"b","colour":"red"}', 'x.jsonl:2: Unrecognized key: "colour"'],
    ['{"type":"poll","id":"1"}', 'x.jsonl:2: type: '],
    ['{"type":"palabre","version":2}', 'x.jsonl:2: version: '],
    ['[]', 'x.jsonl:2: '],
  ])('%s is refused with line and field', async (line2, message) => {
    expect(await refused(line1)).toBe('accepted');
    expect(await refused(line1 + line2)).toMatch(message);
  });
});

describe('a mapping', () => {
  test('reads texts of another system, ties translations, and keeps who wrote and who translated', async () => {
    const records = await all(createReadStream(fixture('essays.jsonl')), essays());
    expect(records.map(({ record }) => record)).toMatchObject([
      {
        type: 'post',
        id: '2024/rain:en',
        group: '2024/rain',
        language: 'en',
        author: { id: 'person:Ana Diop', name: 'Ana Diop' },
        coauthors: [{ id: 'person:Ben Zita', name: 'Ben Zita' }],
        translators: [],
        tags: ['water'],
        publishedAt: new Date('2024-08-06T00:00:00Z'),
      },
      {
        id: '2024/rain:pt',
        group: '2024/rain',
        language: 'pt-BR',
        summary: 'Breve',
        translators: [{ name: 'Fin Reis' }],
      },
    ]);
  });

  test('turns shortcodes of Hugo into what they show, and leaves code alone', async () => {
    const [rain, chuva] = (await all(createReadStream(fixture('essays.jsonl')), essays())).map(({ record }) =>
      record.type === 'post' ? renderMarkdown(record.text) : '',
    );
    expect(rain).toContain(
      '<img src="https://old.example/blog/2024/08/06/rain/a%20b.png" alt="A [cloud]" loading="lazy" />',
    );
    expect(rain).toMatch(/<figcaption>\s*<p>By <em>Ana<\/em><\/p>\s*<\/figcaption>\s*<\/figure>/);
    expect(rain).toContain('href="https://old.example/blog/2024/08/06/sun/"');
    expect(rain).toContain('href="#text-top"');
    expect(rain).toContain('<code>{{&lt; figure src="kept.png" &gt;}}');
    expect(chuva).toMatch(/<blockquote>\s*<p>Água<\/p>\s*<footer>\s*<p>— Ana<\/p>/);
    expect(chuva).toMatch(/<a href="https:\/\/vimeo\.com\/42" [^>]*>O filme<\/a>/);
  });

  test('is itself checked, and what it makes too', async () => {
    expect(() => parseMapping('{"type":"post","fields":{"title":{"form":"heading"}}}')).toThrow(
      /^mapping: fields\.title: /,
    );
    expect(() => parseMapping('{"type":"poll","fields":{}}')).toThrow(/^mapping: type: /);
    expect(() => parseMapping('{')).toThrow(/^mapping: no JSON: /);
    const untitled = parseMapping('{"type":"post","fields":{"id":"slug","author":"by","text":"body"}}');
    expect(await refused('{"slug":"a","by":"b","body":"c"}', untitled)).toContain('x.jsonl:1: title: ');
  });

  test('sees own fields only', async () => {
    const sly = parseMapping('{"type":"member","fields":{"id":"constructor.name","name":"constructor.name"}}');
    expect(await refused('{}', sly)).toContain('x.jsonl:1: id: ');
  });
});

describe('JSON documents', () => {
  const inPieces = (text: string, size: number) =>
    Readable.from(
      Array.from({ length: Math.ceil(text.length / size) }, (_, at) => text.slice(at * size, (at + 1) * size)),
    );
  const read = async (text: string, size: number) => {
    const values: unknown[] = [];
    for await (const { value } of readJsonValues(inPieces(text, size))) values.push(value);
    return values;
  };

  test('come out of lines and arrays alike, in pieces of any size', async () => {
    const ascii = fc
      .jsonValue()
      .map((value): unknown => JSON.parse(JSON.stringify(value).replace(/[^\u0020-\u007e]/g, '?')));
    await fc.assert(
      fc.asyncProperty(
        fc.array(ascii),
        fc.integer({ min: 1, max: 30 }),
        fc.constantFrom(0, 2),
        async (values, size, indent) => {
          expect(await read(JSON.stringify(values, null, indent), size)).toEqual(values);
          const records = values.map((value) => ({ value }));
          expect(await read(records.map((record) => JSON.stringify(record)).join('\n'), size)).toEqual(records);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('of an array have the line where they start', async () => {
    const lines: number[] = [];
    for await (const { line } of readJsonValues(Readable.from(['[\n{"a":\n1},\n\n', '{"b":2}\n]\n']))) lines.push(line);
    expect(lines).toEqual([2, 5]);
  });

  test.each(['[{"a":1}', '[{"a":1}] more', '[1 2]', '[', '{"a":"\n"}'])('%j is refused', async (text) => {
    await expect(read(text, 4)).rejects.toThrow('no JSON document');
  });

  test('an empty input holds none', async () => {
    expect(await read('', 4)).toEqual([]);
    expect(await read(' \n\n', 1)).toEqual([]);
    expect(await read('[]', 1)).toEqual([]);
  });
});
