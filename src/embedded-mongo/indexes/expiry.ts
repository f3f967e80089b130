import { Doc, doc } from '../bson/values.js';
import type { Collection } from '../catalog/collection.js';
import type { Engine } from '../engine.js';
import { TICK } from '../planner/run.js';
import { compileQuery, findStored } from '../query/find-query.js';
import type { Index } from './index-definition.js';

const BATCH = 500;

/** Removes what TTL indexes say is over, a batch at a time. */
export async function removeExpired(engine: Engine, now = new Date()): Promise<number> {
  let removed = 0;
  for (const collection of engine.catalog.all()) {
    for (const index of collection.indexes) {
      if (index.expireAfterSeconds !== undefined) removed += await removeExpiredBy(engine, collection, index, now);
    }
  }
  return removed;
}

async function removeExpiredBy(engine: Engine, collection: Collection, index: Index, now: Date): Promise<number> {
  let removed = 0;
  for (;;) {
    const batch = await engine.store.write(() => removeBatch(engine, collection, index, now));
    removed += batch;
    if (batch < BATCH) return removed;
  }
}

function removeBatch(engine: Engine, collection: Collection, index: Index, now: Date): number {
  if (engine.catalog.get(collection.database, collection.name) !== collection) return 0;
  const [field] = index.fields;
  if (!field || index.expireAfterSeconds === undefined) return 0;
  const over = new Date(now.getTime() - index.expireAfterSeconds * 1000);
  const filter = new Doc([[field.path, doc({ $lt: over })]]);
  const partial = index.spec.get('partialFilterExpression');
  const whole = partial instanceof Doc ? doc({ $and: [filter, partial] }) : filter;
  const query = compileQuery(collection, { filter: whole, hint: index.name, limit: BATCH }, { now });
  let removed = 0;
  for (const found of [...findStored(collection, query)]) {
    if (found === TICK) continue;
    collection.remove(found.recordId, found.bytes);
    removed++;
  }
  return removed;
}
