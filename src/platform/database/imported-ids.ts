import { createHash } from 'node:crypto';
import { Types } from 'mongoose';
import { type Id, parseId } from './ids.js';

/** What an import calls a thing, such as `wordpress:old.example:post:12`. */
export const importKey = (source: string, type: string, id: string): string => `${source}:${type}:${id}`;

/** The id of a thing that an import brings follows from its key: whoever refers to it needs not look it up. An id of ours stays what it is. */
export function importedId<Noun extends string>(source: string, type: Noun, id: string): Id<Noun> {
  const own = parseId<Noun>(id);
  return (
    own ??
    new Types.ObjectId(
      createHash('sha256')
        .update(importKey(source, type, id))
        .digest()
        .subarray(0, 12),
    )
  );
}
