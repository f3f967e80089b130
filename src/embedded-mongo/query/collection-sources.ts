import { wholeNumber } from '../bson/plain.js';
import { Doc, doc, type Value } from '../bson/values.js';
import type { Collection } from '../catalog/collection.js';
import { Fields } from '../commands/fields.js';
import type { Engine } from '../engine.js';
import { badValue, MongoError, notSupported } from '../errors.js';
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
    ['$collStats', (operand) => inBatches(collStats(collection(), `${database}.${name}`, operand))],
    ['$indexStats', () => inBatches(indexStats(engine, collection()))],
  ]);
}

function collStats(collection: Collection | undefined, namespace: string, operand: Value): Doc[] {
  if (!(operand instanceof Doc)) throw badValue('$collStats must take a nested object');
  if (!collection)
    throw new MongoError(
      'NamespaceNotFound',
      `$collStats stage failed :: caused by :: Collection [${namespace}] not found.`,
    );
  const result = doc({ ns: namespace, host: 'localhost', localTime: new Date() });
  for (const part of operand.keys()) {
    const options = new Fields('$collStats', operand).doc(part) ?? new Doc();
    if (part === 'count') result.set('count', wholeNumber(collection.stats.count));
    else if (part === 'storageStats') result.set('storageStats', collectionStats(collection, scaleOf(options)));
    else if (part === 'latencyStats' || part === 'queryExecStats') throw notSupported(`The ${part} of $collStats`);
    else throw new MongoError(40415, `BSON field '$collStats.${part}' is an unknown field.`);
  }
  return [result];
}

function scaleOf(options: Doc): number {
  const fields = new Fields('$collStats.storageStats', options);
  fields.refuseUnknown(new Set(['scale']));
  return fields.scale();
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
