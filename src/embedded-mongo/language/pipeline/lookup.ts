import { aliasOf, Doc, type Value } from '../../bson/values.js';
import { failedToParse, MongoError } from '../../errors.js';
import type { PipelineEnvironment } from '../environment.js';
import { fieldParts } from '../expression/evaluator.js';
import { groupKey } from '../group-key.js';
import { showElement } from '../show.js';
import { InnerVariables } from '../variables.js';
import { bindingsOf } from './bindings.js';
import { type Pipeline, parsePipeline } from './parse.js';
import { prefilter } from './prefilter.js';
import { collect, type StageParser } from './stage.js';
import { withField } from './with-field.js';

interface LookupOptions {
  from: string;
  as: string[];
  localField?: string[];
  foreignField?: string;
  pipeline?: Value[];
  let: Doc;
}

const lookup: StageParser = (operand, env) => {
  const options = lookupOptions(operand);
  const variables = new InnerVariables(env.variables);
  const bindings = bindingsOf(options.let, env);
  for (const { name } of bindings) variables.set(name, undefined);
  const inner: PipelineEnvironment = { ...env, variables };
  const pipeline = options.pipeline && parsePipeline(options.pipeline, inner);
  return async function* (input) {
    for await (const batch of input) {
      const output: Doc[] = [];
      for (const document of batch) {
        for (const { name, evaluate } of bindings) variables.set(name, evaluate([document, document]));
        output.push(withField(document, options.as, await joined(document, options, pipeline, inner)));
      }
      yield output;
    }
  };
};

/** The foreign documents that belong to a document. */
async function joined(
  document: Doc,
  { from, localField, foreignField, pipeline: stages }: LookupOptions,
  pipeline: Pipeline | undefined,
  env: PipelineEnvironment,
): Promise<Doc[]> {
  const own =
    localField && foreignField !== undefined
      ? equalityFilter(localValues(document, localField), foreignField)
      : undefined;
  if (!pipeline || !stages) return collect(env.find(from, own ?? new Doc()));
  const filters = [own, prefilter(pipeline, env.variables ?? new Map())].filter((filter) => filter !== undefined);
  const [first = new Doc()] = filters;
  const filter = filters.length > 1 ? new Doc([['$and', filters]]) : first;
  return collect(pipeline.run(env.find(from, filter)));
}

/** A local array joins by each of its elements, a missing field as null. */
function localValues(document: Doc, path: string[]): Value[] {
  const values: Value[] = [];
  collectValues(document, path, values);
  return values.length > 0 ? values : [null];
}

function collectValues(value: Value | undefined, path: string[], values: Value[]): void {
  const [part, ...rest] = path;
  if (part === undefined) {
    if (Array.isArray(value)) values.push(...value);
    else if (value !== undefined) values.push(value);
  } else if (value instanceof Doc) collectValues(value.get(part), rest, values);
  else if (Array.isArray(value)) {
    if (/^\d+$/.test(part)) collectValues(value[Number(part)], rest, values);
    for (const item of value) if (item instanceof Doc) collectValues(item, path, values);
  }
}

function equalityFilter(values: Value[], field: string): Doc {
  const unique = [...new Map(values.map((value) => [groupKey(value), value])).values()];
  const [only] = unique;
  const regexes = unique.some((value) => aliasOf(value) === 'regex');
  if (unique.length === 1 && only !== undefined && !regexes) return new Doc([[field, new Doc([['$eq', only]])]]);
  if (!regexes) return new Doc([[field, new Doc([['$in', unique]])]]);
  return new Doc([['$or', unique.map((value) => new Doc([[field, new Doc([['$eq', value]])]]))]]);
}

const OPTIONS = ['from', 'localField', 'foreignField', 'as', 'let', 'pipeline'];

function lookupOptions(operand: Value): LookupOptions {
  if (!(operand instanceof Doc)) {
    throw failedToParse(`the $lookup stage specification must be an object, but found ${aliasOf(operand)}`);
  }
  for (const [name, value] of operand) {
    if (!OPTIONS.includes(name)) throw failedToParse(`unknown argument to $lookup: ${name}`);
    if (name !== 'let' && name !== 'pipeline') requireString(name, value);
  }
  const from = operand.get('from');
  const as = operand.get('as');
  if (typeof as !== 'string') throw failedToParse("must specify 'as' field for a $lookup");
  if (typeof from !== 'string') throw failedToParse("must specify 'from' field for a $lookup");
  const localField = operand.get('localField');
  const foreignField = operand.get('foreignField');
  const pipeline = pipelineOption(operand.get('pipeline'));
  if (!pipeline && (typeof localField !== 'string' || typeof foreignField !== 'string')) {
    throw failedToParse("$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified");
  }
  if (typeof localField !== typeof foreignField) {
    throw failedToParse("$lookup requires both or neither of 'localField' and 'foreignField' to be specified");
  }
  if (operand.has('let') && !pipeline)
    throw failedToParse("$lookup with a 'let' argument must also specify 'pipeline'");
  return {
    from,
    as: fieldParts(as),
    localField: typeof localField === 'string' ? fieldParts(localField) : undefined,
    foreignField: typeof foreignField === 'string' ? fieldParts(foreignField).join('.') : undefined,
    pipeline,
    let: letOption(operand.get('let')),
  };
}

function requireString(name: string, value: Value): void {
  if (typeof value === 'string') return;
  const type = aliasOf(value);
  if (name === 'from' && value instanceof Doc) throw failedToParse('$lookup from another database is not supported');
  throw failedToParse(`$lookup argument '${showElement(name, value)}' must be a string, is type ${type}`);
}

function pipelineOption(value: Value | undefined): Value[] | undefined {
  if (value === undefined || Array.isArray(value)) return value;
  throw new MongoError('TypeMismatch', "'pipeline' option must be specified as an array");
}

function letOption(value: Value | undefined): Doc {
  if (value === undefined) return new Doc();
  if (value instanceof Doc) return value;
  throw failedToParse(`$lookup argument 'let: ${aliasOf(value)}' must be an object, is type ${aliasOf(value)}`);
}

/** Appends the documents of another collection, through a pipeline of its own. */
const unionWith: StageParser = (operand, env) => {
  const { from, stages } = unionOptions(operand);
  const pipeline = parsePipeline(stages, env);
  return async function* (input) {
    yield* input;
    yield* pipeline.run(env.find(from, new Doc()));
  };
};

function unionOptions(operand: Value): { from: string; stages: Value[] } {
  if (typeof operand === 'string') return { from: operand, stages: [] };
  if (!(operand instanceof Doc)) {
    throw failedToParse(
      `the $unionWith stage specification must be an object or string, but found ${aliasOf(operand)}`,
    );
  }
  for (const name of operand.keys()) {
    if (name !== 'coll' && name !== 'pipeline') {
      throw new MongoError(40415, `BSON field '$unionWith.${name}' is an unknown field.`);
    }
  }
  const from = operand.get('coll');
  if (typeof from !== 'string')
    throw new MongoError(40414, "BSON field '$unionWith.coll' is missing but a required field");
  return { from, stages: pipelineOption(operand.get('pipeline')) ?? [] };
}

export const joinStages: ReadonlyMap<string, StageParser> = new Map([
  ['$lookup', lookup],
  ['$unionWith', unionWith],
]);
