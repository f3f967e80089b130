import { decode, decodeValue } from './decode.js';
import { cursor, isAscii, readName } from './text.js';
import { Doc, type Value } from './values.js';
import { asBuffer, documentEnd, nameEnd, valueEnd } from './walk.js';

/**
 * A document still in its bytes: it decodes the fields it is asked for and skips the rest. It reads the
 * bytes it was given, so they must not change while it is in use.
 */
export class RawDoc {
  private readonly buffer: Buffer;
  private readonly start: number;
  private readonly end: number;

  constructor(bytes: Uint8Array, start = 0, end?: number) {
    this.buffer = asBuffer(bytes);
    this.start = start;
    this.end = end ?? documentEnd(this.buffer, start, this.buffer.length);
  }

  /** The document's own bytes, not a copy. */
  get bytes(): Uint8Array {
    return this.buffer.subarray(this.start, this.end);
  }

  /** The field's value, decoded; `undefined` where the field is missing. */
  get(field: string): Value | undefined {
    const at = this.find(field);
    return at < 0 ? undefined : this.valueAt(at);
  }

  /** As `get`, but an embedded document is given as a `RawDoc`, so that only the asked-for part of it is decoded. */
  peek(field: string): Value | RawDoc | undefined {
    const at = this.find(field);
    if (at < 0) return undefined;
    if (this.buffer[at] !== 3) return this.valueAt(at);
    const valueAt = nameEnd(this.buffer, at + 1, this.end) + 1;
    return new RawDoc(this.buffer, valueAt, documentEnd(this.buffer, valueAt, this.end));
  }

  has(field: string): boolean {
    return this.find(field) >= 0;
  }

  *keys(): Generator<string> {
    for (const { name } of this.elements()) yield name;
  }

  /** Each field with its type and its value's own bytes. */
  *elements(): Generator<{ name: string; type: number; value: Buffer }> {
    const last = this.end - 1;
    let at = this.start + 4;
    while (at < last) {
      const type = this.buffer[at] ?? 0;
      const name = readName(this.buffer, at + 1, last);
      const from = cursor.at;
      at = valueEnd(this.buffer, type, from, last);
      yield { name, type, value: this.buffer.subarray(from, at) };
    }
  }

  decode(): Doc {
    return decode(this.bytes);
  }

  /** The document with only these fields, where it has them; the others are skipped, not decoded. */
  pick(fields: ReadonlySet<string>): Doc {
    const result = new Doc();
    const last = this.end - 1;
    let at = this.start + 4;
    while (at < last && result.size < fields.size) {
      const type = this.buffer[at] ?? 0;
      const name = readName(this.buffer, at + 1, last);
      const from = cursor.at;
      const to = valueEnd(this.buffer, type, from, last);
      if (fields.has(name)) result.set(name, decodeValue(this.buffer, type, from, to, 0));
      at = to;
    }
    return result;
  }

  /** The bytes of one element from its type to its end, or `undefined`. */
  element(field: string): Uint8Array | undefined {
    const at = this.find(field);
    if (at < 0) return undefined;
    const valueAt = nameEnd(this.buffer, at + 1, this.end) + 1;
    return this.buffer.subarray(at, valueEnd(this.buffer, this.buffer[at] ?? 0, valueAt, this.end));
  }

  private valueAt(at: number): Value {
    const type = this.buffer[at] ?? 0;
    const valueAt = nameEnd(this.buffer, at + 1, this.end) + 1;
    return decodeValue(this.buffer, type, valueAt, valueEnd(this.buffer, type, valueAt, this.end - 1), 0);
  }

  private find(field: string): number {
    const { buffer } = this;
    const last = this.end - 1;
    let at = this.start + 4;
    while (at < last) {
      const nameStop = nameEnd(buffer, at + 1, last);
      if (isAscii(field, buffer, at + 1, nameStop)) return at;
      if (!ASCII.test(field) && readName(buffer, at + 1, last) === field) return at;
      at = valueEnd(buffer, buffer[at] ?? 0, nameStop + 1, last);
    }
    return -1;
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII
const ASCII = /^[\x00-\x7f]*$/;
