import { aliasOf, Doc, type Value } from '../../bson/values.js';
import { failedToParse, MongoError, notSupported, typeMismatch } from '../../errors.js';
import type { PipelineEnvironment, PipelineWriter, Target } from '../environment.js';
import { readPath } from '../expression/evaluator.js';
import { isNullish } from '../numbers.js';
import { show } from '../show.js';
import { InnerVariables } from '../variables.js';
import { type Binding, bindingsOf } from './bindings.js';
import { type StageParser, sink } from './stage.js';
import { compileUpdatePipeline } from './update-pipeline.js';

function writerOf(env: PipelineEnvironment, stage: string): PipelineWriter {
  if (env.writer) return env.writer;
  throw notSupported(`${stage} here`);
}

const out: StageParser = (operand, env) => {
  const target = outTarget(operand, env);
  const writer = writerOf(env, '$out');
  return sink((input) => writer.replaceCollection(target, input));
};

function outTarget(operand: Value, env: PipelineEnvironment): Target {
  if (typeof operand === 'string') return { database: env.database, collection: operand };
  if (!(operand instanceof Doc)) {
    throw new MongoError(16990, `$out only supports a string or object argument, but found ${aliasOf(operand)}`);
  }
  for (const name of operand.keys()) {
    if (name !== 'db' && name !== 'coll') {
      throw new MongoError(40415, `BSON field '$out.${name}' is an unknown field.`);
    }
  }
  return targetOf(operand, '$out');
}

function targetOf(operand: Doc, stage: string): Target {
  const database = operand.get('db');
  const collection = operand.get('coll');
  if (typeof database !== 'string')
    throw new MongoError(40414, `BSON field '${stage}.db' is missing but a required field`);
  if (typeof collection !== 'string') {
    throw new MongoError(40414, `BSON field '${stage}.coll' is missing but a required field`);
  }
  return { database, collection };
}

/** What takes the place of a document that is there; `fail` has the target itself refuse the twin. */
type WhenMatched = 'fail' | ((existing: Doc, incoming: Doc) => Doc | undefined);

interface MergeOptions {
  target: Target;
  on: string[];
  whenMatched: WhenMatched;
  whenNotMatched: 'insert' | 'discard' | 'fail';
}

const merge: StageParser = (operand, env) => {
  const options = mergeOptions(operand, env);
  const writer = writerOf(env, '$merge');
  return sink(async (input) => {
    if (!(await writer.hasUniqueIndex(options.target, options.on))) {
      throw new MongoError(51183, 'Cannot find index to verify that join fields will be unique');
    }
    for await (const batch of input) for (const document of batch) await mergeOne(document, options, writer);
  });
};

async function mergeOne(document: Doc, options: MergeOptions, writer: PipelineWriter): Promise<void> {
  const filter = new Doc(options.on.map((field) => [field, joinValue(document, field)]));
  const existing = await writer.findOne(options.target, filter);
  if (existing && options.whenMatched !== 'fail') {
    const result = options.whenMatched(existing, document);
    if (result) await writer.replace(options.target, result);
    return;
  }
  if (existing || options.whenNotMatched === 'insert') await writer.insert(options.target, document);
  else if (options.whenNotMatched === 'fail') {
    throw new MongoError(
      13113,
      '$merge could not find a matching document in the target collection for at least one document in the source collection',
    );
  }
}

function joinValue(document: Doc, field: string): Value {
  const value = readPath(document, field.split('.'));
  if (isNullish(value) || Array.isArray(value)) {
    throw new MongoError(
      51132,
      `$merge write error: 'on' field '${field}' cannot be missing, null, undefined or an array`,
    );
  }
  return value;
}

const MERGE_OPTIONS = ['into', 'on', 'let', 'whenMatched', 'whenNotMatched'];

function mergeOptions(operand: Value, env: PipelineEnvironment): MergeOptions {
  if (typeof operand === 'string') return mergeOptions(new Doc([['into', operand]]), env);
  if (!(operand instanceof Doc)) {
    throw new MongoError(51182, `$merge only supports a string or object argument, not ${aliasOf(operand)}`);
  }
  for (const name of operand.keys()) {
    if (!MERGE_OPTIONS.includes(name)) throw new MongoError(40415, `BSON field '$merge.${name}' is an unknown field.`);
  }
  return {
    target: mergeTarget(operand.get('into'), env),
    on: mergeFields(operand.get('on')),
    whenMatched: whenMatched(operand.get('whenMatched') ?? 'merge', operand.get('let'), env),
    whenNotMatched: whenNotMatched(operand.get('whenNotMatched') ?? 'insert'),
  };
}

