import { createReadStream } from 'node:fs';
import { parseMapping, readJsonLines } from '../../src/features/imports/readers/json-lines.js';
import { readStackExchange } from '../../src/features/imports/readers/stack-exchange.js';
import { readWordpress } from '../../src/features/imports/readers/wordpress.js';
import {
  wordpressCommentHtml,
  wordpressCommentToMarkdown,
  wordpressHtml,
  wordpressToMarkdown,
} from '../../src/features/imports/readers/wordpress-html.js';
import type { WordpressItem } from '../../src/features/imports/readers/wordpress-records.js';
import { contentLosses } from '../../src/platform/text/content-losses.js';
import { htmlToMarkdown } from '../../src/platform/text/html-to-markdown.js';
import { renderMarkdown } from '../../src/platform/text/markdown.js';
import { sanitizeHtml } from '../../src/platform/text/sanitize.js';
import { describeRealData, realData } from '../real-data.js';

async function collect<Read>(records: AsyncIterable<Read>): Promise<Read[]> {
  const all: Read[] = [];
  for await (const record of records) all.push(record);
  return all;
}

const tally = (names: string[]) => {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
};

const wxr = (name: string) => readWordpress(createReadStream(realData(`community/wxr/${name}`)), { file: name });

describeRealData('real exports', () => {
  test('a WordPress blog of seven years: nothing is missing, and every text reads as it did', async () => {
    const records = await collect(wxr('cc-labs.en.wxr.xml'));
    const items = records.filter((record): record is WordpressItem => record.type === 'item');
    const comments = items.flatMap((item) => item.comments);
    expect(tally(items.map(({ kind }) => kind))).toEqual({ post: 219, page: 5 });
    expect(tally(comments.map(({ kind }) => kind))).toEqual({ comment: 119, pingback: 62 });
    expect(records.filter(({ type }) => type === 'author')).toHaveLength(30);
    expect(new Set(items.flatMap(({ categories }) => categories.map(({ slug }) => slug))).size).toBe(97);
    expect(new Set(items.flatMap(({ tags }) => tags.map(({ slug }) => slug))).size).toBe(164);
    const losses = [
      ...items.map(({ content }) => [wordpressHtml(content), wordpressToMarkdown(content)] as const),
      ...comments.map(({ content }) => [wordpressCommentHtml(content), wordpressCommentToMarkdown(content)] as const),
    ].flatMap(([html, source]) => contentLosses(html, renderMarkdown(source)));
    expect(losses).toEqual([]);
  });

  test('small cases of the WordPress importer', async () => {
    expect(tally((await collect(wxr('wpimporter-wxr-comprehensive.xml'))).map(({ type }) => type))).toEqual({
      ...{ site: 1, author: 2, category: 2, tag: 2, item: 2 },
    });
    expect(await collect(wxr('wpimporter-wxr-utf-8-challenges.xml'))).toHaveLength(3);
    await expect(collect(wxr('wpimporter-malformed.xml'))).rejects.toMatchObject({
      file: 'wpimporter-malformed.xml',
      line: 27,
      reason: 'expected <channel>, found <notachanneltag>',
    });
  });

  test('a Stack Exchange community of seven years', async () => {
    const records = await collect(readStackExchange(realData('community/stackexchange')));
    expect(tally(records.map(({ type }) => type))).toEqual({
      ...{ user: 2295, question: 556, answer: 1095, comment: 3454, skipped: 6 },
    });
    const tags = records.flatMap((record) => (record.type === 'question' ? record.tags : []));
    expect(new Set(tags).size).toBe(65);
    const bodies = records.flatMap((record) => ('body' in record ? [record.body] : [])).slice(0, 400);
    const losses = bodies.flatMap((body) => contentLosses(sanitizeHtml(body), renderMarkdown(htmlToMarkdown(body))));
    expect(losses).toEqual([]);
  });

  test('posts in four languages, with their translations tied and their people known', async () => {
    const people = parseMapping('{"type":"member","fields":{"id":{"template":"person:{name}"},"name":"name"}}');
    const authors = createReadStream(realData('community/ropensci/authors.json'));
    const members = await collect(readJsonLines(authors, people));
    const mapping = parseMapping(POSTS);
    const stream = createReadStream(realData('community/ropensci/posts-multilingual.jsonl'));
    const posts = (await collect(readJsonLines(stream, mapping))).flatMap(({ record }) =>
      record.type === 'post' ? [record] : [],
    );
    expect(tally(posts.map(({ language }) => language ?? ''))).toEqual({ en: 66, es: 66, pt: 17, fr: 8 });
    expect(new Set(posts.map(({ group }) => group)).size).toBe(69);
    const named = posts.flatMap(({ author, coauthors, translators }) => [author, ...coauthors, ...translators]);
    const ids = named.map((person) => (typeof person === 'string' ? person : person.id));
    expect(new Set([...ids, ...members.map(({ record }) => ('id' in record ? record.id : ''))]).size).toBe(64);
    const shown = posts.map(({ text }) => renderMarkdown(text).replace(/<(pre|code)\b[\s\S]*?<\/\1>/g, ''));
    expect(shown.filter((html) => /\{\{\s*[<%]|<img src="(?!https:)/.test(html))).toEqual([]);
  });
});

const person = (from: string, take?: string) => ({ from, ...(take && { take }), person: 'person:{}' });
const POSTS = JSON.stringify({
  type: 'post',
  fields: {
    id: { template: '{group}:{lang}' },
    author: person('authors', 'first'),
    coauthors: person('authors', 'rest'),
    translators: person('translators'),
    ...{ title: 'title', slug: 'slug', summary: 'description', language: 'lang', group: 'group', tags: 'tags' },
    publishedAt: 'date',
    text: { from: 'markdown', shortcodes: 'hugo', baseUrl: 'https://old.example/blog/{date:path}/{slug}/' },
  },
});
