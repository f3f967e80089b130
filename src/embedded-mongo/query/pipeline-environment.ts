import { RawDoc } from '../bson/raw-doc.js';
import { Doc } from '../bson/values.js';
import type { Collection } from '../catalog/collection.js';
import type { Pace } from '../cursors/pace.js';
import type { Engine } from '../engine.js';
import type { Environment, PipelineEnvironment } from '../language/index.js';
import { TICK, type Ticking } from '../planner/run.js';
import { PipelineWrites } from '../writes/pipeline-writes.js';
import { collectionSources } from './collection-sources.js';
import { compileQuery, type FindQuery, type FindSpec, findStored } from './find-query.js';
import { matches } from './matches.js';

const BATCH = 100;
const NO_FIELDS = new Doc();

/** What a pipeline sees of the engine. */
export function pipelineEnvironment(
  engine: Engine,
  database: string,
  collection: string,
  environment: Environment,
  pace: Pace,
  sources = collectionSources(engine, database, collection),
): PipelineEnvironment {
  return {
    ...environment,
    database,
    find: (name, filter) => findBatches(engine.catalog.get(database, name), { filter }, environment, pace),
    writer: new PipelineWrites(engine, environment),
    sources,
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
  const query = compileQuery(collection, spec, environment);
  let batch: Doc[] = [];
  for (const document of fields?.size === 0 ? unread(collection, query) : read(collection, query, fields)) {
    if (document !== TICK) batch.push(document);
    if (batch.length >= BATCH) {
      yield batch;
      batch = [];
    }
    const pause = pace.breathe();
    if (pause) await pause;
  }
  if (batch.length > 0) yield batch;
}

function* read(collection: Collection, query: FindQuery, fields: ReadonlySet<string> | undefined): Ticking<Doc> {
  for (const found of findStored(collection, query)) {
    if (found === TICK) yield TICK;
    else yield fields ? new RawDoc(found.bytes).pick(fields) : new RawDoc(found.bytes).decode();
  }
}

/** For pipelines that only count. */
function* unread(collection: Collection, query: FindQuery): Ticking<Doc> {
  for (const found of matches(collection, query)) yield found === TICK ? TICK : NO_FIELDS;
}
