import { compare, rankOf } from '../../bson/compare.js';
import { aliasOf, Doc, type Value } from '../../bson/values.js';
import { MongoError } from '../../errors.js';
import type { PipelineEnvironment } from '../environment.js';
import { compile, constantOf } from '../expression/compile.js';
import { type Evaluator, Scope } from '../expression/evaluator.js';
import '../expression/index.js';
import { show } from '../show.js';
import { grouping } from './group.js';
import { type GroupField, parseGroupField } from './group-accumulators.js';
import { collect, inBatches, type StageParser } from './stage.js';

const COUNT_OUTPUT = new Doc([['count', new Doc([['$sum', 1]])]]);

/** The documents of each value of an expression, counted, the most frequent first. */
const sortByCount: StageParser = (operand, env) => {
  const scope = Scope.of(env);
  const id = compile(sortByCountExpression(operand), scope);
  return byId(grouping(id, outputFields(COUNT_OUTPUT, scope), env, '$group'), (a, b) =>
    compare(b.get('count'), a.get('count')),
  );
};

function sortByCountExpression(operand: Value): Value {
  if (operand instanceof Doc) {
    if (operand.keys().next().value?.startsWith('$')) return operand;
    throw new MongoError(
      40147,
      `the sortByCount field must be defined as a $-prefixed path or an expression inside an object`,
    );
  }
  if (typeof operand !== 'string') {
    throw new MongoError(40149, 'the sortByCount field must be specified as a string or as an object');
  }
  if (operand.startsWith('$')) return operand;
  throw new MongoError(
    40148,
    'the sortByCount field must be defined as a $-prefixed path or an expression inside an object',
  );
}

type Run = ReturnType<StageParser>;

function byId(run: Run, order: (a: Doc, b: Doc) => number): Run {
  return async function* (input) {
    const documents = await collect(run(input));
    yield* inBatches(documents.sort(order));
  };
}

function outputFields(output: Doc, scope: Scope): GroupField[] {
  return Array.from(output, ([name, spec]) => parseGroupField(name, spec, scope));
}

const BUCKET_OPTIONS = ['groupBy', 'boundaries', 'default', 'output'];

/** Groups by ranges between boundaries. */
const bucket: StageParser = (operand, env) => {
  if (!(operand instanceof Doc)) {
    throw new MongoError(40201, `Argument to $bucket stage must be an object, but found type: ${aliasOf(operand)}.`);
  }
  for (const name of operand.keys()) {
    if (!BUCKET_OPTIONS.includes(name)) throw new MongoError(40197, `Unrecognized option to $bucket: ${name}.`);
  }
  const groupBy = operand.get('groupBy');
  const boundaries = operand.get('boundaries');
  if (groupBy === undefined || boundaries === undefined) {
    throw new MongoError(40198, "$bucket requires 'groupBy' and 'boundaries' to be specified.");
  }
  const scope = Scope.of(env);
  const value = compileGroupBy('$bucket', 40202, groupBy, scope);
  const limits = boundaryValues(boundaries, scope);
  const other = operand.has('default') ? defaultBucket(operand.get('default') ?? null, limits, scope) : undefined;
  const fields = outputFields(outputOption('$bucket', 40196, operand.get('output')), scope);
  const id: Evaluator = (frame) => boundaryOf(value(frame), limits, other);
  return byId(grouping(id, fields, env, '$group'), (a, b) => compare(a.get('_id'), b.get('_id')));
};

function compileGroupBy(stage: string, code: number, groupBy: Value, scope: Scope): Evaluator {
  const isPath = typeof groupBy === 'string' && groupBy.startsWith('$');
  const isExpression = groupBy instanceof Doc && groupBy.keys().next().value?.startsWith('$');
  if (isPath || isExpression) return compile(groupBy, scope);
  throw new MongoError(
    code,
    `The ${stage} 'groupBy' field must be defined as a $-prefixed path or an expression, but found: ${show(groupBy)}.`,
  );
}

function boundaryValues(boundaries: Value, scope: Scope): Value[] {
  if (!Array.isArray(boundaries)) {
    throw new MongoError(
      40200,
      `The $bucket 'boundaries' field must be an array, but found type: ${aliasOf(boundaries)}.`,
    );
  }
  const values = boundaries.map((boundary) =>
    constantValue(
      boundary,
      scope,
      40191,
      "The $bucket 'boundaries' field must be an array of constant values, but found value: ",
    ),
  );
  if (values.length < 2) {
    throw new MongoError(
      40192,
      `The $bucket 'boundaries' field must have at least 2 values, but found ${values.length} value(s).`,
    );
  }
  values.forEach((next, index) => {
    const previous = values[index - 1];
    if (previous !== undefined) requireAscending(previous, next, index);
  });
  return values;
}

function requireAscending(previous: Value, next: Value, index: number): void {
  if (rankOf(previous) !== rankOf(next)) {
    throw new MongoError(
      40193,
      `All values in the the 'boundaries' option to $bucket must have the same type. Found conflicting types ${aliasOf(previous)} and ${aliasOf(next)}.`,
    );
  }
  if (compare(previous, next) >= 0) {
    throw new MongoError(
      40194,
      `The 'boundaries' option to $bucket must be sorted, but elements ${index - 1} and ${index} are not in ascending order (${show(previous)} is not less than ${show(next)}).`,
    );
  }
}

