import { createHash } from 'node:crypto';
import { rankOf } from '../bson/compare.js';
import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  binaryBytes,
  Code,
  DbPointer,
  Doc,
  FarDate,
  isNumeric,
  ObjectId,
  Timestamp,
  type Value,
} from '../bson/values.js';
import { KeyBytes } from './key-bytes.js';
import { writeNumber } from './number-key.js';

/** Longer keys are cut here and end in a hash of the whole, since LMDB's keys are limited. */
const MAX_KEY_BYTES = 1024;
const HASH_BYTES = 16;

const out = new KeyBytes();

/** Values as bytes whose order is the values' order; `descending[i]` inverts the i-th. */
export function encodeKey(values: readonly Value[], descending: readonly boolean[]): Buffer {
  return shorten(encodeWholeKey(values, descending));
}

/** As `encodeKey` but never cut: for the bounds of a range. */
export function encodeWholeKey(values: readonly Value[], descending: readonly boolean[]): Buffer {
  out.reset();
  for (let i = 0; i < values.length; i++) {
    const start = out.length;
    writeValue(values[i] ?? null);
    if (descending[i]) out.invertFrom(start);
  }
  return out.copy();
}

export function isCut(wholeKey: Buffer): boolean {
  return wholeKey.length > MAX_KEY_BYTES;
}

/** The part of a cut key that is still in order. */
export function cutPrefix(wholeKey: Buffer): Buffer {
  return wholeKey.subarray(0, MAX_KEY_BYTES - HASH_BYTES);
}

export function shorten(wholeKey: Buffer): Buffer {
  if (!isCut(wholeKey)) return wholeKey;
  const hash = createHash('sha256').update(wholeKey).digest().subarray(0, HASH_BYTES);
  return Buffer.concat([cutPrefix(wholeKey), hash]);
}

function writeValue(value: Value): void {
  out.byte(rankOf(value));
  writeContent(value);
}

function writeContent(value: Value): void {
  if (typeof value === 'string') out.text(value);
  else if (isNumeric(value)) writeNumber(out, value);
  else if (typeof value === 'boolean') out.byte(value ? 1 : 0);
  else if (value instanceof ObjectId) out.bytes(value.id);
  else if (value instanceof Date) writeSigned(BigInt(value.getTime()));
  else if (value instanceof FarDate) writeSigned(value.ms);
  else if (value instanceof Doc) writeDoc(value);
  else if (Array.isArray(value)) writeArray(value);
  else if (value !== null) writeRare(value);
}

function writeRare(value: Value): void {
  if (value instanceof Binary) {
    out.uint32(value.position);
    out.byte(value.sub_type);
    out.bytes(binaryBytes(value));
  } else if (value instanceof Timestamp) {
    out.uint32(value.high);
    out.uint32(value.low);
  } else if (value instanceof BSONSymbol) {
    out.text(value.value);
  } else if (value instanceof BSONRegExp) {
    out.text(value.pattern);
    out.text(value.options);
  } else if (value instanceof DbPointer) {
    out.uint32(Buffer.byteLength(value.namespace));
    out.text(value.namespace);
    out.bytes(value.id.id);
  } else if (value instanceof Code) {
    out.text(value.code);
    if (value.scope instanceof Doc) writeDoc(value.scope);
  }
}

/** Signed order as unsigned bytes. */
function writeSigned(value: bigint): void {
  out.uint64(value + (1n << 63n));
}

/** Fields compare by type, then name, then value; the end mark is below any type. */
function writeDoc(value: Doc): void {
  for (const [name, field] of value) {
    out.byte(rankOf(field));
    out.text(name);
    writeContent(field);
  }
  out.byte(0);
}

function writeArray(values: readonly Value[]): void {
  for (const value of values) writeValue(value);
  out.byte(0);
}
