import { DomUtils, parseDocument } from 'htmlparser2';

type Node = ReturnType<typeof parseDocument>['children'][number];
type Element = ReturnType<typeof DomUtils.getElementsByTagName>[number];

const BLOCKS = new Set(
  'address article aside blockquote dd details div dl dt figcaption figure footer h2 h3 h4 h5 h6 header hr li ol p pre section summary table tbody td tfoot th thead tr ul caption colgroup col'.split(
    ' ',
  ),
);
/** Hold blocks only: white space between them says nothing. */
const FRAMES = new Set('ul ol dl table thead tbody tfoot tr colgroup figure details'.split(' '));
/** Always hold paragraphs. */
const FLOWS = new Set('blockquote div section article aside'.split(' '));
/** Hold paragraphs when there is more than one. */
const ITEMS = new Set('li td th dd figcaption'.split(' '));

/**
 * WordPress stores what people typed: an empty line starts a paragraph, a line break is a line break, and neither
 * means anything inside code. Takes and gives safe HTML (`sanitizeHtml`).
 */
export function newlinesToParagraphs(html: string): string {
  return flow(parseDocument(html.replace(/[\ue000\ue001]/g, '')).children, 'always');
}

function flow(nodes: Node[], wrap: 'always' | 'when several'): string {
  const pieces = piecesOf(nodes);
  const inParagraphs = wrap === 'always' || pieces.filter(({ block }) => !block).length > 1;
  return pieces.map(({ block, html }) => (block || !inParagraphs ? html : `<p>${html}</p>`)).join('\n');
}

interface Piece {
  block: boolean;
  html: string;
}

/** Blocks as they stand, and the words between them cut at empty lines. */
function piecesOf(nodes: Node[]): Piece[] {
  const pieces: Piece[] = [];
  let words = '';
  const endWords = () => {
    pieces.push(...paragraphs(words).map((html) => ({ block: false, html })));
    words = '';
  };
  for (const node of nodes) {
    if (DomUtils.isTag(node) && BLOCKS.has(node.name)) {
      endWords();
      pieces.push({ block: true, html: block(node) });
    } else words += inline(node);
  }
  endWords();
  return pieces;
}

function block(element: Element): string {
  if (element.name === 'pre') return outer(element);
  if (FRAMES.has(element.name)) return shell(element, frame(element.children));
  if (FLOWS.has(element.name)) return shell(element, flow(element.children, 'always'));
  if (ITEMS.has(element.name)) return shell(element, flow(element.children, 'when several'));
  return shell(element, phrase(element.children));
}

function frame(nodes: Node[]): string {
  return nodes
    .map((node) => (DomUtils.isTag(node) ? (BLOCKS.has(node.name) ? block(node) : phrase([node])) : outer(node)))
    .join('');
}

/** A place that cannot hold paragraphs: an empty line is two line breaks. */
function phrase(nodes: Node[]): string {
  return paragraphs(nodes.map(inline).join('')).join('<br><br>');
}

/** Line ends of texts are marked first, because those inside a tag or a `pre` mean nothing. Both signs are private: no text uses them. */
const LINE_END = '\ue000';
const PARAGRAPH_END = '\ue001';

function inline(node: Node): string {
  if (DomUtils.isText(node)) {
    return outer(node)
      .replace(/\n[ \t]*(?:\n[ \t]*)+/g, PARAGRAPH_END)
      .replaceAll('\n', LINE_END);
  }
  if (!DomUtils.isTag(node)) return '';
  if (BLOCKS.has(node.name)) return block(node);
  return shell(
    node,
    node.children
      .map(inline)
      .join('')
      .replaceAll(PARAGRAPH_END, LINE_END + LINE_END),
  );
}

function paragraphs(words: string): string[] {
  return words
    .split(PARAGRAPH_END)
    .map((part) => trimmed(part).replace(/(?:<br>)?[ \t]*\ue000[ \t]*/g, '<br>'))
    .filter((part) => part !== '');
}

function trimmed(words: string): string {
  return words.replace(/^(?:[\s\ue000]|<br>)+|(?:[\s\ue000]|<br>)+$/g, '');
}

function shell(element: Element, content: string): string {
  const empty = outer(element.cloneNode(false));
  const closing = empty.lastIndexOf('</');
  return closing === -1 ? empty : empty.slice(0, closing) + content + empty.slice(closing);
}

function outer(node: Node): string {
  return DomUtils.getOuterHTML(node, { encodeEntities: 'utf8' });
}
