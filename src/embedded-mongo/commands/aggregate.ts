import { encode } from '../bson/codec.js';
import { toNumber } from '../bson/plain.js';
import { Doc, type Value } from '../bson/values.js';
import { Cursor } from '../cursors/cursors.js';
import { failedToParse, inContext, MongoError, notSupported, typeMismatch } from '../errors.js';
import { type Batches, leadingQuery, neededFields, type Pipeline, parsePipeline } from '../language/index.js';
import { DATABASE_STAGES, databaseSources } from '../query/database-sources.js';
import { findBatches, pipelineEnvironment } from '../query/pipeline-environment.js';
import { askingOf, type Call, type Command } from './command.js';
import { openCursor } from './read.js';

const NO_COLLECTION = '$cmd.aggregate';

function aggregate(call: Call) {
  const { fields } = call;
  fields.refuseCollation();
  if (fields.flag('explain')) throw notSupported('The option explain of aggregate; use the explain command');
  const options = fields.get('cursor');
  if (options === undefined) {
    throw failedToParse("The 'cursor' option is required, except for aggregate with the explain argument");
  }
  if (!(options instanceof Doc)) throw typeMismatch('cursor field must be missing or an object');
  const batchSize = fields.batchSize();
  const { pipeline, source, from, namespace } = planAggregate(call);
  const cursor = new Cursor(namespace, encoded(pipeline.run(source, from)), call.pace);
  return openCursor(call, cursor, batchSize);
}

/** The pipeline, and the documents it starts from: as much of it as a query can do is left to the planner. */
export function planAggregate(call: Call) {
  const { fields, engine, database, environment, pace } = call;
  const stages = fields.get('pipeline');
  if (stages !== undefined && !Array.isArray(stages))
    throw typeMismatch("'pipeline' option must be specified as an array");
  if (!stages) throw new MongoError(40414, "BSON field 'aggregate.pipeline' is missing but a required field");
  const number = toNumber(fields.get('aggregate'));
  if (number !== undefined && number !== 1) {
    throw failedToParse("Invalid command format: the 'aggregate' field must specify a collection name or 1");
  }
  const alone = number === 1;
  const name = alone ? NO_COLLECTION : call.collectionName;
  checkStart(stages, alone);
  const sources = alone ? databaseSources(engine, askingOf(call)) : undefined;
  const pipeline = parsePipeline(stages, pipelineEnvironment(engine, database, name, environment, pace, sources));
  const collection = engine.catalog.get(database, name);
  const query = leading(pipeline, fields.get('hint'));
  return {
    pipeline,
    query,
    collection,
    namespace: `${database}.${name}`,
    source: pipeline.hasSource
      ? nothing()
      : findBatches(collection, query, environment, pace, neededFields(pipeline, query.stages)),
    from: pipeline.hasSource ? 0 : query.stages,
  };
}

/** Some stages start from a collection, others must not. */
function checkStart([first]: readonly Value[], alone: boolean): void {
  const [stage = ''] = first instanceof Doc ? first.keys() : [];
  if (alone && !DATABASE_STAGES.has(stage) && stage !== '$changeStream') {
    throw new MongoError('InvalidNamespace', `{aggregate: 1} is not valid for '${stage}'; a collection is required.`);
  }
  if (!alone && DATABASE_STAGES.has(stage)) {
    throw new MongoError(
      'InvalidNamespace',
      `${stage} must be run against a database with {aggregate: 1}, not a collection`,
    );
  }
}

function leading(pipeline: Pipeline, hint: ReturnType<Doc['get']>) {
  return { ...leadingQuery(pipeline), hint };
}

async function* nothing(): AsyncGenerator<readonly Doc[]> {}

async function* encoded(batches: Batches): AsyncGenerator<Uint8Array | undefined> {
  try {
    for await (const batch of batches) for (const document of batch) yield encode(document);
  } catch (error) {
    throw inContext(error, 'PlanExecutor error during aggregation', 'Failed to optimize pipeline');
  }
}

export const aggregateCommands: Command[] = [
  {
    name: 'aggregate',
    fields: ['pipeline', 'cursor', 'hint', 'let', 'collation'],
    flags: ['explain', 'allowDiskUse', 'bypassDocumentValidation'],
    reads: true,
    writes: true,
    run: aggregate,
  },
];
