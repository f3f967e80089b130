import { Feed } from 'feed';
import { z } from 'zod';
import { RIGHT_TO_LEFT } from '../i18n/direction.js';
import { DocumentAnswer } from '../web/answers.js';

/** One entry of a feed: the whole text, so that a reader need not come by. */
export interface FeedItem {
  /** Never changes, also when the address does: `post:<id>`. */
  id: string;
  title: string;
  /** Our own path; made whole here. */
  path: string;
  /** Sanitised HTML with our own paths in it. */
  html: string;
  /** ISO 639-1 of the text, where known. */
  language?: string;
  author: string;
  publishedAt: Date;
  updatedAt: Date;
  tags: string[];
}

/** A list that can be followed. */
export interface FeedSource {
  title: string;
  description?: string;
  /** Path of the page that the feed belongs to; the feed is at `<path>/feed.<format>`. */
  path: string;
  /** Where people reach the site, without a slash at the end. */
  publicUrl: string;
  language?: string;
  items: FeedItem[];
  /** A feed behind a secret token is not kept by what lies between. */
  secret?: boolean;
}

export const FEED_FORMATS = ['rss', 'atom', 'json'] as const;
export type FeedFormat = (typeof FEED_FORMATS)[number];

/** For `@Param({ schema })` of a route ending in `feed.:format`. */
export const FeedParams = z.looseObject({ format: z.enum(FEED_FORMATS) });

/** How many entries a feed has. */
export const FEED_LENGTH = 30;

const TYPES: Record<FeedFormat, string> = {
  rss: 'application/rss+xml; charset=utf-8',
  atom: 'application/atom+xml; charset=utf-8',
  json: 'application/feed+json; charset=utf-8',
};

/** The feed as RSS 2.0, Atom 1.0 (RFC 4287) or JSON Feed 1.1, with ETag, Last-Modified and 304. */
export function feedAnswer(source: FeedSource, format: FeedFormat): DocumentAnswer {
  const body = writers[format](source);
  const cache = source.secret ? 'private, no-cache' : 'public, max-age=60';
  return new DocumentAnswer(
    body,
    TYPES[format],
    { 'cache-control': cache, vary: 'accept-encoding' },
    lastChange(source),
  );
}

const lastChange = ({ items }: FeedSource): Date =>
  new Date(Math.max(0, ...items.map((item) => item.updatedAt.getTime())));

const writers: Record<FeedFormat, (source: FeedSource) => string> = {
  rss: (source) => wellFormed(feedOf(source, { title: (title) => title, author: false }).rss2()),
  // The library writes titles as `type="html"`, so a title must be HTML there.
  atom: (source) => wellFormed(feedOf(source, { title: escapeHtml, author: true }).atom1()),
  json: (source) => jsonFeed(source),
};

interface Style {
  title: (title: string) => string;
  author: boolean;
}

function feedOf(source: FeedSource, style: Style): Feed {
  const home = `${source.publicUrl}${source.path}`;
  const feed = new Feed({
    id: home,
    link: home,
    title: source.title,
    description: source.description ?? source.title,
    language: source.language,
    updated: lastChange(source),
    generator: 'Palabre',
    feedLinks: Object.fromEntries(FEED_FORMATS.map((format) => [format, feedAddress(source, format)])),
  });
  for (const item of source.items) {
    feed.addItem({
      id: tagUri(source, item),
      guid: tagUri(source, item),
      title: style.title(item.title),
      link: `${source.publicUrl}${item.path}`,
      content: contentOf(item, source),
      date: item.updatedAt,
      published: item.publishedAt,
      category: item.tags.map((tag) => tag.replaceAll('<', LESS_THAN)).map((tag) => ({ name: tag, term: tag })),
      ...(style.author
        ? { author: [{ name: item.author }] }
        : { extensions: [{ name: 'dc:creator', objects: { _text: item.author } }] }),
    });
  }
  return feed;
}

/** Stands for `<` in tags, which the library writes into attributes without escaping it. No text holds it: it is no character. */
const LESS_THAN = '\uffff';

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are exactly what XML forbids
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe]|\p{Cs}/gu;

/** One post with a character that XML does not know would close the whole feed to every reader. */
const wellFormed = (xml: string): string => xml.replace(NOT_IN_XML, '').replaceAll(LESS_THAN, '&lt;');

const feedAddress = (source: FeedSource, format: FeedFormat) =>
  `${source.publicUrl}${source.path === '/' ? '' : source.path}/feed.${format}`;

/** RFC 4151: an id that stays when the site moves to another path. */
const tagUri = (source: FeedSource, item: FeedItem) => `tag:${new URL(source.publicUrl).hostname},2026:${item.id}`;

/** Feed readers know no direction but that of their own page. */
function contentOf({ html, language }: FeedItem, { publicUrl }: FeedSource): string {
  const whole = absolute(html, publicUrl);
  if (!RIGHT_TO_LEFT.test(html)) return whole;
  return `<div${language ? ` lang="${language}"` : ''} dir="auto">${whole}</div>`;
}

/** Feed readers do not know where our own paths lead. */
export const absolute = (html: string, publicUrl: string): string =>
  html
    .replace(/(\s(?:href|src)=")\/(?!\/)/g, `$1${publicUrl}/`)
    .replace(/(?<=\ssrcset=")[^"]*/g, (copies) => copies.replace(/(^|,\s)\/(?!\/)/g, `$1${publicUrl}/`));

const escapeHtml = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** JSON Feed 1.1 (jsonfeed.org/version/1.1), which knows authors and languages; the library writes version 1. */
function jsonFeed(source: FeedSource): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: source.title,
    description: source.description,
    home_page_url: `${source.publicUrl}${source.path}`,
    feed_url: feedAddress(source, 'json'),
    language: source.language,
    items: source.items.map((item) => ({
      id: tagUri(source, item),
      url: `${source.publicUrl}${item.path}`,
      title: item.title,
      content_html: contentOf(item, source),
      date_published: item.publishedAt.toISOString(),
      date_modified: item.updatedAt.toISOString(),
      authors: [{ name: item.author }],
      tags: item.tags,
      language: item.language,
    })),
  });
}
