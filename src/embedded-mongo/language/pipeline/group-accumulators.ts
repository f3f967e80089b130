import { Doc, everyField, type Value } from '../../bson/values.js';
import { MongoError } from '../../errors.js';
import type { Accumulator } from '../accumulators/accumulator.js';
import { Average, Sum } from '../accumulators/numeric.js';
import { AddToSet, Extreme, First, Last, MergeObjects, Push } from '../accumulators/values.js';
import { compile, constant } from '../expression/compile.js';
import type { Evaluator, Scope } from '../expression/evaluator.js';

/** One field of a `$group`: an expression and what gathers its values, for each group anew. */
export interface GroupField {
  name: string;
  evaluate: Evaluator;
  start(): Accumulator;
  /** Every value stays in memory, which is to be counted. */
  holds: boolean;
}

const ACCUMULATORS = new Map<string, () => Accumulator>([
  ['$sum', () => new Sum()],
  ['$avg', () => new Average()],
  ['$min', () => new Extreme(-1)],
  ['$max', () => new Extreme(1)],
  ['$first', () => new First()],
  ['$last', () => new Last()],
  ['$push', () => new Push()],
  ['$addToSet', () => new AddToSet()],
  ['$mergeObjects', () => new MergeObjects()],
  ['$count', () => new Sum()],
]);
const HOLDING = ['$push', '$addToSet'];

export function parseGroupField(name: string, spec: Value, scope: Scope): GroupField {
  const [entry] = spec instanceof Doc ? everyField(spec) : [];
  if (!(spec instanceof Doc && entry?.[0].startsWith('$'))) {
    throw new MongoError(40234, `The field '${name}' must be an accumulator object`);
  }
  if (name.includes('.')) throw new MongoError(40235, `The field name '${name}' cannot contain '.'`);
  if (name.startsWith('$')) throw new MongoError(40236, `The field name '${name}' cannot be an operator name`);
  if (spec.size !== 1 || spec.every) throw new MongoError(40238, `The field '${name}' must specify one accumulator`);
  const [operator, operand] = entry;
  if (Array.isArray(operand)) throw new MongoError(40237, `The ${operator} accumulator is a unary operator`);
  const start = ACCUMULATORS.get(operator);
  if (!start) throw new MongoError(15952, `unknown group operator '${operator}'`);
  const evaluate = operator === '$count' ? countEach(operand) : compile(operand, scope);
  return { name, evaluate, start, holds: HOLDING.includes(operator) };
}

function countEach(operand: Value): Evaluator {
  if (operand instanceof Doc && operand.size === 0) return constant(1);
  throw new MongoError('TypeMismatch', '$count takes no arguments, i.e. $count:{}');
}
