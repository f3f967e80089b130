import { compare } from '../bson/compare.js';
import { RawDoc } from '../bson/raw-doc.js';
import { Doc, type Value } from '../bson/values.js';
import { MongoError } from '../errors.js';
import { encodeKey } from '../keys/encode-key.js';

const MAX_BYTES = 16 * 1024 * 1024;

/** The different values of a path; of an array its elements. */
export class DistinctValues {
  private readonly seen = new Map<string, Value>();
  private readonly parts: string[];
  private bytes = 0;

  constructor(path: string) {
    this.parts = path.split('.');
  }

  addFrom(bytes: Uint8Array): void {
    const [first = '', ...rest] = this.parts;
    this.visit(new RawDoc(bytes).get(first), rest);
  }

  sorted(): Value[] {
    return [...this.seen.values()].sort(compare);
  }

  private visit(value: Value | undefined, rest: readonly string[]): void {
    const [part, ...further] = rest;
    if (part === undefined) {
      if (Array.isArray(value)) for (const item of value) this.add(item);
      else if (value !== undefined) this.add(value);
    } else if (value instanceof Doc) this.visit(value.get(part), further);
    else if (Array.isArray(value)) {
      if (/^\d+$/.test(part) && Number(part) < value.length) this.visit(value[Number(part)], further);
      else for (const item of value) if (item instanceof Doc) this.visit(item.get(part), further);
    }
  }

  private add(value: Value): void {
    const key = encodeKey([value], [false]).toString('latin1');
    if (this.seen.has(key)) return;
    this.bytes += key.length;
    if (this.bytes > MAX_BYTES) throw new MongoError(17217, 'distinct too big, 16mb cap');
    this.seen.set(key, value);
  }
}
