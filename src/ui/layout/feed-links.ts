import type { FeedSource } from '../ui.js';

export interface FeedLink {
  label: string;
  type: string;
  href: string;
}

const formats = [
  ['rss', 'RSS', 'application/rss+xml'],
  ['atom', 'Atom', 'application/atom+xml'],
  ['json', 'JSON', 'application/feed+json'],
] as const;

/** The three addresses of a list's feed. */
export function feedLinks({ path, closed }: FeedSource, key?: string): FeedLink[] {
  const secret = closed && key ? `?key=${encodeURIComponent(key)}` : '';
  return formats.map(([format, label, type]) => ({
    label,
    type,
    href: `${path.replace(/\/$/, '')}/feed.${format}${secret}`,
  }));
}
