import { Doc, everyField, type Value } from '../../bson/values.js';
import { MongoError } from '../../errors.js';
import type { Accumulator } from '../accumulators/accumulator.js';
import { Average, Deviation, Sum } from '../accumulators/numeric.js';
import {
  AddToSet,
  Extreme,
  ExtremeN,
  First,
  FirstN,
  Last,
  LastN,
  MergeObjects,
  Push,
  TopN,
} from '../accumulators/values.js';
import { compile, constant } from '../expression/compile.js';
import type { Evaluator, Frame, Scope } from '../expression/evaluator.js';
import { show } from '../show.js';
import { compileSort } from '../sort.js';
import { countOf } from './count-of.js';

/** One field of a `$group`: what to gather from each document, for each group anew. */
export interface GroupField {
  name: string;
  start(frame: Frame): Gathering;
}

/** An accumulator together with the expression that feeds it. */
export interface Gathering {
  /** Gives the value where the group holds on to it, so that its memory is counted. */
  add(frame: Frame): Value | undefined;
  result(): Value;
}

type FieldParser = (operand: Value, scope: Scope, operator: string) => (frame: Frame) => Gathering;

function simple(create: () => Accumulator, holds = false): FieldParser {
  return (operand, scope) => {
    const evaluate = compile(operand, scope);
    return () => fed(create(), evaluate, holds);
  };
}

function fed(accumulator: Accumulator, evaluate: Evaluator, holds = false): Gathering {
  return {
    add(frame) {
      const value = evaluate(frame);
      accumulator.add(value);
      return holds ? value : undefined;
    },
    result: () => accumulator.result(),
  };
}

const countField: FieldParser = (operand) => {
  if (!(operand instanceof Doc) || operand.size > 0) {
    throw new MongoError('TypeMismatch', '$count takes no arguments, i.e. $count:{}');
  }
  return () => fed(new Sum(), constant(1));
};

/** The operators that take `{ input, n }`. */
function many(create: (count: number) => Accumulator): FieldParser {
  return (operand, scope, operator) => {
    const { fields, count } = countedFields(operand, scope, operator, ['input', 'n']);
    const input = compile(fields.get('input') ?? null, scope);
    return (frame) => fed(create(count(frame)), input);
  };
}

function countedFields(operand: Value, scope: Scope, operator: string, names: string[]) {
  if (!(operand instanceof Doc)) {
    throw new MongoError(5787801, `specification must be an object; found ${operator}: ${show(operand)}`);
  }
  for (const name of operand.keys()) {
    if (!names.includes(name)) throw new MongoError(5787901, `Unknown argument for 'n' operator: ${name}`);
  }
  for (const name of names) {
    if (!operand.has(name)) {
      throw new MongoError(name === 'n' ? 5787906 : 5787907, `Missing value for '${name}'`);
    }
  }
  const evaluate = names.includes('n') ? compile(operand.get('n') ?? null, scope) : constant(1);
  return { fields: operand, count: (frame: Frame) => countOf(evaluate(frame)) };
}

interface Ranked {
  key: Value[];
  output: Value;
}

/** `$top`, `$bottom` and their `N` forms: values of the documents that come first in an order. */
function ranked(single: boolean, reversed: boolean): FieldParser {
  return (operand, scope, operator) => {
    const names = single ? ['output', 'sortBy'] : ['output', 'sortBy', 'n'];
    const { fields, count } = countedFields(operand, scope, operator, names);
    const sortBy = fields.get('sortBy');
    if (!(sortBy instanceof Doc)) {
      throw new MongoError(10065, `invalid parameter: expected an object (sortBy)`);
    }
    const sort = compileSort(sortBy);
    const output = compile(fields.get('output') ?? null, scope);
    const order = (a: Ranked, b: Ranked) => sort.compareKeys(a.key, b.key) * (reversed ? -1 : 1);
    return (frame) => {
      const top = new TopN<Ranked>(count(frame), order);
      return {
        add(current) {
          const document = current[0];
          const key = document instanceof Doc ? sort.keyOf(document) : [];
          top.add({ key, output: output(current) ?? null });
          return undefined;
        },
        result() {
          const values = top.values().map((entry) => entry.output);
          if (single) return values[0] ?? null;
          return reversed ? values.reverse() : values;
        },
      };
    };
  };
}

const FIELDS = new Map<string, FieldParser>([
  ['$sum', simple(() => new Sum())],
  ['$avg', simple(() => new Average())],
  ['$min', simple(() => new Extreme(-1))],
  ['$max', simple(() => new Extreme(1))],
  ['$first', simple(() => new First())],
  ['$last', simple(() => new Last())],
  ['$push', simple(() => new Push(), true)],
  ['$addToSet', simple(() => new AddToSet(), true)],
  ['$stdDevPop', simple(() => new Deviation(false))],
  ['$stdDevSamp', simple(() => new Deviation(true))],
  ['$mergeObjects', simple(() => new MergeObjects())],
  ['$count', countField],
  ['$firstN', many((count) => new FirstN(count))],
  ['$lastN', many((count) => new LastN(count))],
  ['$minN', many((count) => new ExtremeN(count, -1))],
  ['$maxN', many((count) => new ExtremeN(count, 1))],
  ['$top', ranked(true, false)],
  ['$bottom', ranked(true, true)],
  ['$topN', ranked(false, false)],
  ['$bottomN', ranked(false, true)],
]);

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
  const parser = FIELDS.get(operator);
  if (!parser) throw new MongoError(15952, `unknown group operator '${operator}'`);
  return { name, start: parser(operand, scope, operator) };
}
