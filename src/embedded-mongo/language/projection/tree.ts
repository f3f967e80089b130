import { MongoError } from '../../errors.js';
import type { Evaluator } from '../expression/evaluator.js';

/** What happens to a field: kept or dropped, cut by `$slice` or to what `$elemMatch` finds, computed, or looked into. */
export type FieldRule =
  | { kind: 'flag' }
  | { kind: 'sliced' }
  | { kind: 'matched' }
  | { kind: 'computed'; evaluate: Evaluator }
  | ProjectionNode;

export interface ProjectionNode {
  kind: 'node';
  fields: Map<string, FieldRule>;
}

export function projectionNode(): ProjectionNode {
  return { kind: 'node', fields: new Map() };
}

/** Puts a rule at a path; two paths must not overlap. */
export function addRule(root: ProjectionNode, parts: string[], rule: FieldRule): void {
  let node = root;
  for (const [depth, part] of parts.slice(0, -1).entries()) {
    const next = node.fields.get(part) ?? projectionNode();
    if (next.kind !== 'node') {
      const rest = parts.slice(depth + 1).join('.');
      throw new MongoError(31249, `Path collision at ${parts.join('.')} remaining portion ${rest}`);
    }
    node.fields.set(part, next);
    node = next;
  }
  const last = parts.at(-1) as string;
  if (node.fields.has(last)) throw new MongoError(31250, `Path collision at ${parts.join('.')}`);
  node.fields.set(last, rule);
}

export function hasComputed(node: ProjectionNode): boolean {
  for (const rule of node.fields.values()) {
    if (rule.kind === 'computed' || (rule.kind === 'node' && hasComputed(rule))) return true;
  }
  return false;
}
