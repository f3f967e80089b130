import type { FilterNode } from '../language/index.js';
import { type Interval, intervalsFor } from './intervals.js';

/** What a filter says about the keys of each path; each list holds on its own, since an array may satisfy each by another element. */
export interface Constraints {
  readonly byPath: Map<string, Interval[][]>;
  /** Alternatives of which each document must satisfy one. */
  readonly alternatives: FilterNode[][];
}

export function constraintsOf(filter: FilterNode): Constraints {
  const constraints: Constraints = { byPath: new Map(), alternatives: [] };
  collect(filter, '', constraints);
  return constraints;
}

function collect(node: FilterNode, prefix: string, into: Constraints): void {
  if (node.kind === 'and') {
    for (const child of node.children) collect(child, prefix, into);
  } else if (node.kind === 'or') {
    const [only] = node.children;
    if (node.children.length === 1 && only) collect(only, prefix, into);
    else if (prefix === '') into.alternatives.push(node.children);
  } else if (node.kind === 'predicate') {
    const path = prefix === '' ? node.path : `${prefix}.${node.path}`;
    if (node.operator === '$elemMatch') collectElement(path, node.of, node.child, into);
    else add(into, path, intervalsFor(node));
  } else if (node.kind === 'not' && node.child.kind === 'predicate' && node.child.operator === '$exists') {
    add(into, prefix === '' ? node.child.path : `${prefix}.${node.child.path}`, intervalsOfMissing());
  }
}

function collectElement(path: string, of: 'object' | 'value', child: FilterNode, into: Constraints): void {
  if (of === 'object') {
    collect(child, path, into);
    return;
  }
  const parts = child.kind === 'and' ? child.children : [child];
  for (const part of parts) {
    if (part.kind === 'predicate' && part.operator !== '$elemMatch') add(into, path, elementIntervals(part));
  }
}

function elementIntervals(part: Parameters<typeof intervalsFor>[0]): Interval[] | undefined {
  // An element that is an array is in the index as a whole only.
  return part.operator === '$eq' && Array.isArray(part.operand) ? undefined : intervalsFor(part);
}

function intervalsOfMissing(): Interval[] | undefined {
  return intervalsFor({ kind: 'predicate', path: '', operator: '$eq', operand: null });
}

function add(into: Constraints, path: string, intervals: Interval[] | undefined): void {
  if (!intervals) return;
  const known = into.byPath.get(path);
  if (known) known.push(intervals);
  else into.byPath.set(path, [intervals]);
}
