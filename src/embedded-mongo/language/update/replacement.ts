import { compare } from '../../bson/compare.js';
import { aliasOf, BSONRegExp, Doc, Timestamp, Undefined, type Value } from '../../bson/values.js';
import { MongoError } from '../../errors.js';
import { nextTimestamp } from '../environment.js';
import { showElement } from '../show.js';
import { requireStorable } from './apply.js';
import { identical } from './identical.js';

/** The document of a replacement, with the empty timestamps of its top fields filled in. */
export function compileReplacement(update: Doc): () => Doc {
  for (const field of update.keys()) requireStorable(field);
  return () => new Doc(Array.from(update, ([name, value]) => [name, isEmpty(name, value) ? nextTimestamp() : value]));
}

function isEmpty(name: string, value: Value): boolean {
  return value instanceof Timestamp && value.isZero() && name !== '_id';
}

/** Puts a document in the place of another one, whose `_id` stays. */
export function replaceDocument(original: Doc, replacement: Doc): { document: Doc; changed: boolean } {
  const id = original.get('_id');
  const document = replacement.has('_id') || id === undefined ? replacement : new Doc([['_id', id], ...replacement]);
  const newId = document.get('_id');
  if (id !== undefined && newId !== undefined && compare(id, newId) !== 0) {
    throw new MongoError(
      'ImmutableField',
      `After applying the update, the (immutable) field '_id' was found to have been altered to ${showElement('_id', newId)}`,
    );
  }
  return { document, changed: !identical(original, document) };
}

/** The rules for the value of `_id` in a document to be stored. */
export function checkId(id: Value): void {
  if (Array.isArray(id) || id instanceof BSONRegExp || id instanceof Undefined) {
    throw new MongoError('InvalidIdField', `The '_id' value cannot be of type ${aliasOf(id)}`);
  }
  if (!(id instanceof Doc)) return;
  const bad = [...id.keys()].find((name) => name.startsWith('$'));
  if (bad === undefined || id.has('$ref')) return;
  throw new MongoError(
    'DollarPrefixedFieldName',
    `_id fields may not contain '$'-prefixed fields: ${bad} is not valid for storage.`,
  );
}