function constantValue(expression: Value, scope: Scope, code: number, complaint: string): Value {
  const evaluate = compile(expression, scope);
  const value = constantOf(evaluate) ?? (readsNothing(expression) ? evaluate([]) : undefined);
  if (value === undefined) throw new MongoError(code, `${complaint}${show(expression)}.`);
  return value;
}

/** An expression made of constants only, such as `{ $add: [1, 2] }`. */
function readsNothing(expression: Value): boolean {
  if (typeof expression === 'string') return !expression.startsWith('$');
  if (Array.isArray(expression)) return expression.every(readsNothing);
  return !(expression instanceof Doc) || [...expression.values()].every(readsNothing);
}

function defaultBucket(value: Value, limits: Value[], scope: Scope): Value {
  const other = constantValue(
    value,
    scope,
    40195,
    "The $bucket 'default' field must be a constant expression, but found: ",
  );
  const [lowest] = limits;
  const highest = limits.at(-1);
  if (compare(other, lowest) >= 0 && compare(other, highest) < 0) {
    throw new MongoError(
      40199,
      "The $bucket 'default' field must be less than the lowest boundary or greater than or equal to the highest boundary.",
    );
  }
  return other;
}

function boundaryOf(value: Value | undefined, limits: Value[], other: Value | undefined): Value {
  const at = limits.findLastIndex((limit) => compare(value, limit) >= 0);
  if (at >= 0 && at < limits.length - 1) return limits[at] as Value;
  if (other !== undefined) return other;
  throw new MongoError(40066, '$switch could not find a matching branch for an input, and no default was specified.');
}

function outputOption(stage: string, code: number, output: Value | undefined): Doc {
  if (output === undefined) return COUNT_OUTPUT;
  if (output instanceof Doc) return output;
  throw new MongoError(code, `The ${stage} 'output' field must be an object, but found type: ${aliasOf(output)}.`);
}

const AUTO_OPTIONS = ['groupBy', 'buckets', 'output', 'granularity'];

/** Groups into so many ranges with about as many documents each. */
const bucketAuto: StageParser = (operand, env) => {
  if (!(operand instanceof Doc)) {
    throw new MongoError(40240, `The argument to $bucketAuto must be an object, but found type: ${aliasOf(operand)}.`);
  }
  for (const name of operand.keys()) {
    if (!AUTO_OPTIONS.includes(name)) throw new MongoError(40245, `Unrecognized option to $bucketAuto: ${name}.`);
  }
  const groupBy = operand.get('groupBy');
  const buckets = operand.get('buckets');
  if (groupBy === undefined || buckets === undefined) {
    throw new MongoError(40246, "$bucketAuto requires 'groupBy' and 'buckets' to be specified.");
  }
  if (operand.has('granularity')) {
    throw new MongoError(
      'CommandNotSupported',
      "The 'granularity' of $bucketAuto is not supported by the embedded engine",
    );
  }
  const scope = Scope.of(env);
  const value = compileGroupBy('$bucketAuto', 40239, groupBy, scope);
  const fields = outputFields(outputOption('$bucketAuto', 40244, operand.get('output')), scope);
  return autoBuckets(value, bucketCount(buckets), fields, env);
};

function bucketCount(buckets: Value): number {
  if (typeof buckets !== 'number' || !Number.isInteger(buckets)) {
    throw new MongoError(
      typeof buckets === 'number' ? 40242 : 40241,
      `The $bucketAuto 'buckets' field must be ${typeof buckets === 'number' ? 'representable as a 32-bit integer' : 'a numeric value'}, but found ${typeof buckets === 'number' ? show(buckets) : `type: ${aliasOf(buckets)}`}.`,
    );
  }
  if (buckets <= 0) {
    throw new MongoError(40243, `The $bucketAuto 'buckets' field must be greater than 0, but found: ${buckets}.`);
  }
  return buckets;
}

interface Keyed {
  key: Value;
  document: Doc;
}

function autoBuckets(value: Evaluator, count: number, fields: GroupField[], env: PipelineEnvironment): Run {
  return async function* (input) {
    const documents = await collect(input);
    const rows = documents.map((document): Keyed => ({ key: value([document, document]) ?? null, document }));
    rows.sort((a, b) => compare(a.key, b.key));
    for (const { low, high, members } of ranges(rows, count)) {
      const id = new Doc([
        ['min', low],
        ['max', high],
      ]);
      const run = grouping(() => id, fields, env, '$bucketAuto');
      yield* run(inBatches(members.map(({ document }) => document)));
    }
  };
}

/** Equal keys stay in one range, so ranges may be larger than planned, and fewer. */
function* ranges(rows: Keyed[], count: number): Generator<{ low: Value; high: Value; members: Keyed[] }> {
  const size = Math.max(1, Math.round(rows.length / count));
  let from = 0;
  for (let made = 1; from < rows.length; made++) {
    let to = made === count ? rows.length : Math.min(rows.length, from + size);
    while (to < rows.length && compare(rows[to]?.key, rows[to - 1]?.key) === 0) to++;
    const low = rows[from]?.key ?? null;
    const high = (rows[to] ?? rows[to - 1])?.key ?? null;
    yield { low, high, members: rows.slice(from, to) };
    from = to;
  }
}

export const bucketStages: ReadonlyMap<string, StageParser> = new Map([
  ['$sortByCount', sortByCount],
  ['$bucket', bucket],
  ['$bucketAuto', bucketAuto],
]);
