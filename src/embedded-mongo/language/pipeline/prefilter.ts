import { Doc, type Value } from '../../bson/values.js';
import { isNullish } from '../numbers.js';
import type { Variables } from '../variables.js';
import type { Pipeline } from './index.js';

/**
 * What the leading `$match` stages say that an index can answer, with the variables' present values. It may let
 * more pass than they do: they run all the same.
 */
export function prefilter({ stages }: Pipeline, variables: Variables): Doc | undefined {
  const conditions: Doc[] = [];
  for (const { name, operand } of stages) {
    if (name !== '$match' || !(operand instanceof Doc)) break;
    for (const [field, value] of operand) conditions.push(...conditionsOf(field, value, variables));
  }
  const [first] = conditions;
  return conditions.length > 1 ? new Doc([['$and', conditions]]) : first;
}

function conditionsOf(field: string, value: Value, variables: Variables): Doc[] {
  if (field === '$expr') return equalitiesOf(value, variables);
  return field.startsWith('$') ? [] : [new Doc([[field, value]])];
}

/** `{ $eq: ['$field', '$$variable'] }`, alone or under `$and`. */
function equalitiesOf(expression: Value, variables: Variables): Doc[] {
  if (!(expression instanceof Doc)) return [];
  const both = expression.get('$and');
  if (Array.isArray(both)) return both.flatMap((part) => equalitiesOf(part, variables));
  const sides = expression.get('$eq');
  if (!Array.isArray(sides) || sides.length !== 2) return [];
  const [a = null, b = null] = sides;
  return [...equality(a, b, variables), ...equality(b, a, variables)];
}

function equality(path: Value, other: Value, variables: Variables): Doc[] {
  if (typeof path !== 'string' || typeof other !== 'string') return [];
  if (!/^\$[^$]/.test(path) || !other.startsWith('$$')) return [];
  const name = other.slice(2);
  const value = variables.get(name);
  // A filter reads arrays and null otherwise than an expression does.
  if (isNullish(value) || Array.isArray(value)) return [];
  return [new Doc([[path.slice(1), new Doc([['$eq', value]])]])];
}
