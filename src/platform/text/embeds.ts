import { linkUrl } from './urls.js';

/** Players hide the page that a person would open: address of the player → address of that page. */
const PLAYER_PAGES: [RegExp, string][] = [
  [
    /^https?:\/\/(?:www\.)?youtube(?:-nocookie)?\.com\/(?:embed|v)\/([\w-]{11}).*$/i,
    'https://www.youtube.com/watch?v=$1',
  ],
  [/^https?:\/\/(?:www\.)?youtube\.com\/p\/([\w-]+).*$/i, 'https://www.youtube.com/playlist?list=PL$1'],
  [/^https?:\/\/player\.vimeo\.com\/video\/(\d+).*$/i, 'https://vimeo.com/$1'],
  [/^https?:\/\/(?:www\.)?dailymotion\.com\/embed\/video\/(\w+).*$/i, 'https://www.dailymotion.com/video/$1'],
];

export interface EmbedLink {
  href: string;
  text: string;
}

/** What an embedded player, document or film becomes: a plain link, because nothing foreign runs in our pages. */
export function embedLink(attributes: Record<string, string>, base?: string): EmbedLink | undefined {
  const href = playerPage(linkUrl(attributes.src || attributes.data || attributes.value || '', base) ?? '');
  if (!/^(https?:|\/)/i.test(href)) return undefined;
  const text = attributes.title?.trim() || href.replace(/^https?:\/\/(www\.)?/i, '').slice(0, 80);
  return { href, text };
}

function playerPage(url: string): string {
  for (const [player, page] of PLAYER_PAGES) if (player.test(url)) return url.replace(player, page);
  return url;
}
