import { Doc, type Value } from '../../bson/values.js';
import { MongoError, notSupported, typeMismatch } from '../../errors.js';
import type { Batches, PipelineEnvironment } from '../environment.js';
import { limitOf, sortOf, topSorted } from './order.js';
import type { Stage, StageParser } from './stage.js';

export interface Pipeline {
  readonly stages: readonly Stage[];
  /** Whether it ends in `$out` or `$merge`. */
  readonly writes: boolean;
  /** The first stage makes its own documents and takes none of the collection. */
  readonly hasSource: boolean;
  /** Runs the stages from number `from` on; those before it were done by the caller. */
  run(source: Batches, from?: number): Batches;
}

const parsers = new Map<string, StageParser>();

/** Stages that hold pipelines of their own need this file, so they are told to it instead of imported by it. */
export function registerStages(stages: Iterable<readonly [string, StageParser]>): void {
  for (const [name, parser] of stages) parsers.set(name, parser);
}

/** Stages of the server that this engine does not have. */
const REFUSED = new Set([
  '$bucket',
  '$bucketAuto',
  '$changeStream',
  '$changeStreamSplitLargeEvent',
  '$collStats',
  '$densify',
  '$fill',
  '$geoNear',
  '$indexStats',
  '$listSampledQueries',
  '$listSessions',
  '$planCacheStats',
  '$redact',
  '$setWindowFields',
  '$shardedDataDistribution',
]);

const OF_ATLAS = new Set(['$listSearchIndexes', '$search', '$searchMeta', '$vectorSearch']);

export function isStage(name: string): boolean {
  return parsers.has(name) || REFUSED.has(name) || OF_ATLAS.has(name);
}

export function parsePipeline(stages: readonly Value[], env: PipelineEnvironment): Pipeline {
  const parsed = stages.map((stage, index) => parseStage(stage, index, stages.length, env));
  const last = parsed.at(-1);
  return {
    stages: parsed,
    writes: last !== undefined && WRITES.has(last.name),
    hasSource: parsed[0] !== undefined && (env.sources?.has(parsed[0].name) ?? false),
    run: (source, from = 0) => runStages(parsed, source, from, env),
  };
}

const WRITES = new Set(['$out', '$merge']);

function parseStage(stage: Value, index: number, count: number, env: PipelineEnvironment): Stage {
  const [name, operand] = entryOf(stage);
  if (WRITES.has(name) && index !== count - 1) {
    throw new MongoError(40601, `${name} can only be the final stage in the pipeline`);
  }
  return { name, operand, run: stageRun(name, operand, index, env) };
}

/** A stage's name and what it is given. */
export function entryOf(stage: Value): readonly [name: string, operand: Value] {
  if (!(stage instanceof Doc)) throw typeMismatch("Each element of the 'pipeline' array must be an object");
  const [entry] = stage;
  if (entry && stage.size === 1) return entry;
  throw new MongoError(40323, 'A pipeline stage specification object must contain exactly one field.');
}

function stageRun(name: string, operand: Value, index: number, env: PipelineEnvironment): Stage['run'] {
  const source = env.sources?.get(name);
  if (source) {
    if (index > 0) throw new MongoError(40602, `${name} is only valid as the first stage in a pipeline`);
    return () => source(operand);
  }
  const parser = parsers.get(name);
  if (parser) return parser(operand, env, name);
  if (name === '$changeStream') {
    throw new MongoError(40573, 'The $changeStream stage is only supported on replica sets');
  }
  if (OF_ATLAS.has(name)) throw new MongoError(6047401, `${name} stage is only allowed on MongoDB Atlas`);
  if (REFUSED.has(name)) throw notSupported(`The stage ${name}`);
  throw new MongoError(40324, `Unrecognized pipeline stage name: '${name}'`);
}

function runStages(stages: readonly Stage[], source: Batches, from: number, env: PipelineEnvironment): Batches {
  let output = source;
  for (let at = from; at < stages.length; at++) {
    const stage = stages[at] as Stage;
    const next = stages[at + 1];
    const top = stage.name === '$sort' && next?.name === '$limit';
    output = top ? topSorted(sortOf(stage.operand), limitOf(next.operand), env.memoryLimit)(output) : stage.run(output);
    if (top) at++;
  }
  return output;
}
