import { SaxesParser } from 'saxes';
import type { DocumentAnswer } from '../web/answers.js';
import { type FeedFormat, type FeedItem, feedAnswer } from './feeds.js';

const at = new Date('2026-11-22T10:00:00Z');

const feedWith = (item: Partial<FeedItem>, format: FeedFormat): string => {
  const whole: FeedItem = {
    id: 'post:1',
    title: 'Wells',
    path: '/posts/1',
    html: '<p>Water</p>',
    author: 'Ana',
    publishedAt: at,
    updatedAt: at,
    tags: [],
    ...item,
  };
  const source = { title: 'Everything', path: '/', publicUrl: 'http://palabre.test', items: [whole] };
  return String((feedAnswer(source, format) satisfies DocumentAnswer).body);
};

/** The `term` of every category, as an XML parser reads it. */
function termsIn(xml: string): string[] {
  const terms: string[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'category' && attributes.term) terms.push(String(attributes.term));
  });
  parser.write(xml).close();
  return terms;
}

describe('a feed stays XML that readers can read', () => {
  test('whatever signs a tag is made of', () => {
    const tags = ['<b> & "quoted" ]]>', "a 'word'"];
    expect(termsIn(feedWith({ tags }, 'atom'))).toEqual(tags);
    termsIn(feedWith({ tags }, 'rss'));
  });

  test.each(['rss', 'atom'] as const)('whatever is in a title, a text or a name (%s)', (format) => {
    const hostile = 'a\u0001\u000c\ufffe\ud800 ]]> &#1; <b>';
    const xml = feedWith({ title: hostile, html: `<p>${hostile}</p>`, author: hostile, tags: [hostile] }, format);
    expect(() => termsIn(xml)).not.toThrow();
  });
});

test.each(['rss', 'atom', 'json'] as const)('a text from right to left says so, and only such a one (%s)', (format) => {
  const content = (item: Partial<FeedItem>) => feedWith(item, format).replaceAll('\\"', '"');
  expect(content({ html: '<p>ماء</p>', language: 'ar' })).toContain('<div lang="ar" dir="auto"><p>ماء</p></div>');
  expect(content({ html: '<p>ماء</p>' })).toContain('<div dir="auto"><p>ماء');
  expect(content({ html: '<p>Water</p>', language: 'en' })).not.toContain('<div');
});
