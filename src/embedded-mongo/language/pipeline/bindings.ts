import type { Doc } from '../../bson/values.js';
import type { Environment } from '../environment.js';
import { compile } from '../expression/compile.js';
import { checkVariableName, type Evaluator, Scope } from '../expression/evaluator.js';

/** A variable of a stage's `let`. */
export interface Binding {
  name: string;
  evaluate: Evaluator;
}

export function bindingsOf(spec: Doc, env: Environment): Binding[] {
  return Array.from(spec, ([name, expression]) => {
    checkVariableName(name);
    return { name, evaluate: compile(expression, Scope.of(env)) };
  });
}
