import { wholeNumber } from '../bson/plain.js';
import { Doc, doc } from '../bson/values.js';
import type { Collection } from '../catalog/collection.js';

/** The sizes of a collection; those of its indexes are not kept apart, since all share one file. */
export function collectionStats(collection: Collection, scale: number): Doc {
  const { count, bytes } = collection.stats;
  const size = wholeNumber(Math.floor(bytes / scale));
  return doc({
    size,
    count: wholeNumber(count),
    avgObjSize: count > 0 ? wholeNumber(Math.round(bytes / count)) : undefined,
    storageSize: size,
    freeStorageSize: 0,
    capped: false,
    nindexes: collection.indexes.length,
    indexBuilds: [],
    totalIndexSize: 0,
    totalSize: size,
    indexSizes: new Doc(collection.indexes.map((index) => [index.name, 0])),
    scaleFactor: wholeNumber(scale),
  });
}
