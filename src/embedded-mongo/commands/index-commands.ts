import { encode } from '../bson/codec.js';
import { aliasOf, Doc, type Value } from '../bson/values.js';
import type { Collection } from '../catalog/collection.js';
import { Cursor } from '../cursors/cursors.js';
import { MongoError, typeMismatch } from '../errors.js';
import type { Index } from '../indexes/index-definition.js';
import { findExisting, parseIndexSpec, samePattern } from '../indexes/index-spec.js';
import { okReply } from '../wire/reply.js';
import type { Call, Command } from './command.js';
import { openCursor } from './read.js';

const MAX_INDEXES = 64;

function createIndexes(call: Call) {
  const { engine, database, collectionName, fields } = call;
  if (fields.has('commitQuorum')) throw new MongoError('BadValue', "Standalones can't specify commitQuorum");
  const lenient = fields.flag('ignoreUnknownIndexOptions');
  const specs = fields.requireDocs('indexes').map((spec) => parseIndexSpec(spec, lenient));
  if (specs.length === 0) throw new MongoError('BadValue', 'Must specify at least one index to create');
  return engine.store.write(() =>
    engine.store.atomically(() => {
      const existed = engine.catalog.get(database, collectionName) !== undefined;
      const collection = engine.collectionToWrite(database, collectionName);
      const numIndexesBefore = collection.indexes.length;
      let created = 0;
      for (const spec of specs) {
        if (findExisting(collection.indexes, spec)) continue;
        if (collection.indexes.length >= MAX_INDEXES) {
          throw new MongoError('CannotCreateIndex', `add index fails, too many indexes for ${collection.namespace}`);
        }
        engine.catalog.addIndex(collection, spec);
        created++;
      }
      return okReply({
        numIndexesBefore,
        numIndexesAfter: collection.indexes.length,
        createdCollectionAutomatically: !existed,
        note: created === 0 ? 'all indexes already exist' : undefined,
      });
    }),
  );
}

function listIndexes(call: Call) {
  const collection = call.requireCollection();
  const specs = collection.indexes.map(({ spec }) => encode(spec));
  const cursor = new Cursor(collection.namespace, specs[Symbol.iterator](), call.pace);
  return openCursor(call, cursor, call.fields.batchSize());
}

function dropIndexes(call: Call) {
  const { engine, fields } = call;
  const wanted = fields.require('index');
  return engine.store.write(() => {
    const collection = call.requireCollection();
    const nIndexesWas = collection.indexes.length;
    for (const index of indexesToDrop(collection, wanted)) engine.catalog.dropIndex(collection, index);
    const all = wanted === '*' ? 'non-_id indexes dropped for collection' : undefined;
    return okReply({ nIndexesWas, msg: all });
  });
}

function indexesToDrop(collection: Collection, wanted: Value | undefined): Index[] {
  if (wanted === '*') return collection.indexes.filter((index) => !index.isId);
  const names = Array.isArray(wanted) ? wanted : [wanted];
  return names.map((name) => {
    const index = findIndex(collection, name);
    if (index.isId) throw new MongoError('InvalidOptions', 'cannot drop _id index');
    return index;
  });
}

export function findIndex(collection: Collection, wanted: Value | undefined): Index {
  if (typeof wanted !== 'string' && !(wanted instanceof Doc)) {
    throw typeMismatch(
      `BSON field 'dropIndexes.index' is the wrong type '${aliasOf(wanted ?? null)}', expected types '[string, object]'`,
    );
  }
  const found = collection.indexes.find((index) =>
    typeof wanted === 'string' ? index.name === wanted : samePattern(index.spec.get('key'), wanted),
  );
  if (found) return found;
  throw typeof wanted === 'string'
    ? new MongoError('IndexNotFound', `index not found with name [${wanted}]`)
    : new MongoError('IndexNotFound', "can't find index with key");
}

export const indexCommands: Command[] = [
  {
    name: 'createIndexes',
    fields: ['indexes', 'commitQuorum'],
    flags: ['ignoreUnknownIndexOptions'],
    writes: true,
    run: createIndexes,
  },
  { name: 'listIndexes', fields: ['cursor'], flags: ['includeBuildUUIDs', 'includeIndexBuildInfo'], run: listIndexes },
  { name: 'dropIndexes', aliases: ['deleteIndexes'], fields: ['index'], writes: true, run: dropIndexes },
];
