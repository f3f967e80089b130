import { decodeValue } from '../bson/decode.js';
import { RawDoc } from '../bson/raw-doc.js';
import { aliasOf, Doc } from '../bson/values.js';
import { checkDocument, documentEnd, nameEnd, valueEnd } from '../bson/walk.js';
import { MongoError } from '../errors.js';
import { crc32c } from './crc32c.js';

/** A command as it came: the body decoded, documents to be stored still in their bytes. */
export interface Request {
  readonly id: number;
  readonly name: string;
  readonly body: Doc;
  /** Lists of documents by the field they belong to: `documents` of an insert, `updates`, `deletes`. */
  readonly sequences: ReadonlyMap<string, Buffer[]>;
  readonly expectsReply: boolean;
  /** An old-style hello, which is answered in the old style. */
  readonly legacy: boolean;
}

export const OP_REPLY = 1;
const OP_QUERY = 2004;
export const OP_MSG = 2013;
export const HEADER_BYTES = 16;
export const MAX_MESSAGE_BYTES = 48_000_000;

const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;
const REQUIRED_FLAGS = 0xffff;

/** What breaks the protocol itself; the connection is closed, since the next message cannot be found. */
export class ProtocolError extends Error {
  override name = 'ProtocolError';
}

/** Reads one whole message, its header included. */
export function readRequest(message: Buffer): Request {
  const opCode = message.readInt32LE(12);
  if (opCode === OP_MSG) return readOpMsg(message);
  if (opCode === OP_QUERY) return readOpQuery(message);
  throw new ProtocolError(`Unsupported operation ${opCode}`);
}

function readOpMsg(message: Buffer): Request {
  if (message.length < HEADER_BYTES + 4) throw new ProtocolError('Message is too short');
  const flags = message.readUInt32LE(HEADER_BYTES);
  if (flags & REQUIRED_FLAGS & ~(CHECKSUM_PRESENT | MORE_TO_COME)) throw new ProtocolError('Unknown message flags');
  const end = sectionsEnd(message, flags);
  const sequences = new Map<string, Buffer[]>();
  let body: Doc | undefined;
  let at = HEADER_BYTES + 4;
  while (at < end) {
    const kind = message[at];
    if (kind === 0 && !body) {
      const bodyEnd = documentEnd(message, at + 1, end);
      body = readBody(message, at + 1, bodyEnd, sequences);
      at = bodyEnd;
    } else if (kind === 1) at = readSequence(message, at + 1, end, sequences);
    else throw new ProtocolError(`Unknown section of kind ${kind}`);
  }
  if (!body) throw new ProtocolError('Message has no body');
  return request(message, body, sequences, (flags & MORE_TO_COME) === 0, false);
}

function sectionsEnd(message: Buffer, flags: number): number {
  if (!(flags & CHECKSUM_PRESENT)) return message.length;
  const end = message.length - 4;
  if (end < HEADER_BYTES + 4 || crc32c(message.subarray(0, end)) !== message.readUInt32LE(end)) {
    throw new ProtocolError('Message checksum does not match');
  }
  return end;
}

function request(
  message: Buffer,
  body: Doc,
  sequences: Map<string, Buffer[]>,
  expectsReply: boolean,
  legacy: boolean,
): Request {
  const [name = ''] = body.keys();
  return { id: message.readInt32LE(4), name, body, sequences, expectsReply, legacy };
}

/** The fields of a body, but for the documents of an insert, which are to be stored as they are. */
function readBody(buffer: Buffer, start: number, end: number, sequences: Map<string, Buffer[]>): Doc {
  const body = new Doc();
  for (const { name, type, value } of new RawDoc(buffer, start, end).elements()) {
    if (type === 4 && name === 'documents' && body.has('insert')) addSequence(sequences, name, rawItems(value));
    else body.set(name, decodeValue(value, type, 0, value.length, 0));
  }
  return body;
}

function rawItems(buffer: Buffer): Buffer[] {
  const items: Buffer[] = [];
  const last = buffer.length - 1;
  let at = 4;
  while (at < last) {
    const type = buffer[at] ?? 0;
    const valueAt = nameEnd(buffer, at + 1, last) + 1;
    if (type !== 3) {
      const value = decodeValue(buffer, type, valueAt, valueEnd(buffer, type, valueAt, last), 0);
      throw new MongoError(
        'TypeMismatch',
        `BSON field 'insert.documents.${items.length}' is the wrong type '${aliasOf(value)}', expected type 'object'`,
      );
    }
    at = checkDocument(buffer, valueAt, last);
    items.push(buffer.subarray(valueAt, at));
  }
  return items;
}

function readSequence(buffer: Buffer, start: number, limit: number, sequences: Map<string, Buffer[]>): number {
  if (start + 4 > limit) throw new ProtocolError('Document sequence is truncated');
  const end = start + buffer.readInt32LE(start);
  if (end > limit || end < start + 5) throw new ProtocolError('Document sequence has a bad length');
  const nameStop = nameEnd(buffer, start + 4, end);
  const items: Buffer[] = [];
  let at = nameStop + 1;
  while (at < end) {
    const next = checkDocument(buffer, at, end);
    items.push(buffer.subarray(at, next));
    at = next;
  }
  addSequence(sequences, buffer.toString('utf8', start + 4, nameStop), items);
  return end;
}

function addSequence(sequences: Map<string, Buffer[]>, name: string, items: Buffer[]): void {
  if (sequences.has(name)) throw new ProtocolError(`Document sequence ${name} is there twice`);
  sequences.set(name, items);
}

/** The first hello of a driver: flags, `admin.$cmd`, skip, limit, then the command. */
function readOpQuery(message: Buffer): Request {
  const nameStop = nameEnd(message, HEADER_BYTES + 4, message.length);
  const namespace = message.toString('utf8', HEADER_BYTES + 4, nameStop);
  const at = nameStop + 9;
  if (!namespace.endsWith('.$cmd') || at >= message.length) throw new ProtocolError('Unsupported legacy query');
  const body = readBody(message, at, documentEnd(message, at, message.length), new Map());
  body.set('$db', namespace.slice(0, -'.$cmd'.length));
  return request(message, body, new Map(), true, true);
}
