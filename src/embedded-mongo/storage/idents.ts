import type { Range } from './table.js';

/** Collections and indexes share two tables; each has the entries that start with its number. */
const IDENT_BYTES = 4;
const RECORD_ID_BYTES = 6;

export function identPrefix(ident: number): Buffer {
  const prefix = Buffer.allocUnsafe(IDENT_BYTES);
  prefix.writeUInt32BE(ident);
  return prefix;
}

export function identRange(ident: number): Range {
  return { start: identPrefix(ident), end: identPrefix(ident + 1) };
}

export function recordKey(ident: number, recordId: number): Buffer {
  const key = Buffer.allocUnsafe(IDENT_BYTES + RECORD_ID_BYTES);
  key.writeUInt32BE(ident);
  key.writeUIntBE(recordId, IDENT_BYTES, RECORD_ID_BYTES);
  return key;
}

export function recordIdBytes(recordId: number): Buffer {
  const bytes = Buffer.allocUnsafe(RECORD_ID_BYTES);
  bytes.writeUIntBE(recordId, 0, RECORD_ID_BYTES);
  return bytes;
}

/** The record id at the end of a key or that is the whole of a value. */
export function lastRecordId(bytes: Buffer): number {
  return bytes.readUIntBE(bytes.length - RECORD_ID_BYTES, RECORD_ID_BYTES);
}

/** An entry's key as other records with the same values have it, too. */
export function withoutRecordId(key: Buffer): Buffer {
  return key.subarray(0, key.length - RECORD_ID_BYTES);
}

/** The first byte string that is above all that start with `prefix`. */
export function afterPrefix(prefix: Uint8Array): Buffer {
  let length = prefix.length;
  while (length > 0 && prefix[length - 1] === 0xff) length--;
  const result = Buffer.from(prefix.subarray(0, length));
  if (length > 0) result[length - 1] = (result[length - 1] ?? 0) + 1;
  return result;
}
