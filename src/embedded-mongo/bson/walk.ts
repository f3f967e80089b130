import { isUtf8 } from 'node:buffer';
import { invalidBson } from '../errors.js';

/** Deeper nesting than this is refused, as the server does, so that no reader overflows the stack. */
export const MAX_DEPTH = 200;

/** A `Buffer` over the same memory. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Checks a document's length and terminator at `start`; gives its end, one past the terminator. */
export function documentEnd(buffer: Buffer, start: number, limit: number): number {
  if (start + 5 > limit) throw invalidBson('BSON document is truncated');
  const end = start + buffer.readInt32LE(start);
  if (end < start + 5 || end > limit) throw invalidBson('BSON document has a bad length');
  if (buffer[end - 1] !== 0) throw invalidBson('BSON document is not terminated');
  return end;
}

/** The offset of the NUL that ends a C string. */
export function nameEnd(buffer: Buffer, start: number, limit: number): number {
  let at = start;
  while (at < limit && buffer[at] !== 0) at++;
  if (at >= limit) throw invalidBson('BSON field name is not terminated');
  return at;
}

function lengthAt(buffer: Buffer, at: number, limit: number): number {
  if (at + 4 > limit) throw invalidBson('BSON element is truncated');
  return buffer.readInt32LE(at);
}

function stringEnd(buffer: Buffer, at: number, limit: number): number {
  const length = lengthAt(buffer, at, limit);
  const end = at + 4 + length;
  if (length < 1 || end > limit || buffer[end - 1] !== 0) throw invalidBson('BSON string has a bad length');
  return end;
}

function binaryEnd(buffer: Buffer, at: number, limit: number): number {
  const length = lengthAt(buffer, at, limit);
  const end = at + 5 + length;
  if (length < 0 || end > limit) throw invalidBson('BSON binary has a bad length');
  if (buffer[at + 4] === 2 && (length < 4 || buffer.readInt32LE(at + 5) !== length - 4)) {
    throw invalidBson('BSON binary of subtype 2 has a bad length');
  }
  return end;
}

function codeWithScopeEnd(buffer: Buffer, at: number, limit: number): number {
  const end = at + lengthAt(buffer, at, limit);
  if (end > limit || end < at + 14) throw invalidBson('BSON code has a bad length');
  const scope = stringEnd(buffer, at + 4, end);
  if (documentEnd(buffer, scope, end) !== end) throw invalidBson('BSON code has a bad length');
  return end;
}

const FIXED_SIZES = new Map<number, number>([
  [0x01, 8],
  [0x06, 0],
  [0x07, 12],
  [0x08, 1],
  [0x09, 8],
  [0x0a, 0],
  [0x10, 4],
  [0x11, 8],
  [0x12, 8],
  [0x13, 16],
  [0x7f, 0],
  [0xff, 0],
]);
const SIZE_BY_TYPE = new Int8Array(256).fill(-1);
for (const [type, size] of FIXED_SIZES) SIZE_BY_TYPE[type] = size;

/** One past the last byte of an element's value; nested documents are only measured. */
export function valueEnd(buffer: Buffer, type: number, at: number, limit: number): number {
  const size = SIZE_BY_TYPE[type] ?? -1;
  if (size >= 0) {
    if (at + size > limit) throw invalidBson('BSON element is truncated');
    if (type === 0x08 && (buffer[at] ?? 2) > 1) throw invalidBson('BSON boolean is neither 0 nor 1');
    return at + size;
  }
  switch (type) {
    case 0x02:
    case 0x0d:
    case 0x0e:
      return stringEnd(buffer, at, limit);
    case 0x03:
    case 0x04:
      return documentEnd(buffer, at, limit);
    case 0x05:
      return binaryEnd(buffer, at, limit);
    case 0x0b:
      return nameEnd(buffer, nameEnd(buffer, at, limit) + 1, limit) + 1;
    case 0x0c: {
      const id = stringEnd(buffer, at, limit);
      if (id + 12 > limit) throw invalidBson('BSON element is truncated');
      return id + 12;
    }
    case 0x0f:
      return codeWithScopeEnd(buffer, at, limit);
    default:
      throw invalidBson(`Unrecognized BSON type ${type}`);
  }
}

/** Walks a whole document and throws at the first byte that is not BSON; gives the document's end. */
export function checkDocument(buffer: Buffer, start: number, limit: number, depth = 0): number {
  if (depth > MAX_DEPTH) throw invalidBson('BSON document is nested too deeply');
  const end = documentEnd(buffer, start, limit);
  let at = start + 4;
  while (at < end - 1) {
    const type = buffer[at] ?? 0;
    const nameStop = nameEnd(buffer, at + 1, end - 1);
    checkText(buffer, at + 1, nameStop);
    at = checkValue(buffer, type, nameStop + 1, end - 1, depth);
  }
  if (at !== end - 1) throw invalidBson('BSON document has a bad length');
  return end;
}

function checkValue(buffer: Buffer, type: number, at: number, limit: number, depth: number): number {
  if (type === 3 || type === 4) return checkDocument(buffer, at, limit, depth + 1);
  const end = valueEnd(buffer, type, at, limit);
  if (type === 0x02 || type === 0x0d || type === 0x0e) checkText(buffer, at + 4, end - 1);
  else if (type === 0x0b || type === 0x0c || type === 0x0f) checkRare(buffer, type, at, end, depth);
  return end;
}

function checkRare(buffer: Buffer, type: number, at: number, end: number, depth: number): void {
  if (type === 0x0b) {
    checkText(buffer, at, end - 1);
    return;
  }
  const textAt = type === 0x0c ? at : at + 4;
  const textEnd = textAt + 4 + buffer.readInt32LE(textAt);
  checkText(buffer, textAt + 4, textEnd - 1);
  if (type === 0x0f) checkDocument(buffer, textEnd, end, depth + 1);
}

function checkText(buffer: Buffer, start: number, end: number): void {
  for (let at = start; at < end; at++) {
    if ((buffer[at] ?? 0) < 0x80) continue;
    if (!isUtf8(buffer.subarray(at, end))) throw invalidBson('BSON string is not valid UTF-8');
    return;
  }
}
