import { wholeNumber } from '../bson/plain.js';
import { Doc, doc, type Value } from '../bson/values.js';
import type { Collection } from '../catalog/collection.js';
import type { Engine } from '../engine.js';
import { badValue, MongoError } from '../errors.js';
import { type Batches, inBatches } from '../language/index.js';
import { collectionStats } from './collection-stats.js';

/** The stages that tell about a collection instead of reading it. */
export function collectionSources(
  engine: Engine,
  database: string,
  name: string,
): ReadonlyMap<string, (operand: Value) => Batches> {
  const collection = () => engine.catalog.get(database, name);
  return new Map<string, (operand: Value) => Batches>([
    ['$collStats', (operand) => inBatches(collStats(engine, collection(), `${database}.${name}`, operand))],
    ['$indexStats', () => inBatches(indexStats(engine, collection()))],
  ]);
}

function collStats(engine: Engine, collection: Collection | undefined, namespace: string, operand: Value): Doc[] {
  if (!(operand instanceof Doc)) throw badValue('$collStats must take a nested object');
  if (!collection)
    throw new MongoError(
      'NamespaceNotFound',
      `$collStats stage failed :: caused by :: Collection [${namespace}] not found.`,
    );
  const result = doc({ ns: namespace, host: 'localhost', localTime: new Date() });
  for (const part of operand.keys()) {
    if (part === 'count') result.set('count', wholeNumber(collection.stats.count));
    else if (part === 'storageStats') result.set('storageStats', collectionStats(engine, collection));
    else if (part === 'latencyStats') result.set('latencyStats', new Doc());
    else throw new MongoError(40415, `BSON field '$collStats.${part}' is an unknown field.`);
  }
  return [result];
}

function indexStats(engine: Engine, collection: Collection | undefined): Doc[] {
  return (collection?.indexes ?? []).map((index) =>
    doc({
      name: index.name,
      key: index.spec.get('key'),
      host: 'localhost',
      accesses: doc({ ops: BigInt(index.uses), since: engine.startedAt }),
      spec: index.spec,
    }),
  );
}
