import type { Doc, Value } from '../../bson/values.js';
import type { Environment } from '../environment.js';
import { accumulatorOperators } from './accumulators.js';
import { arithmeticOperators } from './arithmetic.js';
import { arrayOperators } from './arrays.js';
import { comparisonOperators } from './comparison.js';
import { compile, register } from './compile.js';
import { conditionalOperators } from './conditional.js';
import { conversionOperators } from './conversion.js';
import { datePartOperators } from './date-parts.js';
import { dateOperators } from './dates.js';
import { Scope } from './evaluator.js';
import { iterationOperators } from './iteration.js';
import { objectOperators } from './objects.js';
import { setOperators } from './sets.js';
import { stringOperators } from './strings.js';
import { textSearchOperators } from './text-search.js';

register({
  ...accumulatorOperators,
  ...arithmeticOperators,
  ...arrayOperators,
  ...comparisonOperators,
  ...conditionalOperators,
  ...conversionOperators,
  ...dateOperators,
  ...datePartOperators,
  ...iterationOperators,
  ...objectOperators,
  ...setOperators,
  ...stringOperators,
  ...textSearchOperators,
});

export type Expression = (root: Doc) => Value | undefined;

/** Compiles an aggregation expression to a function of a document. */
export function compileExpression(expression: Value, env: Environment): Expression {
  const evaluate = compile(expression, Scope.of(env));
  return (root) => evaluate([root, root]);
}
