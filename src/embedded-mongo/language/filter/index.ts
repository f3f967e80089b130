import type { RawDoc } from '../../bson/codec.js';
import { Doc, type Value } from '../../bson/values.js';
import { currentEnvironment, type Environment } from '../environment.js';
import { compileExpression } from '../expression/index.js';
import { isTruthy } from '../numbers.js';
import { compileTree, type Found } from './match.js';
import { parseFilter } from './parse.js';
import type { Fields } from './path.js';
import type { FilterNode } from './tree.js';

export interface Matcher {
  /** The filter for a planner to read. */
  readonly tree: FilterNode;
  matches(document: Doc | RawDoc): boolean;
  /** The index that the positional `$` stands for, or undefined where no array was searched. */
  matchArrayIndex(document: Doc | RawDoc): number | undefined;
}

export function compileFilter(filter: Doc, env: Environment = currentEnvironment()): Matcher {
  return matcherOf(parseFilter(filter), env);
}

/** A filter on parts of a document, as `$pull` and `arrayFilters` take: `$expr` has no place there. */
export function compileElementFilter(filter: Doc, env: Environment): Matcher {
  return matcherOf(parseFilter(filter, 'element'), env);
}

function matcherOf(tree: FilterNode, env: Environment): Matcher {
  const test = compileTree(tree, (expression) => expressionTest(expression, env));
  return {
    tree,
    matches: (document) => test(document, null),
    matchArrayIndex: (document) => {
      const found: Found = { arrayIndex: -1 };
      return test(document, found) && found.arrayIndex >= 0 ? found.arrayIndex : undefined;
    },
  };
}

function expressionTest(expression: Value, env: Environment): (fields: Fields) => boolean {
  const evaluate = compileExpression(expression, env);
  return (fields) => isTruthy(evaluate(fields instanceof Doc ? fields : decoded(fields)));
}

function decoded(fields: Fields): Doc {
  if ('decode' in fields) return fields.decode();
  throw new TypeError('An expression reads whole documents');
}
