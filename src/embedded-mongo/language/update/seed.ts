import { Doc, type Value } from '../../bson/values.js';
import { MongoError } from '../../errors.js';
import type { FilterNode } from '../filter/tree.js';
import { deepCopy } from './identical.js';
import type { Update } from './index.js';

/** The document an upsert starts from: the fields that the filter says are equal to something. */
export function upsertSeed(tree: FilterNode, kind: Update['kind']): Doc {
  refuseExpressions(tree);
  const equalities = new Map<string, Value>();
  collect(tree, equalities, kind === 'replacement');
  const seed = new Doc();
  for (const [path, value] of equalities) setPath(seed, path.split('.'), deepCopy(value));
  return seed;
}

function refuseExpressions(node: FilterNode): void {
  if (node.kind === 'expr') throw new MongoError(224, '$expr is not allowed in this context');
  if (node.kind === 'not') refuseExpressions(node.child);
  if ('children' in node) node.children.forEach(refuseExpressions);
}

function collect(node: FilterNode, equalities: Map<string, Value>, onlyId: boolean): void {
  if (node.kind === 'and' || (node.kind === 'or' && node.children.length === 1)) {
    for (const child of node.children) collect(child, equalities, onlyId);
    return;
  }
  if (node.kind !== 'predicate') return;
  const value = equalTo(node);
  if (value === undefined) return;
  if (onlyId && node.path !== '_id' && !node.path.startsWith('_id.')) return;
  if (onlyId && node.path !== '_id') {
    throw new MongoError(111, `field at '_id' must be exactly specified, field at sub-path '${node.path}'found`);
  }
  refuseConflict(node.path, equalities);
  equalities.set(node.path, value);
}

function equalTo(node: FilterNode & { kind: 'predicate' }): Value | undefined {
  if (node.operator === '$eq') return node.operand;
  if (node.operator === '$in' && node.operand.length === 1 && node.patterns.length === 0) return node.operand[0];
  return undefined;
}

function refuseConflict(path: string, equalities: ReadonlyMap<string, Value>): void {
  for (const known of equalities.keys()) {
    if (known === path) throw notSingle(`path '${path}' is matched twice`);
    if (path.startsWith(`${known}.`)) throw notSingle(`both paths '${path}' and '${known}' are matched`);
    if (known.startsWith(`${path}.`)) throw notSingle(`both paths '${known}' and '${path}' are matched`);
  }
}

function notSingle(reason: string): MongoError {
  return new MongoError('NotSingleValueField', `cannot infer query fields to set, ${reason}`);
}

function setPath(target: Doc, parts: string[], value: Value): void {
  let current = target;
  for (const part of parts.slice(0, -1)) {
    const next = current.get(part);
    const inner = next instanceof Doc ? next : new Doc();
    current.set(part, inner);
    current = inner;
  }
  current.set(parts.at(-1) as string, value);
}
