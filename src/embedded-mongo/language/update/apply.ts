import { Doc, type Value } from '../../bson/values.js';
import { badValue, MongoError } from '../../errors.js';
import { showElement } from '../show.js';
import type { ArrayFilters } from './array-filters.js';
import { identical } from './identical.js';
import { idOf, type Modifier, REMOVED, UNCHANGED } from './modifier.js';
import { type ArrayNode, mergeNodes, type ObjectNode, sortedChildren, type UpdateNode } from './tree.js';

export interface UpdateContext {
  root: Doc;
  filters: ArrayFilters;
  /** The array index that the query matched. */
  matchedIndex: number | undefined;
  inserting: boolean;
}

/** The deepest element of a path that is there, and the parts of the path that are not. */
interface Cursor {
  parent: Doc | Value[] | undefined;
  value: Value;
  taken: string[];
  missing: string[];
}

/** Changes `context.root` in place; says whether anything changed. */
export function applyTree(tree: ObjectNode, context: UpdateContext): boolean {
  return applyNode(tree, { parent: undefined, value: context.root, taken: [], missing: [] }, context);
}

function applyNode(node: UpdateNode, cursor: Cursor, context: UpdateContext): boolean {
  switch (node.kind) {
    case 'object':
      return applyObject(node, cursor, context);
    case 'array':
      return applyArray(node, cursor, context);
    case 'modifier':
      return applyModifier(node.modifier, cursor, context);
    case 'rename':
      return applyRename(node.from, cursor, context);
    default:
      return false;
  }
}

function applyObject(node: ObjectNode, cursor: Cursor, context: UpdateContext): boolean {
  let changed = false;
  for (const [field, child] of sortedChildren(withMatched(node, cursor, context))) {
    if (applyNode(child, step(cursor, field), context)) changed = true;
  }
  return changed;
}

/** The children of a node, its positional one under the index that the query matched. */
function withMatched(node: ObjectNode, cursor: Cursor, context: UpdateContext): ReadonlyMap<string, UpdateNode> {
  if (!node.positional) return node.children;
  if (context.matchedIndex === undefined) {
    throw badValue('The positional operator did not find the match needed from the query.');
  }
  const field = String(context.matchedIndex);
  const other = node.children.get(field);
  const child = other ? mergeNodes(node.positional, other, [...cursor.taken, field]) : node.positional;
  return new Map(node.children).set(field, child);
}

function step(cursor: Cursor, field: string): Cursor {
  const value = cursor.missing.length === 0 ? childValue(cursor.value, field) : undefined;
  if (value === undefined) return { ...cursor, missing: [...cursor.missing, field] };
  return { parent: cursor.value as Doc | Value[], value, taken: [...cursor.taken, field], missing: [] };
}

function childValue(value: Value, field: string): Value | undefined {
  if (value instanceof Doc) return value.get(field);
  return Array.isArray(value) && isIndex(field) ? value[Number(field)] : undefined;
}

function isIndex(part: string): boolean {
  return /^(0|[1-9]\d*)$/.test(part);
}

function applyArray(node: ArrayNode, cursor: Cursor, context: UpdateContext): boolean {
  if (cursor.missing.length > 0) {
    const path = [...cursor.taken, ...cursor.missing].join('.');
    throw badValue(`The path '${path}' must exist in the document in order to apply array updates.`);
  }
  const { value } = cursor;
  if (!Array.isArray(value)) {
    throw badValue(`Cannot apply array updates to non-array element ${showElement(cursor.taken.at(-1) ?? '', value)}`);
  }
  const updates = value.map((item) => updatesOf(node, item, context));
  let changed = false;
  updates.forEach((children, index) => {
    const path = [...cursor.taken, String(index)];
    const [first, ...others] = children;
    if (!first) return;
    const child = others.reduce((merged, other) => mergeNodes(merged, other, path), first);
    if (applyNode(child, step(cursor, String(index)), context)) changed = true;
  });
  return changed;
}

function updatesOf(node: ArrayNode, item: Value, context: UpdateContext): UpdateNode[] {
  return sortedChildren(node.children)
    .filter(([identifier]) => context.filters.accepts(identifier, item))
    .map(([, child]) => child);
}

function applyModifier(modifier: Modifier, cursor: Cursor, context: UpdateContext): boolean {
  if (modifier.onlyOnInsert && !context.inserting) return false;
  if (cursor.missing.length > 0) return applyToMissing(modifier, cursor, context);
  const changed = modifier.change(cursor.value, { root: context.root, path: cursor.taken });
  if (changed === UNCHANGED) return false;
  requireMutable(cursor.taken);
  const field = cursor.taken.at(-1) as string;
  if (changed === REMOVED) remove(cursor.parent, field);
  else assign(cursor.parent, field, changed);
  return true;
}

function requireMutable(path: string[]): void {
  if (path[0] !== '_id') return;
  const shown = path.join('.');
  throw new MongoError(
    'ImmutableField',
    `Performing an update on the path '${shown}' would modify the immutable field '_id'`,
  );
}

