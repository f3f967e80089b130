import { DomUtils, parseDocument } from 'htmlparser2';

type Node = ReturnType<typeof parseDocument>['children'][number];
type Element = ReturnType<typeof DomUtils.getElementsByTagName>[number];

export type ContentKind =
  | 'text'
  | 'links'
  | 'images'
  | 'headings'
  | 'lists'
  | 'tables'
  | 'code'
  | 'quotes'
  | 'emphasis'
  | 'marks';

/** One thing that a reader of the first text would miss, or see changed, in the second. */
export interface ContentLoss {
  kind: ContentKind;
  expected: string;
  found: string;
}

const SAME_LOOK: Record<string, string> = { b: 'strong', i: 'em', del: 's', cite: 'em', dfn: 'em', var: 'em' };
const EMPHASIS = new Set(['em', 'strong', 's']);
const MARKS = new Set(
  'u ins sup sub q mark small kbd samp abbr ruby details summary figure figcaption dl dt dd hr caption time'.split(' '),
);
const INLINE = new Set(
  'a abbr b bdi bdo cite code data del dfn em i img ins kbd mark q rp rt ruby s samp small span strong sub sup time u var wbr'.split(
    ' ',
  ),
);

/** What a reader would miss after a conversion; both sides are HTML that `sanitizeHtml` made. */
export function contentLosses(before: string, after: string): ContentLoss[] {
  const [expected, found] = [contentOf(before), contentOf(after)];
  return [...expected].flatMap(([kind, lines]) => {
    const others = found.get(kind) ?? [];
    const wanted = kind === 'links' ? missing(lines, others) : differing(lines, others);
    return wanted.slice(0, 1).map((line) => ({ kind, expected: line, found: others[lines.indexOf(line)] ?? '' }));
  });
}

/** An address that is now a link as well is no loss. */
function missing(lines: string[], others: string[]): string[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
}

/** Order counts, and so does anything that came on top. */
function differing(lines: string[], others: string[]): string[] {
  const changed = lines.filter((line, index) => line !== others[index]);
  return changed.length === 0 && others.length > lines.length ? [''] : changed;
}

function contentOf(html: string): Map<ContentKind, string[]> {
  const root = parseDocument(html);
  const content = new Map<ContentKind, string[]>();
  const say = (kind: ContentKind, line: string) => content.get(kind)?.push(line);
  for (const kind of [
    'text',
    'links',
    'images',
    'headings',
    'lists',
    'tables',
    'code',
    'quotes',
    'emphasis',
    'marks',
  ] as const) {
    content.set(kind, []);
  }
  content.set('text', visibleText(root.children).split('¶'));
  for (const element of DomUtils.getElementsByTagName('*', root.children)) describe(element, say);
  // `***a***` may put either sign outside: the reader sees no difference.
  content.get('emphasis')?.sort();
  return content;
}

function describe(element: Element, say: (kind: ContentKind, line: string) => void): void {
  const { name, attribs } = element;
  const text = visibleText(element.children);
  const tag = SAME_LOOK[name] ?? name;
  if (name === 'a' && attribs.href) say('links', `${address(attribs.href)} ${attribs.title ?? ''} ${text}`);
  if (name === 'img')
    say('images', [address(attribs.src ?? ''), attribs.alt, attribs.title, attribs.width, attribs.height].join(' '));
  if (/^h[2-6]$/.test(name)) say('headings', `${name} ${text}`);
  if (name === 'ul' || name === 'ol') say('lists', `${name} ${attribs.start ?? 1} ${listDepth(element)}`);
  if (name === 'li') say('lists', `${listDepth(element)} ${text}`);
  if (name === 'td' || name === 'th')
    say('tables', [name, attribs.align, attribs.colspan, attribs.rowspan, text].join(' '));
  if (name === 'tr') say('tables', `row of ${DomUtils.getChildren(element).filter(DomUtils.isTag).length}`);
  if (name === 'pre') say('code', `block ${DomUtils.textContent(element).replace(/^\n|\s+$/g, '')}`);
  if (name === 'code' && !isInside(element, 'pre')) say('code', `word ${text}`);
  if (name === 'blockquote') say('quotes', text);
  if (EMPHASIS.has(tag) && text !== '') say('emphasis', `${tag} ${text}`);
  if (MARKS.has(name)) say('marks', `${name} ${attribs.title ?? ''} ${text}`);
}

/** `é` and `%C3%A9` lead to the same place. */
function address(url: string): string {
  return URL.canParse(url) ? new URL(url).href : encodeURI(url).replaceAll('%25', '%');
}

function listDepth(element: Element): number {
  let depth = 0;
  for (let parent = element.parent; parent; parent = parent.parent) {
    if (DomUtils.isTag(parent) && /^[uo]l$/.test(parent.name)) depth += 1;
  }
  return depth;
}

function isInside(element: Element, name: string): boolean {
  for (let parent = element.parent; parent; parent = parent.parent) {
    if (DomUtils.isTag(parent) && parent.name === name) return true;
  }
  return false;
}

/** Words with `¶` between blocks and `⏎` for line breaks; spaces count as one, as on the page. */
function visibleText(nodes: Node[]): string {
  return rawText(nodes)
    .replace(/[\s\u00a0]+/g, ' ')
    .replace(/ ?([¶⏎]) ?/g, '$1')
    .replace(/⏎*¶[¶⏎]*/g, '¶')
    .replace(/^[¶⏎\s]+|[¶⏎\s]+$/g, '');
}

function rawText(nodes: Node[]): string {
  return nodes
    .map((node) => {
      if (DomUtils.isText(node)) return node.data;
      if (!DomUtils.isTag(node)) return '';
      if (node.name === 'br') return '⏎';
      const inner = rawText(node.children);
      return INLINE.has(node.name) ? inner : `¶${inner}¶`;
    })
    .join('');
}
