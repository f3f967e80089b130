import { Doc, type Value } from '../bson/values.js';
import { MongoError } from '../errors.js';
import { checkVariableName } from './expression/evaluator.js';
import { compileExpression } from './expression/index.js';
import type { Variables } from './variables.js';

/** Stands where a document would be while there is none. */
class NoDocument extends Doc {
  override get(): Value | undefined {
    throw new MongoError(
      4890500,
      'Command let Expression tried to access a field, but this is not allowed because Command let Expressions run before the query examines any documents.',
    );
  }
}

/** The variables of a command's `let`: each expression is computed once, and may use those before it. */
export function commandVariables(declared: Doc, now: Date): Variables {
  const variables = new Map<string, Value | undefined>();
  for (const [name, expression] of declared) {
    checkVariableName(name);
    variables.set(name, compileExpression(expression, { now, variables })(new NoDocument()));
  }
  return variables;
}
