import { linkUrl } from '../../../platform/text/urls.js';

/** Markdown of the Hugo site generator: its shortcodes become what they show, its relative addresses whole. */
export function hugoToMarkdown(source: string, baseUrl?: string): string {
  return outsideCode(source, (text) => withWholeAddresses(withoutShortcodes(text), baseUrl));
}

/** Code stays to the letter. */
function outsideCode(source: string, change: (text: string) => string): string {
  return source
    .split(/(<pre\b[\s\S]*?<\/pre>|^ {0,3}(?<fence>`{3,}|~{3,})[^\n]*\n[\s\S]*?^ {0,3}\k<fence>[`~]*[ \t]*$)/m)
    .map((part, index) => (index % 3 === 0 ? change(part) : index % 3 === 1 ? part : ''))
    .join('');
}

const SHORTCODE =
  /\{\{[<%]\s*(\/?)([\w-]+)((?:\s+(?:[\w-]+\s*=\s*)?(?:"(?:\\.|[^"\\])*"|`[^`]*`|[^\s"`<>%}]+))*)\s*\/?[>%]\}\}/g;

function withoutShortcodes(text: string): string {
  const footers: string[] = [];
  return text.replace(SHORTCODE, (all, closing: string, name: string, rest: string) => {
    const attributes = attributesOf(rest);
    if (name === 'quote' && closing === '') footers.push(attributes.footer ?? attributes.author ?? '');
    if (name === 'quote') return closing === '' ? '\n<blockquote>\n\n' : endOfQuote(footers.pop() ?? '');
    return SHOWN[name]?.(attributes) ?? all;
  });
}

type Attributes = Record<string, string>;

const SHOWN: Record<string, (attributes: Attributes) => string> = {
  figure,
  figureforgallery: figure,
  gallery: () => '',
  vimeo: (attributes) => film('https://vimeo.com/', attributes),
  youtube: (attributes) => film('https://www.youtube.com/watch?v=', attributes),
};

function endOfQuote(footer: string): string {
  return footer === '' ? '\n\n</blockquote>\n\n' : `\n\n<footer>\n\n— ${footer}\n\n</footer>\n\n</blockquote>\n\n`;
}

function attributesOf(text: string): Attributes {
  const attributes: Attributes = {};
  let position = 0;
  for (const [, name, quoted, raw, bare] of text.matchAll(
    /(?:([\w-]+)\s*=\s*)?(?:"((?:\\.|[^"\\])*)"|`([^`]*)`|([^\s"`]+))/g,
  )) {
    const value = quoted?.replace(/\\(["\\])/g, '$1') ?? raw ?? bare ?? '';
    attributes[name ?? String(position++)] = value;
  }
  return attributes;
}

function figure({ src = '', alt = '', caption = '', title = '', link = '' }: Attributes): string {
  const picture = `![${alt
    .replace(/[[\]\\]/g, '\\$&')
    .replace(/\s+/g, ' ')
    .trim()}](${src.replace(/ /g, '%20')})`;
  const shown = link === '' ? picture : `[${picture}](${link.replace(/ /g, '%20')})`;
  const words = [title, caption]
    .filter((part) => part.trim() !== '')
    .join('. ')
    .trim();
  return words === ''
    ? `\n\n${shown}\n\n`
    : `\n\n<figure>\n\n${shown}\n\n<figcaption>\n\n${words}\n\n</figcaption>\n\n</figure>\n\n`;
}

function film(site: string, { id, '0': first = '', title }: Attributes): string {
  const url = site + (id ?? first);
  return `\n\n[${(title ?? url).replace(/[[\]\\]/g, '\\$&')}](${url})\n\n`;
}

/** In Markdown `](address` and in HTML `src="address"` and `href="address"`. */
function withWholeAddresses(text: string, baseUrl: string | undefined): string {
  if (baseUrl === undefined) return text;
  const whole = (address: string) => (address.startsWith('#') ? address : (linkUrl(address, baseUrl) ?? address));
  return text
    .replace(/(\]\()([^\s()<>]+)(?=[)\s])/g, (_all, before: string, address: string) => before + whole(address))
    .replace(/(\s(?:src|href)=")([^"]+)(?=")/g, (_all, before: string, address: string) => before + whole(address))
    .replace(
      /^( {0,3}\[[^\]^][^\]]*\]:\s+)(\S+)/gm,
      (_all, before: string, address: string) => before + whole(address),
    );
}
