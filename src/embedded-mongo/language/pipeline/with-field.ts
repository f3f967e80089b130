import { Doc, type Value } from '../../bson/values.js';

/** A copy of a document with a value at a path. */
export function withField(document: Doc, [part = '', ...rest]: string[], value: Value): Doc {
  const inner = document.get(part);
  const set = rest.length === 0 ? value : withField(inner instanceof Doc ? inner : new Doc(), rest, value);
  return new Doc(document).set(part, set);
}
