import { compare, rankOf } from '../bson/compare.js';
import { Doc, type Value } from '../bson/values.js';
import { type FilterNode, type Predicate } from '../language/index.js';

/** Whether every document that `filter` matches is in an index that holds those matching `partial`. */
export function impliesPartial(filter: FilterNode, partial: FilterNode): boolean {
  if (partial.kind === 'and') return partial.children.every((part) => impliesPartial(filter, part));
  if (partial.kind === 'or' && partial.children.some((part) => impliesPartial(filter, part))) return true;
  if (filter.kind === 'and') return filter.children.some((part) => impliesPartial(part, partial));
  if (filter.kind === 'or') return filter.children.every((part) => impliesPartial(part, partial));
  if (filter.kind === 'predicate' && partial.kind === 'predicate') return predicateImplies(filter, partial);
  return false;
}

function predicateImplies(filter: Predicate, partial: Predicate): boolean {
  if (filter.path !== partial.path) return false;
  if (partial.operator === '$exists') return filter.operator === '$exists' || requiresValue(filter);
  if (filter.operator === '$eq') return valueImplies(filter.operand, partial);
  if (filter.operator === '$in') {
    return filter.patterns.length === 0 && filter.operand.every((value) => valueImplies(value, partial));
  }
  if (filter.operator === '$type' && partial.operator === '$type') {
    return [...filter.types].every((type) => partial.types.has(type));
  }
  if (!isRange(filter) || !isRange(partial)) return false;
  if (rankOf(filter.operand) !== rankOf(partial.operand)) return false;
  const order = compare(filter.operand, partial.operand);
  const strict = partial.operator.length === 3 && filter.operator.length === 4;
  if (filter.operator.startsWith('$g') !== partial.operator.startsWith('$g')) return false;
  return order === 0 ? !strict : filter.operator.startsWith('$g') ? order > 0 : order < 0;
}

export function isRange(node: Predicate): node is Predicate & { operator: '$gt' | '$gte' | '$lt' | '$lte' } {
  return node.operator === '$gt' || node.operator === '$gte' || node.operator === '$lt' || node.operator === '$lte';
}

function requiresValue(filter: Predicate): boolean {
  switch (filter.operator) {
    case '$eq':
      return filter.operand !== null;
    case '$in':
      return filter.operand.every((value) => value !== null);
    case '$gt':
    case '$lt':
      return true;
    case '$gte':
    case '$lte':
      return filter.operand !== null;
    default:
      return filter.operator === '$regex' || filter.operator === '$type' || filter.operator === '$size';
  }
}

/** A field equal to a plain value; documents and arrays are left alone, since arrays match in more than one way. */
function valueImplies(value: Value, partial: Predicate): boolean {
  if (value instanceof Doc || Array.isArray(value) || value === null) {
    return partial.operator === '$eq' && compare(value, partial.operand) === 0;
  }
  if (partial.operator === '$eq') return compare(value, partial.operand) === 0;
  if (partial.operator === '$in') return partial.operand.some((item) => compare(value, item) === 0);
  if (!isRange(partial) || rankOf(value) !== rankOf(partial.operand)) return false;
  const order = compare(value, partial.operand);
  if (partial.operator === '$gt') return order > 0;
  if (partial.operator === '$gte') return order >= 0;
  return partial.operator === '$lt' ? order < 0 : order <= 0;
}
