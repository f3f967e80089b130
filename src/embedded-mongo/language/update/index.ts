import { Doc, type Value } from '../../bson/values.js';
import { failedToParse } from '../../errors.js';
import { currentEnvironment, type Environment } from '../environment.js';
import { compileUpdatePipeline } from '../pipeline/update-pipeline.js';
import { applyTree } from './apply.js';
import { ArrayFilters } from './array-filters.js';
import { deepCopy } from './identical.js';
import { parseModifiers } from './parse.js';
import { compileReplacement, replaceDocument } from './replacement.js';
import type { ObjectNode, UpdateNode } from './tree.js';

export interface UpdateOptions {
  arrayFilters?: readonly Doc[];
  env?: Environment;
}

export interface ApplyOptions {
  /** The index that `matchArrayIndex` gave, for the positional `$`. */
  matchedIndex?: number;
  /** The document is the seed of an upsert. */
  inserting?: boolean;
}

export interface Updated {
  document: Doc;
  changed: boolean;
}

export interface Update {
  readonly kind: 'operators' | 'replacement' | 'pipeline';
  /** Whether a path has the positional `$`, which needs the filter's `matchArrayIndex`. */
  readonly positional: boolean;
  /** Applies the update; the document given is not changed. */
  apply(document: Doc, options?: ApplyOptions): Updated;
}

export function compileUpdate(update: Doc | Value[], options: UpdateOptions = {}): Update {
  const { arrayFilters = [], env = currentEnvironment() } = options;
  if (Array.isArray(update)) return pipelineUpdate(update, arrayFilters, env);
  if (isReplacement(update)) return replacementUpdate(update);
  const filters = new ArrayFilters(arrayFilters, env);
  const tree = parseModifiers(update, filters, env);
  return {
    kind: 'operators',
    positional: hasPositional(tree),
    apply(document, { matchedIndex, inserting = false } = {}) {
      const root = deepCopy(document);
      const changed = applyTree(tree, { root, filters, matchedIndex, inserting });
      return { document: root, changed };
    },
  };
}

/** An update is a replacement unless its first field is an operator. */
export function isReplacement(update: Doc): boolean {
  const [first] = update.keys();
  return first === undefined || !first.startsWith('$');
}

function replacementUpdate(update: Doc): Update {
  const replacement = compileReplacement(update);
  return { kind: 'replacement', positional: false, apply: (document) => replaceDocument(document, replacement()) };
}

function pipelineUpdate(stages: Value[], arrayFilters: readonly Doc[], env: Environment): Update {
  if (arrayFilters.length > 0) throw failedToParse('arrayFilters may not be specified for pipeline-style updates');
  const transform = compileUpdatePipeline(stages, env);
  return { kind: 'pipeline', positional: false, apply: (document) => replaceDocument(document, transform(document)) };
}

function hasPositional(node: ObjectNode): boolean {
  const within = (child: UpdateNode): boolean => {
    if (child.kind === 'object') return hasPositional(child);
    return child.kind === 'array' && [...child.children.values()].some(within);
  };
  return node.positional !== undefined || [...node.children.values()].some(within);
}
