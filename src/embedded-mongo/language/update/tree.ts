import { MongoError } from '../../errors.js';
import type { Modifier } from './modifier.js';

/** What an update does, as a tree of the fields it touches, so that conflicts show and fields come in order. */
export type UpdateNode = ObjectNode | ArrayNode | Leaf;

export interface ObjectNode {
  kind: 'object';
  children: Map<string, UpdateNode>;
  /** What happens to the element that the query matched: the `$` of `a.$.b`. */
  positional?: UpdateNode;
}

export interface ArrayNode {
  kind: 'array';
  /** By identifier of an array filter; the empty one is `$[]`. */
  children: Map<string, UpdateNode>;
}

export type Leaf =
  | { kind: 'modifier'; modifier: Modifier }
  | { kind: 'rename'; from: string[] }
  /** The source of a `$rename`: it only makes other updates of that field conflict. */
  | { kind: 'taken' };

export function objectNode(): ObjectNode {
  return { kind: 'object', children: new Map() };
}

export function conflict(path: string[], at: string[]): MongoError {
  return new MongoError(
    'ConflictingUpdateOperators',
    `Updating the path '${path.join('.')}' would create a conflict at '${at.join('.')}'`,
  );
}

/** The part between the brackets of `$[id]`, or undefined. */
export function identifierOf(part: string): string | undefined {
  return part.startsWith('$[') && part.endsWith(']') ? part.slice(2, -1) : undefined;
}

function childOf(node: ObjectNode | ArrayNode, part: string): UpdateNode | undefined {
  if (node.kind === 'array') return node.children.get(identifierOf(part) ?? '');
  return part === '$' ? node.positional : node.children.get(part);
}

function setChild(node: ObjectNode | ArrayNode, part: string, child: UpdateNode): void {
  if (node.kind === 'array') node.children.set(identifierOf(part) ?? '', child);
  else if (part === '$') node.positional = child;
  else node.children.set(part, child);
}

/** Puts a leaf at its path; a path that another one starts with, or is, conflicts. */
export function addLeaf(root: ObjectNode, path: string[], leaf: Leaf): void {
  let node: ObjectNode | ArrayNode = root;
  for (let at = 0; at < path.length - 1; at++) {
    const part = path[at] as string;
    const wanted = identifierOf(path[at + 1] as string) === undefined ? 'object' : 'array';
    const child: UpdateNode = childOf(node, part) ?? (wanted === 'object' ? objectNode() : arrayNode());
    if (child.kind !== wanted) throw conflict(path, path.slice(0, at + 1));
    setChild(node, part, child);
    node = child as ObjectNode | ArrayNode;
  }
  const last = path.at(-1) as string;
  if (childOf(node, last)) throw conflict(path, path);
  setChild(node, last, leaf);
}

function arrayNode(): ArrayNode {
  return { kind: 'array', children: new Map() };
}

/** What two updates of one element do together: `$[]` with `$[id]`, or `$` with its index. */
export function mergeNodes(a: UpdateNode, b: UpdateNode, path: string[]): UpdateNode {
  if (a.kind === 'object' && b.kind === 'object') {
    const positional =
      a.positional && b.positional ? mergeNodes(a.positional, b.positional, [...path, '$']) : undefined;
    const merged: ObjectNode = { kind: 'object', children: mergeChildren(a.children, b.children, path) };
    merged.positional = positional ?? a.positional ?? b.positional;
    return merged;
  }
  if (a.kind === 'array' && b.kind === 'array') {
    return { kind: 'array', children: mergeChildren(a.children, b.children, path) };
  }
  throw new MongoError('ConflictingUpdateOperators', `Update created a conflict at '${path.join('.')}'`);
}

function mergeChildren(
  a: ReadonlyMap<string, UpdateNode>,
  b: ReadonlyMap<string, UpdateNode>,
  path: string[],
): Map<string, UpdateNode> {
  const merged = new Map(a);
  for (const [name, child] of b) {
    const other = merged.get(name);
    merged.set(name, other ? mergeNodes(other, child, [...path, name]) : child);
  }
  return merged;
}

/** Fields in the order in which they are changed and created: numbers by size, names by code point. */
export function sortedChildren(children: ReadonlyMap<string, UpdateNode>): [string, UpdateNode][] {
  return [...children].sort(([a], [b]) => comparePathParts(a, b));
}

function comparePathParts(a: string, b: string): number {
  if (/^\d+$/.test(a) && /^\d+$/.test(b)) return Number(a) - Number(b);
  return a < b ? -1 : a > b ? 1 : 0;
}
