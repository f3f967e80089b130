import { invalidBson } from '../errors.js';
import { nameEnd } from './walk.js';

const strict = new TextDecoder('utf-8', { fatal: true });

/** The string in `[start, end)`; bytes that are not UTF-8 are an error, since they would not survive. */
export function readText(buffer: Buffer, start: number, end: number): string {
  if (end - start < 24) {
    const ascii = readShortAscii(buffer, start, end);
    if (ascii !== undefined) return ascii;
  }
  const text = buffer.toString('utf8', start, end);
  return text.includes('\ufffd') ? readStrictly(buffer, start, end) : text;
}

function readShortAscii(buffer: Buffer, start: number, end: number): string | undefined {
  let text = '';
  for (let at = start; at < end; at++) {
    const byte = buffer[at] ?? 0x80;
    if (byte >= 0x80) return undefined;
    text += String.fromCharCode(byte);
  }
  return text;
}

function readStrictly(buffer: Buffer, start: number, end: number): string {
  try {
    return strict.decode(buffer.subarray(start, end));
  } catch {
    throw invalidBson('BSON string is not valid UTF-8');
  }
}

const SLOTS = 4096;
const seenNames: (string | undefined)[] = new Array(SLOTS).fill(undefined);

/** Where the last `readName` stopped: one past its NUL. */
export const cursor = { at: 0 };

/**
 * A field name. Documents of a collection repeat the same few names, so the last name of each hash is
 * kept: a scan then makes no strings for them. Leaves `cursor.at` behind the name.
 */
export function readName(buffer: Buffer, start: number, limit: number): string {
  let hash = 0;
  let at = start;
  for (; at < limit; at++) {
    const byte = buffer[at] ?? 0;
    if (byte === 0) break;
    hash = (Math.imul(hash, 31) + byte) | 0;
  }
  if (at >= limit) nameEnd(buffer, start, limit);
  cursor.at = at + 1;
  const slot = hash & (SLOTS - 1);
  const seen = seenNames[slot];
  if (seen !== undefined && isAscii(seen, buffer, start, at)) return seen;
  const name = readText(buffer, start, at);
  if (at - start < 64) seenNames[slot] = name;
  return name;
}

/** Whether the bytes in `[start, end)` spell `text`, an ASCII string; false for any other text. */
export function isAscii(text: string, buffer: Buffer, start: number, end: number): boolean {
  if (text.length !== end - start) return false;
  for (let i = 0; i < text.length; i++) {
    const byte = buffer[start + i] ?? 0x80;
    if (byte >= 0x80 || byte !== text.charCodeAt(i)) return false;
  }
  return true;
}
