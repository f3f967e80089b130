import { Doc, type Value } from '../../bson/values.js';
import { MongoError } from '../../errors.js';
import { show } from '../show.js';
import { compile, type Operator } from './compile.js';
import type { Evaluator, Scope } from './evaluator.js';

export type Argument = Value | undefined;

/** The operand as a list of arguments: `{ $abs: x }` is `{ $abs: [x] }`. */
export function argumentsOf(operand: Value, scope: Scope): Evaluator[] {
  return (Array.isArray(operand) ? operand : [operand]).map((item) => compile(item, scope));
}

export function unary(compute: (value: Argument, name: string) => Argument): Operator {
  return (operand, scope, name) => {
    const [only] = exactly(1, operand, scope, name);
    return (frame) => compute(only?.(frame), name);
  };
}

export function binary(compute: (a: Argument, b: Argument, name: string) => Argument): Operator {
  return (operand, scope, name) => {
    const [first, second] = exactly(2, operand, scope, name);
    return (frame) => compute(first?.(frame), second?.(frame), name);
  };
}

export function between(
  least: number,
  most: number,
  compute: (values: Argument[], name: string) => Argument,
): Operator {
  return (operand, scope, name) => {
    const evaluators = argumentsOf(operand, scope);
    if (evaluators.length < least || evaluators.length > most) {
      const passed = `Expression ${name} takes at least ${least} arguments, and at most ${most}, but ${evaluators.length} were passed in.`;
      throw least === most ? arityError(name, least, evaluators.length) : new MongoError(28667, passed);
    }
    return (frame) =>
      compute(
        evaluators.map((evaluate) => evaluate(frame)),
        name,
      );
  };
}

export function variadic(compute: (values: Argument[], name: string) => Argument): Operator {
  return (operand, scope, name) => {
    const evaluators = argumentsOf(operand, scope);
    return (frame) =>
      compute(
        evaluators.map((evaluate) => evaluate(frame)),
        name,
      );
  };
}

export function exactly(count: number, operand: Value, scope: Scope, name: string): Evaluator[] {
  const evaluators = argumentsOf(operand, scope);
  if (evaluators.length !== count) throw arityError(name, count, evaluators.length);
  return evaluators;
}

function arityError(name: string, count: number, passed: number): MongoError {
  return new MongoError(16020, `Expression ${name} takes exactly ${count} arguments. ${passed} were passed in.`);
}

export interface NamedErrors {
  /** Not an object. */
  type: number;
  typeMessage?: string;
  unknown: number;
  unknownMessage?: (name: string, operand: Doc) => string;
  missing: number;
  missingMessage?: (name: string) => string;
}

/** The operand as named arguments, `{ $map: { input, as, in } }`, with the operator's own error numbers. */
export function namedFields(
  operator: string,
  operand: Value,
  required: string[],
  optional: string[],
  errors: NamedErrors,
): Doc {
  if (!(operand instanceof Doc)) {
    throw new MongoError(errors.type, errors.typeMessage ?? `${operator} only supports an object as its argument`);
  }
  for (const name of operand.keys()) {
    if (required.includes(name) || optional.includes(name)) continue;
    const message = errors.unknownMessage?.(name, operand) ?? `Unrecognized parameter to ${operator}: ${name}`;
    throw new MongoError(errors.unknown, message);
  }
  for (const name of required) {
    if (operand.has(name)) continue;
    throw new MongoError(errors.missing, errors.missingMessage?.(name) ?? `Missing '${name}' parameter to ${operator}`);
  }
  return operand;
}

/** Compiles the arguments that are there. */
export function compileNamed(operand: Doc, scope: Scope): Record<string, Evaluator | undefined> {
  return Object.fromEntries(Array.from(operand, ([name, value]) => [name, compile(value, scope)]));
}

export function shown(value: Argument): string {
  return value === undefined ? 'missing' : show(value);
}
