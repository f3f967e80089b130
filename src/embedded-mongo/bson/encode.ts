import { MongoError } from '../errors.js';
import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  binaryBytes,
  Code,
  DbPointer,
  Decimal128,
  Doc,
  Double,
  FarDate,
  isInt32,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
  Undefined,
  type Value,
} from './values.js';
import { MAX_DEPTH } from './walk.js';

/** One scratch buffer serves all calls: encoding is synchronous and the result is a copy. */
let scratch = Buffer.allocUnsafe(64 * 1024);
const KEPT_SCRATCH = 1024 * 1024;

export function encode(document: Doc): Buffer {
  const end = writeDocument(document, 0, 0);
  const result = Buffer.from(scratch.subarray(0, end));
  if (scratch.length > KEPT_SCRATCH) scratch = Buffer.allocUnsafe(64 * 1024);
  return result;
}

function reserve(at: number, size: number): void {
  if (at + size <= scratch.length) return;
  const larger = Buffer.allocUnsafe(Math.max(scratch.length * 2, at + size));
  scratch.copy(larger, 0, 0, at);
  scratch = larger;
}

function checkDepth(depth: number): void {
  if (depth > MAX_DEPTH) throw new MongoError('Overflow', `BSON depth exceeds ${MAX_DEPTH}`);
}

function writeDocument(document: Doc, start: number, depth: number): number {
  checkDepth(depth);
  reserve(start, 5);
  let at = start + 4;
  for (const [name, value] of document) at = writeElement(name, value, at, depth);
  return finish(start, at);
}

function writeArray(values: readonly Value[], start: number, depth: number): number {
  checkDepth(depth);
  reserve(start, 5);
  let at = start + 4;
  for (let i = 0; i < values.length; i++) at = writeElement(String(i), values[i] ?? null, at, depth);
  return finish(start, at);
}

function finish(start: number, at: number): number {
  reserve(at, 1);
  scratch[at] = 0;
  scratch.writeInt32LE(at + 1 - start, start);
  return at + 1;
}

function writeElement(name: string, value: Value, at: number, depth: number): number {
  const valueAt = writeCString(name, at + 1);
  reserve(valueAt, 16);
  const end = writeValue(value, valueAt, at, depth);
  return end;
}

function writeCString(text: string, at: number): number {
  reserve(at, text.length * 3 + 1);
  if (text.length < 32) {
    let i = 0;
    for (; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code >= 0x80 || code === 0) break;
      scratch[at + i] = code;
    }
    if (i === text.length) {
      scratch[at + i] = 0;
      return at + i + 1;
    }
  }
  if (text.includes('\0')) throw new MongoError('BadValue', 'A field name or regular expression cannot hold a NUL');
  const end = at + scratch.write(text, at, 'utf8');
  scratch[end] = 0;
  return end + 1;
}

function writeString(text: string, at: number): number {
  reserve(at, text.length * 3 + 5);
  const size = scratch.write(text, at + 4, 'utf8') + 1;
  scratch.writeInt32LE(size, at);
  scratch[at + 4 + size - 1] = 0;
  return at + 4 + size;
}

function tag(type: number, tagAt: number, end: number): number {
  scratch[tagAt] = type;
  return end;
}

function writeValue(value: Value, at: number, tagAt: number, depth: number): number {
  switch (typeof value) {
    case 'string':
      return tag(0x02, tagAt, writeString(value, at));
    case 'number':
      return isInt32(value)
        ? tag(0x10, tagAt, scratch.writeInt32LE(value, at))
        : tag(0x01, tagAt, scratch.writeDoubleLE(value, at));
    case 'boolean':
      return tag(0x08, tagAt, scratch.writeUInt8(value ? 1 : 0, at));
    case 'bigint':
      return tag(0x12, tagAt, scratch.writeBigInt64LE(value, at));
    default:
      break;
  }
  if (value === null) return tag(0x0a, tagAt, at);
  if (Array.isArray(value)) return tag(0x04, tagAt, writeArray(value, at, depth + 1));
  if (value instanceof Doc) return tag(0x03, tagAt, writeDocument(value, at, depth + 1));
  if (value instanceof ObjectId) return tag(0x07, tagAt, writeBytes(value.id, at));
  if (value instanceof Date) return tag(0x09, tagAt, scratch.writeBigInt64LE(BigInt(value.getTime()), at));
  if (value instanceof Double) return tag(0x01, tagAt, scratch.writeDoubleLE(value.value, at));
  return writeRare(value, at, tagAt, depth);
}

function writeRare(value: Exclude<Value, null>, at: number, tagAt: number, depth: number): number {
  if (value instanceof Decimal128) return tag(0x13, tagAt, writeBytes(value.bytes, at));
  if (value instanceof Binary) return tag(0x05, tagAt, writeBinary(value, at));
  if (value instanceof FarDate) return tag(0x09, tagAt, scratch.writeBigInt64LE(value.ms, at));
  if (value instanceof Timestamp) {
    return tag(0x11, tagAt, scratch.writeInt32LE(value.high, scratch.writeInt32LE(value.low, at)));
  }
  if (value instanceof BSONRegExp) {
    return tag(0x0b, tagAt, writeCString(value.options, writeCString(value.pattern, at)));
  }
  if (value instanceof Undefined) return tag(0x06, tagAt, at);
  if (value instanceof BSONSymbol) return tag(0x0e, tagAt, writeString(value.value, at));
  if (value instanceof Code) return writeCode(value, at, tagAt, depth);
  if (value instanceof DbPointer) return tag(0x0c, tagAt, writeBytes(value.id.id, writeString(value.namespace, at)));
  if (value instanceof MinKey) return tag(0xff, tagAt, at);
  if (value instanceof MaxKey) return tag(0x7f, tagAt, at);
  throw new TypeError('Not a BSON value');
}

function writeBytes(bytes: Uint8Array, at: number): number {
  reserve(at, bytes.length);
  scratch.set(bytes, at);
  return at + bytes.length;
}

function writeBinary(value: Binary, at: number): number {
  const bytes = binaryBytes(value);
  const inner = value.sub_type === 2 ? 4 : 0;
  reserve(at, bytes.length + 9);
  scratch.writeInt32LE(bytes.length + inner, at);
  scratch[at + 4] = value.sub_type;
  if (inner) scratch.writeInt32LE(bytes.length, at + 5);
  return writeBytes(bytes, at + 5 + inner);
}

function writeCode(value: Code, at: number, tagAt: number, depth: number): number {
  if (!(value.scope instanceof Doc)) return tag(0x0d, tagAt, writeString(value.code, at));
  const end = writeDocument(value.scope, writeString(value.code, at + 4), depth + 1);
  scratch.writeInt32LE(end - at, at);
  return tag(0x0f, tagAt, end);
}
