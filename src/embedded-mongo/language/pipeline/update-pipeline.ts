import type { Value } from '../../bson/values.js';
import { MongoError } from '../../errors.js';
import type { Environment } from '../environment.js';
import { type DocumentTransform, transforms } from './documents.js';
import { entryOf, isStage } from './parse.js';

/** An update written as stages; only those that change a document by itself are allowed. */
export function compileUpdatePipeline(stages: readonly Value[], env: Environment): DocumentTransform {
  const steps = stages.map((stage) => compileStep(stage, env));
  return (document) => steps.reduce((current, step) => step(current), document);
}

function compileStep(stage: Value, env: Environment): DocumentTransform {
  const [name, operand] = entryOf(stage);
  const parser = transforms.get(name);
  if (parser) return parser(operand, env, name);
  if (!isStage(name)) throw new MongoError(40324, `Unrecognized pipeline stage name: '${name}'`);
  throw new MongoError('InvalidOptions', `${name} is not allowed to be used within an update`);
}
