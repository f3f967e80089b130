import { Doc, everyField, type Value } from '../../bson/values.js';
import { MongoError } from '../../errors.js';
import type { PipelineEnvironment } from '../environment.js';
import { compile } from '../expression/compile.js';
import { type Evaluator, Scope } from '../expression/evaluator.js';
import '../expression/index.js';
import { groupKey } from '../group-key.js';
import { type Gathering, type GroupField, parseGroupField } from './group-accumulators.js';
import { groupMeter, type MemoryMeter } from './memory.js';
import { inBatches, type StageParser } from './stage.js';

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
  return grouping(compile(id, scope), fields, env, '$group');
};

interface Group {
  id: Value;
  gatherings: Gathering[];
}

/** Puts documents into groups by a value; used by the stages that are written in terms of `$group`. */
export function grouping(id: Evaluator, fields: GroupField[], env: PipelineEnvironment, stage: string) {
  return async function* (input: AsyncIterable<readonly Doc[]>) {
    const groups = new Map<string, Group>();
    const meter = groupMeter(stage, env.memoryLimit);
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
    found = { id: value, gatherings: fields.map((field) => field.start(frame)) };
    groups.set(key, found);
  }
  for (const gathering of found.gatherings) {
    const held = gathering.add(frame);
    if (held !== undefined) meter.add(held);
  }
}

function* results(groups: ReadonlyMap<string, Group>, fields: GroupField[]): Generator<Doc> {
  for (const { id, gatherings } of groups.values()) {
    const result = new Doc([['_id', id]]);
    gatherings.forEach((gathering, index) => {
      result.set(fields[index]?.name ?? '', gathering.result());
    });
    yield result;
  }
}

export const groupStages: ReadonlyMap<string, StageParser> = new Map([['$group', group]]);
