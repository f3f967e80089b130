import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import type { ZodType } from 'zod';
import { parseMapping, readJsonLines } from './json-lines.js';
import { palabreRecord } from './palabre-records.js';

const page = readFileSync(new URL('../../../../docs/import-format.md', import.meta.url), 'utf8');
const examples = (language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(([, text = '']) => text);

describe('the page about the import format', () => {
  test('shows documents that can be read', async () => {
    const types: string[] = [];
    for await (const { record } of readJsonLines(Readable.from(examples('jsonl')))) types.push(record.type);
    expect(types).toEqual(['palabre', 'member', 'workspace', 'membership', 'post', 'post', 'comment']);
  });

  test('shows mappings that work', async () => {
    const [people, posts] = examples('json').map((text) => parseMapping(text));
    const person = { name: 'Ana Diop', bio: null, link: 'https://ana.example' };
    const post = {
      ...{ group: 'rain', lang: 'fr', slug: 'pluie', title: 'Pluie', date: '2024-08-06', authors: ['Ana Diop'] },
      ...{ translators: [], tags: ['eau'], description: null, markdown: '![a](b.png)' },
    };
    const read = async (document: unknown, mapping = people) => {
      const records: unknown[] = [];
      const lines = Readable.from([JSON.stringify(document)]);
      for await (const { record } of readJsonLines(lines, mapping)) records.push(record);
      return records[0];
    };
    expect(await read(person, people)).toMatchObject({ id: 'person:Ana Diop', website: 'https://ana.example' });
    expect(await read(post, posts)).toMatchObject({
      author: { id: 'person:Ana Diop' },
      text: '![a](https://essays.example/blog/2024/08/06/pluie/b.png)',
    });
  });

  test('names every field of every type, and which ones must be there', () => {
    for (const schema of palabreRecord.options) {
      const { type, ...fields } = schema.shape;
      const row = page.split('\n').find((line) => line.startsWith(`| \`${type.value}\` |`)) ?? '';
      const [, , must = '', may = ''] = row.split(/ ?\| ?/);
      for (const [name, field] of Object.entries<ZodType>(fields)) {
        const needed = !field.safeParse(undefined).success;
        expect(`${type.value}: ${needed ? must : may}`).toContain(`\`${name}\``);
      }
    }
  });
});
