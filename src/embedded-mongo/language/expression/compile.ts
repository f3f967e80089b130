import { Doc, type Value } from '../../bson/values.js';
import { ConstantError, failedToParse, MongoError } from '../../errors.js';
import { show } from '../show.js';
import {
  CURRENT,
  checkFieldName,
  checkVariableRead,
  type Evaluator,
  fieldParts,
  readPath,
  type Scope,
} from './evaluator.js';

/** Compiles an operator's operand. */
export type Operator = (operand: Value, scope: Scope, name: string) => Evaluator;

const OPERATORS = new Map<string, Operator>();

export function register(operators: Readonly<Record<string, Operator>>): void {
  for (const [name, operator] of Object.entries(operators)) OPERATORS.set(name, operator);
}

export function isOperator(name: string): boolean {
  return OPERATORS.has(name);
}

const constants = new WeakMap<Evaluator, { value: Value }>();

export function constant(value: Value): Evaluator {
  const evaluator = () => value;
  constants.set(evaluator, { value });
  return evaluator;
}

/** The value of an expression that reads nothing. */
export function constantOf(evaluator: Evaluator): Value | undefined {
  return constants.get(evaluator)?.value;
}

export function compile(expression: Value, scope: Scope): Evaluator {
  if (typeof expression === 'string' && expression.startsWith('$')) return compilePath(expression, scope);
  if (Array.isArray(expression)) return compileArray(expression, scope);
  if (expression instanceof Doc) return compileDocument(expression, scope);
  return constant(expression);
}

function compileArray(items: Value[], scope: Scope): Evaluator {
  const evaluators = items.map((item) => compile(item, scope));
  return (frame) => evaluators.map((evaluate) => evaluate(frame) ?? null);
}

function compileDocument(expression: Doc, scope: Scope): Evaluator {
  const [first] = expression.entries();
  if (first?.[0].startsWith('$')) return compileOperator(expression, first[0], first[1], scope);
  const fields = Array.from(expression, ([name, value]): [string, Evaluator] => {
    checkFieldName(name);
    return [name, compile(value, scope)];
  });
  return (frame) => {
    const result = new Doc();
    for (const [name, evaluate] of fields) {
      const value = evaluate(frame);
      if (value !== undefined) result.set(name, value);
    }
    return result;
  };
}

function compileOperator(expression: Doc, name: string, operand: Value, scope: Scope): Evaluator {
  if (expression.size !== 1) {
    throw new MongoError(
      15983,
      `An object representing an expression must have exactly one field: ${show(expression)}`,
    );
  }
  const operator = OPERATORS.get(name);
  if (!operator) throw new MongoError('InvalidPipelineOperator', `Unrecognized expression '${name}'`);
  const readsBefore = reads;
  const evaluate = operator(operand, scope, name);
  return reads === readsBefore && !NEVER_CONSTANT.has(name) ? markConstant(evaluate) : evaluate;
}

/** How often anything has been compiled that reads a document or a variable. */
let reads = 0;
/** `$switch` fails otherwise when it is constant; the others differ at each call. */
const NEVER_CONSTANT = new Set(['$switch', '$rand', '$sampleRate']);

/** Tells the failure of a constant expression from one that depends on a document. */
function markConstant(evaluate: Evaluator): Evaluator {
  try {
    evaluate([]);
    return evaluate;
  } catch (error) {
    if (!(error instanceof MongoError)) throw error;
    const failure = new ConstantError(error.code, error.message, error.fields);
    return () => {
      throw failure;
    };
  }
}

function compilePath(text: string, scope: Scope): Evaluator {
  if (text.startsWith('$$')) return compileVariable(text.slice(2), scope);
  if (text === '$') throw new MongoError(16872, "'$' by itself is not a valid FieldPath");
  const parts = fieldParts(text.slice(1));
  reads++;
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) {
    return (frame) => {
      const current = frame[CURRENT];
      return current instanceof Doc ? current.get(only) : undefined;
    };
  }
  return (frame) => readPath(frame[CURRENT], parts);
}

function compileVariable(text: string, scope: Scope): Evaluator {
  const dot = text.indexOf('.');
  const name = dot < 0 ? text : text.slice(0, dot);
  if (name === '') throw failedToParse('empty variable names are not allowed');
  const read = variable(name, scope);
  if (dot < 0) return read;
  const parts = fieldParts(text.slice(dot + 1));
  return (frame) => {
    const value = read(frame);
    return Array.isArray(value) ? readVariableArray(value, parts) : readPath(value, parts);
  };
}

function readVariableArray(items: Value[], parts: string[]): Value[] {
  return items.flatMap((item) => {
    const value = item instanceof Doc ? readPath(item, parts) : undefined;
    return value === undefined ? [] : [value];
  });
}

function variable(name: string, scope: Scope): Evaluator {
  const slot = scope.slotOf(name);
  if (slot !== undefined) {
    reads++;
    return (frame) => frame[slot];
  }
  const { env } = scope;
  if (env.variables?.has(name)) {
    reads++;
    return () => env.variables?.get(name);
  }
  switch (name) {
    case 'NOW':
      return () => env.now;
    case 'CLUSTER_TIME':
      throw new MongoError(51144, "system variable 'CLUSTER_TIME' is not available: this is a standalone server");
    case 'REMOVE':
      return () => undefined;
    default:
      checkVariableRead(name);
      throw new MongoError(17276, `Use of undefined variable: ${name}`);
  }
}
