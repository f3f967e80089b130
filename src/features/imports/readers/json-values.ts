import { type ByteStream, MalformedInputError, type ReaderOptions, textOf } from './input.js';

export interface JsonValue {
  value: unknown;
  line: number;
}

/** No document of a person is longer; a longer one is a broken file, and would not fit in memory either. */
const MAX_DOCUMENT_LENGTH = 20_000_000;

/** The documents of a JSON Lines file, or the elements of a JSON array, one at a time. */
export async function* readJsonValues(stream: ByteStream, options: ReaderOptions = {}): AsyncGenerator<JsonValue> {
  const file = options.file ?? 'input';
  let cutter: DocumentCutter | undefined;
  for await (const text of textOf(stream, options)) {
    cutter ??= cutterFor(text);
    if (cutter === undefined) continue;
    for (const [json, line] of cutter.cut(text)) yield parsed(json, line, file);
    if (cutter.pending > MAX_DOCUMENT_LENGTH)
      throw new MalformedInputError('a document without end', file, cutter.line);
  }
  const rest = cutter?.rest();
  if (rest) yield parsed(rest[0], rest[1], file);
}

interface DocumentCutter {
  /** Documents that end in this piece of text, each with the line where it starts. */
  cut(text: string): [json: string, line: number][];
  rest(): [json: string, line: number] | undefined;
  readonly pending: number;
  readonly line: number;
}

function cutterFor(start: string): DocumentCutter | undefined {
  const first = start.replace(/^\ufeff/, '').trimStart()[0];
  if (first === undefined) return undefined;
  return first === '[' ? new ArrayCutter() : new LineCutter();
}

function parsed(json: string, line: number, file: string): JsonValue {
  try {
    return { value: JSON.parse(json), line };
  } catch (error) {
    throw new MalformedInputError(`no JSON document: ${(error as SyntaxError).message}`, file, line);
  }
}

class LineCutter implements DocumentCutter {
  line = 1;
  private text = '';

  get pending(): number {
    return this.text.length;
  }

  cut(text: string): [string, number][] {
    const lines = (this.text + text).split('\n');
    this.text = lines.pop() ?? '';
    return lines.map((json): [string, number] => [json, this.line++]).filter(([json]) => json.trim() !== '');
  }

  rest(): [string, number] | undefined {
    return this.text.trim() === '' ? undefined : [this.text, this.line];
  }
}

/** Follows brackets and strings, nothing more: what is cut is parsed, and judged, afterwards. */
class ArrayCutter implements DocumentCutter {
  /** Where `element` starts. */
  line = 1;
  private element = '';
  private depth = 0;
  private inString = false;
  private escaped = false;

  get pending(): number {
    return this.element.length;
  }

  cut(text: string): [string, number][] {
    const found: [string, number][] = [];
    let from = 0;
    for (let at = 0; at < text.length; at += 1) {
      const character = text[at] ?? '';
      const depth = this.depth;
      this.follow(character);
      const begins = depth === 0 && this.depth === 1;
      const ends = depth === 1 && (this.depth === 0 || (character === ',' && !this.inString));
      if (!begins && !ends) continue;
      this.element += text.slice(from, at);
      const document = this.finish();
      if (ends && document !== undefined) found.push(document);
      from = at + 1;
    }
    this.element += text.slice(from);
    return found;
  }

  /** What follows the last bracket, or the piece that has no end: neither is a document, and the parser will say so. */
  rest(): [string, number] | undefined {
    if (this.depth > 0) return [`[${this.element}`, this.line];
    return this.finish();
  }

  private finish(): [string, number] | undefined {
    const json = this.element.trim();
    const start = this.line + linesIn(this.element.slice(0, this.element.indexOf(json)));
    this.line += linesIn(this.element);
    this.element = '';
    return json === '' ? undefined : [json, start];
  }

  private follow(character: string): void {
    if (this.inString) {
      if (this.escaped) this.escaped = false;
      else if (character === '\\') this.escaped = true;
      else if (character === '"') this.inString = false;
    } else if (character === '"') this.inString = true;
    else if (character === '[' || character === '{') this.depth += 1;
    else if (character === ']' || character === '}') this.depth -= 1;
  }
}

function linesIn(text: string): number {
  return text.split('\n').length - 1;
}
