import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { renderMarkdown } from '../../../platform/text/markdown.js';
import { readStackExchange } from './stack-exchange.js';
import type { StackExchangeRecord } from './stack-exchange-records.js';

const WELLS = fileURLToPath(new URL('./fixtures/stack-exchange', import.meta.url));

async function all(directory: string): Promise<StackExchangeRecord[]> {
  const records: StackExchangeRecord[] = [];
  for await (const record of readStackExchange(directory)) records.push(record);
  return records;
}

describe('a Stack Exchange dump', () => {
  let records: StackExchangeRecord[];
  beforeAll(async () => {
    records = await all(WELLS);
  });
  const ofType = (type: StackExchangeRecord['type']) => records.filter((record) => record.type === type);

  test('gives users, then questions and answers, then comments', () => {
    expect(records.map(({ type, id }) => `${type} ${id}`)).toEqual([
      'user -1',
      'user 7',
      'question 1',
      'answer 2',
      'answer 3',
      'question 4',
      'skipped 5',
      'skipped 6',
      'comment 1',
      'comment 2',
      'skipped 3',
    ]);
    expect(ofType('user')[1]).toEqual({
      type: 'user',
      id: '7',
      name: 'Ana',
      createdAt: new Date('2011-10-12T08:00:00Z'),
      lastSeenAt: new Date('2012-01-01T00:00:00Z'),
      location: 'Dakar',
      website: 'https://ana.example',
      about: '<p>Wells</p>',
    });
  });

  test('a question keeps its title, tags, dates, closing and accepted answer', () => {
    expect(ofType('question')[0]).toEqual({
      type: 'question',
      id: '1',
      title: 'How deep is a well?',
      body: '<p>How <em>deep</em>?</p>\n',
      tags: ['wells', 'soil-depth'],
      author: { id: '7' },
      createdAt: new Date('2011-10-12T09:00:00.500Z'),
      activeAt: new Date('2011-10-13T00:00:00Z'),
      closedAt: new Date('2011-10-20T00:00:00Z'),
      acceptedAnswer: '3',
      score: 4,
      views: 90,
    });
    expect(ofType('question')[1]).toMatchObject({ tags: ['wells', 'water'] });
  });

  test('an answer knows its question and whether it was accepted; a deleted user keeps the name', () => {
    expect(ofType('answer')).toMatchObject([
      {
        id: '2',
        question: '1',
        accepted: false,
        score: -1,
        author: { name: 'user9' },
        editedAt: new Date('2011-10-12T11:00:00Z'),
      },
      { id: '3', question: '1', accepted: true, author: { id: '7' } },
    ]);
  });

  test('a comment knows its post and the question above it, and reads as it did', () => {
    expect(ofType('comment')).toMatchObject([
      { post: '2', question: '1' },
      { post: '1', question: '1', author: { name: 'user9' } },
    ]);
    const [first] = ofType('comment');
    expect(first?.type === 'comment' && renderMarkdown(first.text)).toBe(
      '<p># Really?<br />\nNot <code>x &lt; y</code>, <em>no</em> &lt;b&gt;.</p>\n',
    );
  });

  test('what has no place is left out with its reason', () => {
    expect(ofType('skipped')).toMatchObject([
      { id: '5', line: 8, reason: 'the description of a tag' },
      { id: '6', reason: 'an answer to question 99, which is not here' },
      { id: '3', reason: 'a comment on post 6, which is not here' },
    ]);
  });

  test('says how far it is over all files', async () => {
    const progress: number[] = [];
    for await (const record of readStackExchange(WELLS, { onProgress: (bytes) => progress.push(bytes) })) void record;
    expect(progress).toHaveLength(3);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
  });

  describe('when files are missing or broken', () => {
    let directory: string;
    beforeEach(async () => {
      directory = await mkdtemp(join(tmpdir(), 'palabre-dump-'));
    });
    afterEach(() => rm(directory, { recursive: true }));

    test.each([
      [{}, 'there is no Users.xml'],
      [{ 'Users.xml': '<users></users>' }, 'there is no Posts.xml'],
      [{ 'Users.xml': '<users></users>', 'Posts.xml': '<posts>\n<row Id="1"' }, 'Posts.xml:2'],
      [{ 'Users.xml': '<posts></posts>', 'Posts.xml': '<posts/>' }, 'expected <users>, found <posts>'],
      [{ 'Users.xml': '<users>\n<row/></users>', 'Posts.xml': '<posts/>' }, 'Users.xml:2: a row without Id'],
    ])('%j is refused', async (files, message) => {
      for (const [name, text] of Object.entries(files)) await writeFile(join(directory, name), text);
      await expect(all(directory)).rejects.toThrow(message);
    });
  });
});
