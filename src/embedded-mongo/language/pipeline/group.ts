import { compare } from '../../bson/compare.js';
import { Doc, everyField, type Value } from '../../bson/values.js';
import { MongoError } from '../../errors.js';
import type { Accumulator } from '../accumulators/accumulator.js';
import type { PipelineEnvironment } from '../environment.js';
import { compile } from '../expression/compile.js';
import { type Evaluator, Scope } from '../expression/evaluator.js';
import '../expression/index.js';
import { groupKey } from '../group-key.js';
import { type GroupField, parseGroupField } from './group-accumulators.js';
import { groupMeter, type MemoryMeter } from './memory.js';
import { collect, inBatches, type StageParser } from './stage.js';

const group: StageParser = (operand, env) => {
  if (!(operand instanceof Doc)) throw new MongoError(15947, "a group's fields must be specified in an object");
  const scope = Scope.of(env);
  const fields = Array.from(everyField(operand))
    .filter(([name]) => name !== '_id')
    .map(([name, spec]) => parseGroupField(name, spec, scope));
  fields.forEach(({ name }, index) => {
    if (fields.findIndex((field) => field.name === name) < index)
      throw new MongoError(16406, `duplicate field: ${name}`);
  });
  const id = operand.get('_id');
  if (id === undefined) throw new MongoError(15955, 'a group specification must include an _id');
  return grouping(compile(id, scope), fields, env);
};

/** The documents of each value of an expression, counted, the most frequent first. */
const sortByCount: StageParser = (operand, env) => {
  const scope = Scope.of(env);
  const count = parseGroupField('count', new Doc([['$sum', 1]]), scope);
  const run = grouping(compile(sortByCountExpression(operand), scope), [count], env);
  return async function* (input) {
    const groups = await collect(run(input));
    yield* inBatches(groups.sort((a, b) => compare(b.get('count'), a.get('count'))));
  };
};

function sortByCountExpression(operand: Value): Value {
  if (operand instanceof Doc) {
    if (operand.keys().next().value?.startsWith('$')) return operand;
    throw new MongoError(
      40147,
      'the sortByCount field must be defined as a $-prefixed path or an expression inside an object',
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

interface Group {
  id: Value;
  accumulators: Accumulator[];
}

/** Puts documents into groups by a value. */
function grouping(id: Evaluator, fields: GroupField[], env: PipelineEnvironment) {
  return async function* (input: AsyncIterable<readonly Doc[]>) {
    const groups = new Map<string, Group>();
    const meter = groupMeter(env.memoryLimit);
    for await (const batch of input) {
      for (const document of batch) addTo(groups, document, id, fields, meter);
    }
    yield* inBatches(results(groups, fields));
  };
}

function addTo(
  groups: Map<string, Group>,
  document: Doc,
  id: Evaluator,
  fields: GroupField[],
  meter: MemoryMeter,
): void {
  const frame = [document, document];
  const value = id(frame) ?? null;
  const key = groupKey(value);
  let found = groups.get(key);
  if (!found) {
    meter.add(value);
    found = { id: value, accumulators: fields.map((field) => field.start()) };
    groups.set(key, found);
  }
  for (let at = 0; at < fields.length; at++) {
    const { evaluate, holds } = fields[at] as GroupField;
    const gathered = evaluate(frame);
    found.accumulators[at]?.add(gathered);
    if (holds) meter.add(gathered);
  }
}

function* results(groups: ReadonlyMap<string, Group>, fields: GroupField[]): Generator<Doc> {
  for (const { id, accumulators } of groups.values()) {
    const result = new Doc([['_id', id]]);
    fields.forEach(({ name }, at) => {
      result.set(name, accumulators[at]?.result() ?? null);
    });
    yield result;
  }
}

export const groupStages: ReadonlyMap<string, StageParser> = new Map([
  ['$group', group],
  ['$sortByCount', sortByCount],
]);
