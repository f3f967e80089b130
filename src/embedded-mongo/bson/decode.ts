import { invalidBson } from '../errors.js';
import { cursor, readName, readText } from './text.js';
import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  DbPointer,
  Decimal128,
  Doc,
  Double,
  FarDate,
  isInt32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
  UNDEFINED,
  type Value,
} from './values.js';
import { asBuffer, documentEnd, MAX_DEPTH, nameEnd, valueEnd } from './walk.js';

const FARTHEST_MS = 8.64e15;

/** Decodes one document that fills `bytes`. Nothing in the result refers to `bytes` afterwards. */
export function decode(bytes: Uint8Array): Doc {
  const buffer = asBuffer(bytes);
  if (documentEnd(buffer, 0, buffer.length) !== buffer.length) throw invalidBson('BSON document has a bad length');
  return decodeDocument(buffer, 0, buffer.length, 0);
}

function decodeDocument(buffer: Buffer, start: number, end: number, depth: number): Doc {
  if (depth > MAX_DEPTH) throw invalidBson('BSON document is nested too deeply');
  const result = new Doc();
  const last = end - 1;
  let at = start + 4;
  let fields = 0;
  while (at < last) {
    const type = buffer[at] ?? 0;
    const name = readName(buffer, at + 1, last);
    const valueAt = cursor.at;
    at = valueEnd(buffer, type, valueAt, last);
    result.set(name, decodeValue(buffer, type, valueAt, at, depth));
    fields++;
  }
  if (fields !== result.size) result.every = decodeEvery(buffer, start, last, depth);
  return result;
}

function decodeEvery(buffer: Buffer, start: number, last: number, depth: number): [string, Value][] {
  const fields: [string, Value][] = [];
  let at = start + 4;
  while (at < last) {
    const type = buffer[at] ?? 0;
    const name = readName(buffer, at + 1, last);
    const valueAt = cursor.at;
    at = valueEnd(buffer, type, valueAt, last);
    fields.push([name, decodeValue(buffer, type, valueAt, at, depth)]);
  }
  return fields;
}

function decodeArray(buffer: Buffer, start: number, end: number, depth: number): Value[] {
  if (depth > MAX_DEPTH) throw invalidBson('BSON document is nested too deeply');
  const result: Value[] = [];
  const last = end - 1;
  let at = start + 4;
  while (at < last) {
    const type = buffer[at] ?? 0;
    const valueAt = nameEnd(buffer, at + 1, last) + 1;
    at = valueEnd(buffer, type, valueAt, last);
    result.push(decodeValue(buffer, type, valueAt, at, depth));
  }
  return result;
}

/** Decodes a value of a known type whose extent `valueEnd` has checked. */
export function decodeValue(buffer: Buffer, type: number, at: number, end: number, depth: number): Value {
  switch (type) {
    case 0x01:
      return decodeDouble(buffer.readDoubleLE(at));
    case 0x02:
      return readText(buffer, at + 4, end - 1);
    case 0x03:
      return decodeDocument(buffer, at, end, depth + 1);
    case 0x04:
      return decodeArray(buffer, at, end, depth + 1);
    case 0x07:
      return new ObjectId(copy(buffer, at, end));
    case 0x08:
      return buffer[at] === 1;
    case 0x09:
      return decodeDate(buffer, at);
    case 0x0a:
      return null;
    case 0x10:
      return buffer.readInt32LE(at);
    case 0x12:
      return buffer.readBigInt64LE(at);
    default:
      return decodeRare(buffer, type, at, end, depth);
  }
}

function decodeRare(buffer: Buffer, type: number, at: number, end: number, depth: number): Value {
  switch (type) {
    case 0x05:
      return decodeBinary(buffer, at, end);
    case 0x06:
      return UNDEFINED;
    case 0x0b:
      return decodeRegExp(buffer, at, end);
    case 0x0c:
      return new DbPointer(readText(buffer, at + 4, end - 13), new ObjectId(copy(buffer, end - 12, end)));
    case 0x0d:
      return new Code(readText(buffer, at + 4, end - 1));
    case 0x0e:
      return new BSONSymbol(readText(buffer, at + 4, end - 1));
    case 0x0f: {
      const scope = at + 8 + buffer.readInt32LE(at + 4);
      return codeWithScope(readText(buffer, at + 8, scope - 1), decodeDocument(buffer, scope, end, depth + 1));
    }
    case 0x11:
      return new Timestamp(new Long(buffer.readInt32LE(at), buffer.readInt32LE(at + 4), true));
    case 0x13:
      return new Decimal128(copy(buffer, at, end));
    case 0x7f:
      return new MaxKey();
    case 0xff:
      return new MinKey();
    default:
      throw invalidBson(`Unrecognized BSON type ${type}`);
  }
}

function decodeDouble(value: number): number | Double {
  return isInt32(value) || Object.is(value, -0) ? new Double(value) : value;
}

function decodeDate(buffer: Buffer, at: number): Date | FarDate {
  const ms = buffer.readInt32LE(at + 4) * 4294967296 + buffer.readUInt32LE(at);
  return Math.abs(ms) <= FARTHEST_MS ? new Date(ms) : new FarDate(buffer.readBigInt64LE(at));
}

function decodeBinary(buffer: Buffer, at: number, end: number): Binary {
  const subtype = buffer[at + 4] ?? 0;
  return new Binary(copy(buffer, subtype === 2 ? at + 9 : at + 5, end), subtype);
}

function decodeRegExp(buffer: Buffer, at: number, end: number): BSONRegExp {
  const split = nameEnd(buffer, at, end);
  const result = new BSONRegExp(readText(buffer, at, split));
  // The class sorts and checks options; the bytes must come back as they were.
  result.options = readText(buffer, split + 1, end - 1);
  return result;
}

function codeWithScope(code: string, scope: Doc): Code {
  const result = new Code(code);
  result.scope = scope;
  return result;
}

function copy(buffer: Buffer, start: number, end: number): Buffer {
  return Buffer.from(buffer.subarray(start, end));
}
