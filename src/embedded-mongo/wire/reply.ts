import { encode } from '../bson/codec.js';
import { fromPlain } from '../bson/plain.js';
import { Doc, Double, doc } from '../bson/values.js';
import { MongoError } from '../errors.js';
import { HEADER_BYTES, OP_MSG, OP_REPLY, type Request } from './request.js';

/** A cursor's answer, whose documents go out in the bytes they are stored in. */
export class CursorReply {
  constructor(
    readonly id: bigint,
    readonly namespace: string,
    readonly batchName: 'firstBatch' | 'nextBatch',
    readonly documents: readonly Uint8Array[],
  ) {}
}

export type Reply = Doc | CursorReply;

let nextMessageId = 1;

export function writeReply(request: Request, reply: Reply): Buffer {
  const document = reply instanceof CursorReply ? encodeCursor(reply) : encode(reply);
  const extra = request.legacy ? 20 : 5;
  const message = Buffer.alloc(HEADER_BYTES + extra + document.length);
  message.writeInt32LE(message.length, 0);
  message.writeInt32LE(nextMessageId++ & 0x7fffffff, 4);
  message.writeInt32LE(request.id, 8);
  message.writeInt32LE(request.legacy ? OP_REPLY : OP_MSG, 12);
  if (request.legacy) message.writeInt32LE(1, HEADER_BYTES + 16);
  message.set(document, HEADER_BYTES + extra);
  return message;
}

export function okReply(fields: Parameters<typeof doc>[0] = {}): Doc {
  return doc({ ...fields, ok: new Double(1) });
}

export function errorReply(error: unknown): Doc {
  const known = error instanceof MongoError ? error : internalError(error);
  const reply = doc({ ok: new Double(0), errmsg: known.message, code: known.code, codeName: known.codeName });
  for (const [name, value] of Object.entries(known.fields)) reply.set(name, fromPlain(value));
  return reply;
}

function internalError(error: unknown): MongoError {
  return new MongoError('InternalError', error instanceof Error ? `${error.name}: ${error.message}` : String(error));
}

/** `{ cursor: { id, ns, firstBatch: [...] }, ok: 1 }`, the documents copied once. */
function encodeCursor(reply: CursorReply): Buffer {
  const head = encode(doc({ id: reply.id, ns: reply.namespace }));
  const name = Buffer.from(reply.batchName);
  const names = reply.documents.map((_, i) => `${i}\0`);
  const arrayBytes = reply.documents.reduce((sum, bytes, i) => sum + 1 + (names[i]?.length ?? 0) + bytes.length, 5);
  const cursorBytes = head.length + 1 + name.length + 1 + arrayBytes;
  const out = Buffer.allocUnsafe(4 + 8 + cursorBytes + 12 + 1);
  let at = out.writeInt32LE(out.length, 0);
  at += out.write('\x03cursor\0', at, 'latin1');
  out.set(head, at);
  out.writeInt32LE(cursorBytes, at);
  at += head.length - 1;
  out[at] = 4;
  out.set(name, at + 1);
  at += name.length + 1;
  out[at++] = 0;
  at = out.writeInt32LE(arrayBytes, at);
  reply.documents.forEach((bytes, i) => {
    out[at++] = 3;
    at += out.write(names[i] ?? '', at, 'latin1');
    out.set(bytes, at);
    at += bytes.length;
  });
  at = out.writeUInt16LE(0, at);
  at += out.write('\x01ok\0', at, 'latin1');
  at = out.writeDoubleLE(1, at);
  out[at++] = 0;
  return out.subarray(0, at);
}
