import { encode, RawDoc } from '../bson/codec.js';
import { aliasOf, BSONRegExp, Doc, ObjectId, Undefined, type Value } from '../bson/values.js';
import { MongoError } from '../errors.js';

export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;
const ID_FIELD = Buffer.from('\x07_id\0', 'latin1');
const FIRST_ID_NAME = '_id\0';

/** A document to be inserted in the bytes it is stored in: with an `_id`, in front. The rest stays as it came. */
export function storedForm(bytes: Buffer): { bytes: Buffer; id: Value } {
  const raw = new RawDoc(bytes);
  const id = raw.get('_id');
  const stored = id === undefined ? withNewId(bytes) : withIdFirst(bytes, raw);
  if (id !== undefined) checkId(id);
  checkSize(stored.length);
  return { bytes: stored, id: id ?? new RawDoc(stored).get('_id') ?? null };
}

/** The same for a document that an update has made. */
export function storedFormOf(document: Doc): Buffer {
  const id = document.get('_id');
  if (id === undefined) return storedForm(Buffer.from(encode(document))).bytes;
  checkId(id);
  const [first] = document.keys();
  const ordered = first === '_id' ? document : new Doc([['_id', id], ...document]);
  const bytes = encode(ordered);
  checkSize(bytes.length);
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes);
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

export function checkId(id: Value): void {
  if (Array.isArray(id) || id instanceof BSONRegExp || id instanceof Undefined) {
    throw new MongoError('InvalidIdField', `The '_id' value cannot be of type ${aliasOf(id)}`);
  }
  if (!(id instanceof Doc)) return;
  for (const name of id.keys()) {
    if (name.startsWith('$')) {
      throw new MongoError(
        'DollarPrefixedFieldName',
        `_id fields may not contain '$'-prefixed fields: ${name} is not valid for storage.`,
      );
    }
  }
}
