import { RawDoc } from '../bson/raw-doc.js';
import type { Doc } from '../bson/values.js';
import type { Collection } from '../catalog/collection.js';
import type { Pace } from '../cursors/pace.js';
import type { Engine } from '../engine.js';
import type { Environment, PipelineEnvironment } from '../language/index.js';
import { TICK } from '../planner/run.js';
import { PipelineWrites } from '../writes/pipeline-writes.js';
import { collectionSources } from './collection-sources.js';
import { compileQuery, type FindSpec, findStored } from './find-query.js';

const BATCH = 100;

/** What a pipeline sees of the engine. */
export function pipelineEnvironment(
  engine: Engine,
  database: string,
  collection: string,
  environment: Environment,
  pace: Pace,
): PipelineEnvironment {
  return {
    ...environment,
    database,
    find: (name, filter) => findBatches(engine.catalog.get(database, name), { filter }, environment, pace),
    writer: new PipelineWrites(engine, environment),
    sources: collectionSources(engine, database, collection),
  };
}

/** A collection's documents in groups, with these fields only if given, letting others run in between. */
export async function* findBatches(
  collection: Collection | undefined,
  spec: FindSpec,
  environment: Environment,
  pace: Pace,
  fields?: ReadonlySet<string>,
): AsyncGenerator<readonly Doc[]> {
  if (!collection) return;
  let batch: Doc[] = [];
  for (const found of findStored(collection, compileQuery(collection, spec, environment))) {
    if (found !== TICK) batch.push(readDocument(found.bytes, fields));
    if (batch.length >= BATCH) {
      yield batch;
      batch = [];
    }
    const pause = pace.breathe();
    if (pause) await pause;
  }
  if (batch.length > 0) yield batch;
}

function readDocument(bytes: Buffer, fields: ReadonlySet<string> | undefined): Doc {
  const raw = new RawDoc(bytes);
  return fields ? raw.pick(fields) : raw.decode();
}