function mergeTarget(into: Value | undefined, env: PipelineEnvironment): Target {
  if (typeof into === 'string') return { database: env.database, collection: into };
  if (into instanceof Doc) return targetOf(new Doc([['db', env.database], ...into]), '$merge.into');
  throw into === undefined
    ? new MongoError(40414, "BSON field '$merge.into' is missing but a required field")
    : new MongoError(51178, `$merge 'into' field  must be either a string or an object, but found ${aliasOf(into)}`);
}

function mergeFields(on: Value | undefined): string[] {
  if (on === undefined) return ['_id'];
  const fields = Array.isArray(on) ? on : [on];
  if (fields.length === 0) {
    throw new MongoError(51187, "If explicitly specifying $merge 'on', must include at least one field");
  }
  return fields.map((field) => {
    if (typeof field === 'string') return field;
    throw new MongoError(51134, `$merge 'on' array elements must be strings, but found ${aliasOf(field)}`);
  });
}

function whenMatched(mode: Value, declared: Value | undefined, env: PipelineEnvironment): WhenMatched {
  if (Array.isArray(mode)) return matchedPipeline(mode, declared, env);
  if (declared !== undefined) {
    throw new MongoError(51199, `Cannot use 'let' variables with 'whenMatched: ${show(mode)}' mode`);
  }
  switch (mode) {
    case 'merge':
      return (existing, incoming) => new Doc([...existing, ...incoming]).set('_id', existing.get('_id') ?? null);
    case 'replace':
      return (existing, incoming) => replaced(existing, incoming);
    case 'keepExisting':
      return () => undefined;
    case 'fail':
      return mode;
    default:
      throw enumError('whenMatched', mode);
  }
}

function replaced(existing: Doc, incoming: Doc): Doc {
  const rest = new Doc(incoming);
  rest.delete('_id');
  return new Doc([['_id', existing.get('_id') ?? null], ...rest]);
}

function matchedPipeline(stages: Value[], declared: Value | undefined, env: PipelineEnvironment): WhenMatched {
  const bindings = mergeBindings(declared, env);
  const variables = new InnerVariables(env.variables).set('new', null);
  for (const { name } of bindings) variables.set(name, undefined);
  const transform = compileUpdatePipeline(stages, { ...env, variables });
  return (existing, incoming) => {
    for (const { name, evaluate } of bindings) variables.set(name, evaluate([incoming, incoming]));
    variables.set('new', incoming);
    return replaced(existing, transform(existing));
  };
}

/** The variables of `let`; `new` is always the incoming document. */
function mergeBindings(declared: Value | undefined, env: PipelineEnvironment): Binding[] {
  if (declared === undefined) return [];
  if (!(declared instanceof Doc)) {
    throw typeMismatch(`BSON field '$merge.let' is the wrong type '${aliasOf(declared)}', expected type 'object'`);
  }
  if (declared.has('new') && declared.get('new') !== '$$ROOT') {
    throw new MongoError(51273, "'let' may not define a value for the reserved 'new' variable other than '$$ROOT'");
  }
  return bindingsOf(declared, env);
}

function whenNotMatched(mode: Value): MergeOptions['whenNotMatched'] {
  if (mode === 'insert' || mode === 'discard' || mode === 'fail') return mode;
  throw enumError('whenNotMatched', mode);
}

function enumError(option: string, mode: Value): MongoError {
  if (typeof mode === 'string') {
    return failedToParse(`Enumeration value '${mode}' for field '$merge.${option}' is not a valid value.`);
  }
  return typeMismatch(`BSON field '$merge.${option}' is the wrong type '${aliasOf(mode)}', expected type 'string'`);
}

export const writeStages: ReadonlyMap<string, StageParser> = new Map([
  ['$out', out],
  ['$merge', merge],
]);
