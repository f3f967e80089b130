import type { RawDoc } from '../bson/raw-doc.js';
import { Doc } from '../bson/values.js';
import { MongoError } from '../errors.js';
import { show } from '../language/show.js';
import type { Index } from './index-definition.js';

export function duplicateKey(namespace: string, index: Index, document: RawDoc, key: Buffer): MongoError {
  const values = index.valuesFor(document, key);
  const keyValue = new Doc(index.fields.map((field, i) => [field.path, values[i] ?? null]));
  return new MongoError(
    'DuplicateKey',
    `E11000 duplicate key error collection: ${namespace} index: ${index.name} dup key: ${show(keyValue)}`,
    { keyPattern: index.spec.get('key'), keyValue },
  );
}
