import { Doc, isNumeric, type Value } from '../../bson/values.js';
import { isTruthy } from '../numbers.js';
import type { Pipeline } from './index.js';

/** The top fields that a pipeline from stage `from` on reads of its documents, where that is less than all. */
export function neededFields(pipeline: Pipeline, from: number): ReadonlySet<string> | undefined {
  const needed = new Set<string>();
  for (const { name, operand } of pipeline.stages.slice(from)) {
    if (!read(name, operand, needed)) return undefined;
    if (endsReading(name, operand)) return needed;
  }
  return undefined;
}

/** After these stages nothing of the original document is left but what they read. */
function endsReading(name: string, operand: Value): boolean {
  if (name === '$group' || name === '$count' || name === '$sortByCount') return true;
  return name === '$project' && operand instanceof Doc && isInclusion(operand);
}

/** Whether a projection keeps what it names: it says so by any field other than `_id` that it does not drop. */
function isInclusion(spec: Doc): boolean {
  return [...spec].some(([name, value]) => name !== '_id' && keeps(value));
}

function keeps(value: Value): boolean {
  if (typeof value === 'boolean' || isNumeric(value)) return isTruthy(value);
  if (!(value instanceof Doc) || value.keys().next().value?.startsWith('$')) return true;
  return [...value.values()].some(keeps);
}

/** Adds what one stage reads; false where that cannot be told, or is everything. */
function read(name: string, operand: Value, needed: Set<string>): boolean {
  switch (name) {
    case '$skip':
    case '$limit':
    case '$count':
    case '$sample':
      return true;
    case '$match':
      return operand instanceof Doc && readFilter(operand, needed);
    case '$sort':
      return operand instanceof Doc && addPaths(operand.keys(), needed);
    case '$group':
      return readExpression(operand, needed);
    case '$sortByCount':
    case '$unwind':
    case '$set':
    case '$addFields':
      return readComputed(name, operand, needed);
    case '$project':
      return operand instanceof Doc && readProjection(operand, needed);
    default:
      return false;
  }
}

function readComputed(name: string, operand: Value, needed: Set<string>): boolean {
  const targets = operand instanceof Doc && name !== '$unwind' && name !== '$sortByCount' ? operand.keys() : [];
  return addPaths(targets, needed) && readExpression(operand, needed);
}

function readProjection(spec: Doc, needed: Set<string>): boolean {
  needed.add('_id');
  return isInclusion(spec) && addPaths(spec.keys(), needed) && readExpression(spec, needed);
}

function addPaths(paths: Iterable<string>, needed: Set<string>): boolean {
  for (const path of paths) needed.add(topOf(path));
  return true;
}

function topOf(path: string): string {
  const dot = path.indexOf('.');
  return dot < 0 ? path : path.slice(0, dot);
}

const LOGICAL = ['$and', '$or', '$nor'];

function readFilter(filter: Doc, needed: Set<string>): boolean {
  for (const [name, value] of filter) {
    if (LOGICAL.includes(name)) {
      if (!Array.isArray(value) || !value.every((item) => item instanceof Doc && readFilter(item, needed)))
        return false;
    } else if (name === '$expr') {
      if (!readExpression(value, needed)) return false;
    } else needed.add(topOf(name));
  }
  return true;
}

function readExpression(expression: Value, needed: Set<string>): boolean {
  if (typeof expression === 'string') return readPath(expression, needed);
  if (Array.isArray(expression)) return expression.every((item) => readExpression(item, needed));
  if (!(expression instanceof Doc)) return true;
  if (expression.has('$literal') || expression.has('$const')) return true;
  if (expression.has('$getField') || expression.has('$setField') || expression.has('$unsetField')) return false;
  return [...expression.values()].every((item) => readExpression(item, needed));
}

const WHOLE = /^\$\$(?:ROOT|CURRENT)\b/;

function readPath(text: string, needed: Set<string>): boolean {
  if (WHOLE.test(text)) return false;
  if (text.startsWith('$') && !text.startsWith('$$')) needed.add(topOf(text.slice(1)));
  return true;
}
