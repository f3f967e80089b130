import { encode, RawDoc } from '../bson/codec.js';
import { equal } from '../bson/compare.js';
import { Doc, ObjectId, type Value } from '../bson/values.js';
import type { Catalog } from '../catalog/catalog.js';
import type { Collection, StoredDocument } from '../catalog/collection.js';
import { failedToParse, MongoError } from '../errors.js';
import { compileUpdate, type Environment, type Update, upsertSeed } from '../language/index.js';
import { compileQuery, type FindQuery } from '../query/find-query.js';
import { recordIdsOf } from '../query/matches.js';
import { storedForm } from './stored-form.js';

export interface UpdateSpec {
  readonly filter: Doc;
  readonly update: Value;
  readonly multi: boolean;
  readonly upsert: boolean;
  readonly arrayFilters: readonly Doc[];
  readonly hint: Value | undefined;
  readonly sort?: Doc | undefined;
}

export interface UpdateResult {
  matched: number;
  modified: number;
  upsertedId?: Value;
  /** Of a single update: the document before and after it. */
  before?: Doc;
  after?: Doc;
}

/** Where to write: a collection that an upsert may have to create. */
export interface Target {
  readonly catalog: Catalog;
  readonly database: string;
  readonly name: string;
}

/** Only inside `Store.write`. */
export function updateDocuments(target: Target, spec: UpdateSpec, env: Environment): UpdateResult {
  return prepareUpdate(target, spec, env)();
}

/** Parses an update; what it gives runs it. */
export function prepareUpdate(target: Target, spec: UpdateSpec, env: Environment): () => UpdateResult {
  const update = compile(spec, env);
  const collection = target.catalog.get(target.database, target.name);
  const query = compileQuery(
    collection,
    { filter: spec.filter, sort: spec.sort, hint: spec.hint, limit: spec.multi ? 0 : 1 },
    env,
  );
  return () => runUpdate(target, spec, collection, query, update);
}

function runUpdate(
  target: Target,
  spec: UpdateSpec,
  collection: Collection | undefined,
  query: FindQuery,
  update: Update,
): UpdateResult {
  const result: UpdateResult = { matched: 0, modified: 0 };
  // All are found before any is changed, so that none is met again where its change has moved it to.
  for (const recordId of collection ? recordIdsOf(collection, query) : []) {
    const bytes = collection?.get(recordId);
    if (collection && bytes) updateOne(collection, { recordId, bytes }, query, update, result);
  }
  if (result.matched === 0 && spec.upsert) insertSeed(target, query, update, result);
  return result;
}

function compile(spec: UpdateSpec, env: Environment): Update {
  const { update: given, arrayFilters, multi } = spec;
  if (!(given instanceof Doc) && !Array.isArray(given)) {
    throw failedToParse('Update argument must be either an object or an array');
  }
  const update = compileUpdate(given, { arrayFilters, env });
  if (multi && update.kind === 'replacement')
    throw failedToParse('multi update is not supported for replacement-style update');
  return update;
}

function updateOne(
  collection: Collection,
  stored: StoredDocument,
  query: FindQuery,
  update: Update,
  result: UpdateResult,
): void {
  const before = new RawDoc(stored.bytes).decode();
  const matchedIndex = update.positional ? query.matcher.matchArrayIndex(before) : undefined;
  const { document, changed } = update.apply(before, matchedIndex === undefined ? {} : { matchedIndex });
  result.matched++;
  result.before = before;
  result.after = document;
  if (!changed) return;
  keepId(before, document);
  collection.replace(stored.recordId, stored.bytes, storedForm(encode(document)));
  result.modified++;
}

/** The `_id` is there for life; a replacement that leaves it out keeps it. */
function keepId(before: Doc, after: Doc): void {
  const id = before.get('_id');
  if (!after.has('_id') && id !== undefined) after.set('_id', id);
  if (equal(id, after.get('_id'))) return;
  throw new MongoError(
    'ImmutableField',
    "Performing an update on the path '_id' would modify the immutable field '_id'",
  );
}

function insertSeed(target: Target, query: FindQuery, update: Update, result: UpdateResult): void {
  const seed = upsertSeed(query.matcher.tree, update.kind);
  const { document } = update.apply(seed, { inserting: true });
  // Null is an `_id` like others.
  const given = [document, seed].find((source) => source.has('_id'))?.get('_id');
  const id = given === undefined ? new ObjectId() : given;
  const inserted = new Doc([['_id', id], ...document]);
  const seededId = seed.get('_id');
  if (seededId !== undefined && !equal(seededId, id)) {
    throw new MongoError(
      'ImmutableField',
      "Performing an update on the path '_id' would modify the immutable field '_id'",
    );
  }
  const bytes = storedForm(encode(inserted));
  const { catalog, database, name } = target;
  (catalog.get(database, name) ?? catalog.create(database, name)).insert(bytes);
  result.upsertedId = id;
  result.after = inserted;
}
