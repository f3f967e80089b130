import { DomUtils, parseDocument } from 'htmlparser2';
import { SaxesParser } from 'saxes';
import { type ByteStream, MalformedInputError, type ReaderOptions, textOf } from './input.js';

export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  text: string;
  children: XmlElement[];
  line: number;
}

/** The elements right inside `path` (from the root), one at a time: only one is held in memory. */
export async function* readElements(
  stream: ByteStream,
  path: readonly string[],
  options: ReaderOptions = {},
): AsyncGenerator<XmlElement> {
  const collector = new ElementCollector(path, options.file ?? 'input');
  for await (const text of textOf(stream, options)) {
    collector.write(text);
    yield* collector.take();
  }
  collector.close();
  yield* collector.take();
}

/** Not allowed in XML, yet found in texts that people pasted from elsewhere. Never visible, so nothing is lost. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

class ElementCollector {
  private readonly parser = new SaxesParser({ position: true });
  private readonly open: string[] = [];
  private readonly building: XmlElement[] = [];
  private ready: XmlElement[] = [];
  private started = false;

  constructor(
    private readonly path: readonly string[],
    private readonly file: string,
  ) {
    this.parser.ENTITIES = htmlEntities();
    this.parser.on('error', (error) => this.refuse(error.message.replace(/^[^:]*:?\d+:\d+: /, '')));
    this.parser.on('opentag', ({ name, attributes }) => this.opened(name, attributes as Record<string, string>));
    this.parser.on('text', (text) => this.words(text));
    this.parser.on('cdata', (text) => this.words(text));
    this.parser.on('closetag', () => this.closed());
  }

  write(text: string): void {
    this.parser.write(text.replace(NOT_IN_XML, ''));
  }

  close(): void {
    this.parser.close();
    if (!this.started) this.refuse(`expected <${this.path.join('> <')}>, found the end`);
  }

  take(): XmlElement[] {
    const taken = this.ready;
    this.ready = [];
    return taken;
  }

  private opened(name: string, attributes: Record<string, string>): void {
    const depth = this.open.push(name) - 1;
    const expected = this.path[depth];
    if (expected !== undefined && expected !== name) this.refuse(`expected <${expected}>, found <${name}>`);
    this.started ||= depth === this.path.length - 1;
    if (depth < this.path.length) return;
    const element = { name, attributes, text: '', children: [], line: this.parser.line };
    this.building.at(-1)?.children.push(element);
    this.building.push(element);
  }

  private words(text: string): void {
    const element = this.building.at(-1);
    if (element !== undefined) element.text += text;
  }

  private closed(): void {
    this.open.pop();
    const element = this.building.pop();
    if (element !== undefined && this.building.length === 0) this.ready.push(element);
  }

  private refuse(reason: string): never {
    throw new MalformedInputError(reason, this.file, this.parser.line, this.parser.column);
  }
}

/** `&nbsp;` and its like are no XML, but exports hold them outside CDATA. */
function htmlEntities(): Record<string, string> {
  return new Proxy<Record<string, string>>(
    { amp: '&', gt: '>', lt: '<', quot: '"', apos: "'" },
    { get: (known, name) => (typeof name === 'string' ? (known[name] ?? htmlEntity(name)) : undefined) },
  );
}

function htmlEntity(name: string): string | undefined {
  const text = DomUtils.textContent(parseDocument(`&${name};`));
  return text === `&${name};` ? undefined : text;
}
