import { wholeNumber } from '../bson/plain.js';
import { Doc, doc } from '../bson/values.js';
import type { Collection } from '../catalog/collection.js';
import type { Engine } from '../engine.js';

/** The sizes of a collection; those of its indexes are not kept apart, since all share one file. */
export function collectionStats(_engine: Engine, collection: Collection): Doc {
  const { count, bytes } = collection.stats;
  return doc({
    size: wholeNumber(bytes),
    count: wholeNumber(count),
    avgObjSize: count > 0 ? wholeNumber(Math.round(bytes / count)) : undefined,
    storageSize: wholeNumber(bytes),
    freeStorageSize: 0,
    capped: false,
    nindexes: collection.indexes.length,
    indexBuilds: [],
    totalIndexSize: 0,
    totalSize: wholeNumber(bytes),
    indexSizes: new Doc(collection.indexes.map((index) => [index.name, 0])),
    scaleFactor: 1,
  });
}
