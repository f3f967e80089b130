export interface ReaderOptions {
  /** Name of the input in messages. */
  file?: string;
  /** Called with the bytes read so far, for a progress bar. */
  onProgress?: (bytesRead: number) => void;
}

export type ByteStream = AsyncIterable<Uint8Array | string>;

/** The input is not what it says it is; the message names the place, so that a person can mend it. */
export class MalformedInputError extends Error {
  override readonly name = 'MalformedInputError';

  constructor(
    readonly reason: string,
    readonly file: string,
    readonly line?: number,
    readonly column?: number,
  ) {
    const place = [file, line, column].filter((part) => part !== undefined).join(':');
    super(`${place}: ${reason}`);
  }
}

/** Bytes as text, in the character set that the input declares (UTF-8 unless it says otherwise). */
export async function* textOf(stream: ByteStream, options: ReaderOptions = {}): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  let bytesRead = 0;
  let line = 1;
  for await (const chunk of stream) {
    const bytes = typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk;
    decoder ??= new TextDecoder(declaredCharset(bytes), { fatal: true });
    bytesRead += bytes.length;
    const text = decoded(decoder, bytes, options.file ?? 'input', line);
    line += newlinesIn(text);
    yield text;
    options.onProgress?.(bytesRead);
  }
  if (decoder !== undefined) yield decoded(decoder, undefined, options.file ?? 'input', line);
}

function declaredCharset(start: Uint8Array): string {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  const head = new TextDecoder('latin1').decode(start.subarray(0, 200));
  const declared = /^\s*<\?xml[^>]*\sencoding=["']([\w.:-]+)["']/.exec(head.replace(/^\u00ef\u00bb\u00bf/, ''))?.[1];
  return isKnown(declared) ? declared : 'utf-8';
}

function isKnown(charset: string | undefined): charset is string {
  try {
    return charset !== undefined && new TextDecoder(charset).encoding !== '';
  } catch {
    return false;
  }
}

function decoded(decoder: TextDecoder, bytes: Uint8Array | undefined, file: string, line: number): string {
  try {
    return decoder.decode(bytes, { stream: bytes !== undefined });
  } catch {
    const readable = new TextDecoder(decoder.encoding).decode(bytes).split('\ufffd')[0] ?? '';
    throw new MalformedInputError(`bytes that are not ${decoder.encoding} text`, file, line + newlinesIn(readable));
  }
}

function newlinesIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
