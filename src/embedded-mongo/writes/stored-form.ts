import { RawDoc } from '../bson/codec.js';
import { ObjectId, TYPE } from '../bson/values.js';
import { MongoError } from '../errors.js';
import { checkId, nextTimestamp } from '../language/index.js';

const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;
const ID_FIELD = Buffer.from('\x07_id\0', 'latin1');
const FIRST_ID_NAME = '_id\0';

const EMPTY_TIMESTAMP = Buffer.alloc(8);

/** Fills in the empty timestamps among a new document's fields, as a server does; that of `_id` stays. */
export function withTimestamps(bytes: Buffer): Buffer {
  if (!bytes.includes(EMPTY_TIMESTAMP)) return bytes;
  for (const { name, type, value } of new RawDoc(bytes).elements()) {
    if (type !== TYPE.timestamp || name === '_id' || !value.equals(EMPTY_TIMESTAMP)) continue;
    const { high, low } = nextTimestamp();
    value.writeInt32LE(low, 0);
    value.writeInt32LE(high, 4);
  }
  return bytes;
}

/** A document to be stored in the bytes it is stored in: with an `_id`, in front. The rest stays as it came. */
export function storedForm(bytes: Buffer): Buffer {
  const raw = new RawDoc(bytes);
  const id = raw.get('_id');
  if (id !== undefined) checkId(id);
  const stored = id === undefined ? withNewId(bytes) : withIdFirst(bytes, raw);
  checkSize(stored.length);
  return stored;
}

function checkSize(length: number): void {
  if (length <= MAX_DOCUMENT_BYTES) return;
  throw new MongoError(
    'BSONObjectTooLarge',
    `BSONObj size: ${length} (0x${length.toString(16).toUpperCase()}) is invalid. Size must be between 0 and ${MAX_DOCUMENT_BYTES}(16MB)`,
  );
}

function withNewId(bytes: Buffer): Buffer {
  const element = Buffer.concat([ID_FIELD, new ObjectId().id]);
  const result = Buffer.concat([bytes.subarray(0, 4), element, bytes.subarray(4)]);
  result.writeInt32LE(result.length, 0);
  return result;
}

function withIdFirst(bytes: Buffer, raw: RawDoc): Buffer {
  if (bytes.toString('latin1', 5, 5 + FIRST_ID_NAME.length) === FIRST_ID_NAME) return bytes;
  const element = raw.element('_id');
  if (!element) return bytes;
  const start = element.byteOffset - bytes.byteOffset;
  return Buffer.concat([
    bytes.subarray(0, 4),
    element,
    bytes.subarray(4, start),
    bytes.subarray(start + element.length),
  ]);
}