function remove(parent: Doc | Value[] | undefined, field: string): void {
  if (Array.isArray(parent)) parent[Number(field)] = null;
  else parent?.delete(field);
}

function assign(parent: Doc | Value[] | undefined, field: string, value: Value): void {
  if (Array.isArray(parent)) parent[Number(field)] = value;
  else parent?.set(field, value);
}

function applyToMissing(modifier: Modifier, cursor: Cursor, context: UpdateContext): boolean {
  if (modifier.create) {
    create(cursor, modifier.create(), context);
    return true;
  }
  if (!modifier.ignoresBlockedPath) requireViable(cursor, modifier);
  return false;
}

/** A field can be in a document, or at a number in an array; not in a plain value. */
function mayHold(value: Value, part: string): boolean {
  return value instanceof Doc || (Array.isArray(value) && isIndex(part));
}

function requireViable(cursor: Cursor, modifier?: Modifier): void {
  const [part = ''] = cursor.missing;
  const { value, taken } = cursor;
  if (mayHold(value, part)) return;
  const element = `{${showElement(taken.at(-1) ?? '', value)}}`;
  const own = modifier?.blocked?.(part, [...taken, ...cursor.missing], element);
  throw own ?? new MongoError('PathNotViable', `Cannot create field '${part}' in element ${element}`);
}

const MAX_PADDING = 1_500_000;

function create(cursor: Cursor, leaf: Value, context: UpdateContext): void {
  requireViable(cursor);
  const [field = '', ...rest] = cursor.missing;
  if (cursor.taken[0] === '_id') throw createdInId(cursor);
  const value = rest.reduceRight<Value>((inner, part) => new Doc([[part, inner]]), leaf);
  if (Array.isArray(cursor.value)) {
    pad(cursor.value, Number(field));
    cursor.value[Number(field)] = value;
    return;
  }
  if (cursor.value === context.root) requireStorable(field);
  (cursor.value as Doc).set(field, value);
}

function createdInId(cursor: Cursor): MongoError {
  const path = [...cursor.taken, ...cursor.missing].join('.');
  const element = showElement(cursor.taken.at(-1) ?? '', cursor.value);
  return new MongoError(
    'ImmutableField',
    `Updating the path '${path}' to ${element} would modify the immutable field '_id'`,
  );
}

function pad(items: Value[], length: number): void {
  if (length - items.length > MAX_PADDING) {
    throw new MongoError('CannotBackfillArray', `can't backfill more than ${MAX_PADDING} elements`);
  }
  while (items.length < length) items.push(null);
}

/** Names that start with `$` are for embedded documents only. */
export function requireStorable(field: string): void {
  if (!field.startsWith('$')) return;
  throw new MongoError(
    'DollarPrefixedFieldName',
    `The dollar ($) prefixed field '${field}' in '${field}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
  );
}

function applyRename(from: string[], target: Cursor, context: UpdateContext): boolean {
  const source = sourceOf(from, context.root);
  if (!source) return false;
  if (source.array !== undefined) throw throughArray('source', from, source.array, context);
  const destination = [...target.taken, ...target.missing];
  const array = arrayOnPath(context.root, target.missing.length ? target.taken : target.taken.slice(0, -1));
  if (array !== undefined) throw throughArray('destination', destination, array, context);
  if (target.missing.length > 0) create(target, source.value, context);
  else if (!identical(target.value, source.value)) {
    requireMutable(target.taken);
    assign(target.parent, target.taken.at(-1) as string, source.value);
  }
  if (from[0] === '_id') {
    throw new MongoError(
      'ImmutableField',
      `Unsetting the path '${from.join('.')}' using $rename would modify the immutable field '_id'`,
    );
  }
  remove(source.parent, from.at(-1) as string);
  return true;
}

function sourceOf(path: string[], root: Doc): { parent: Doc; value: Value; array?: string } | undefined {
  let parent: Value = root;
  let value: Value = root;
  let above = '';
  let array: string | undefined;
  for (const part of path) {
    if (!mayHold(value, part)) throw blockedSource(path, above, value);
    const next = childValue(value, part);
    if (next === undefined) return undefined;
    if (Array.isArray(value)) array = above;
    [parent, value, above] = [value, next, part];
  }
  return { parent: parent as Doc, value, array };
}

function blockedSource(path: string[], part: string, value: Value): MongoError {
  return new MongoError(
    'PathNotViable',
    `cannot use the part (${part} of ${path.join('.')}) to traverse the element ({${showElement(part, value)}})`,
  );
}

/** The innermost array that a path goes into. */
function arrayOnPath(root: Doc, path: string[]): string | undefined {
  let value: Value | undefined = root;
  let array: string | undefined;
  for (const part of path) {
    value = value === undefined ? undefined : childValue(value, part);
    if (Array.isArray(value)) array = part;
  }
  return array;
}

function throughArray(side: string, path: string[], array: string, context: UpdateContext): MongoError {
  return badValue(
    `The ${side} field cannot be an array element, '${path.join('.')}' in doc with ${idOf(context.root)} has an array field called '${array}'`,
  );
}
