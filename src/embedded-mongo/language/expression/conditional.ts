import { Doc, type Value } from '../../bson/values.js';
import { MongoError } from '../../errors.js';
import { double, isNullish, isTruthy } from '../numbers.js';
import { show } from '../show.js';
import { argumentsOf, compileNamed, exactly, namedFields } from './arguments.js';
import { compile, constant, type Operator } from './compile.js';
import type { Evaluator, Scope } from './evaluator.js';

const cond: Operator = (operand, scope, name) => {
  const [test, yes, no] =
    operand instanceof Doc && !isExpression(operand) ? condFields(operand, scope) : exactly(3, operand, scope, name);
  return (frame) => (isTruthy(test?.(frame)) ? yes?.(frame) : no?.(frame));
};

function isExpression(operand: Doc): boolean {
  return operand.keys().next().value?.startsWith('$') ?? false;
}

function condFields(operand: Doc, scope: Scope): (Evaluator | undefined)[] {
  for (const name of operand.keys()) {
    if (!['if', 'then', 'else'].includes(name)) {
      throw new MongoError(17083, `Unrecognized parameter to $cond: ${name}`);
    }
  }
  const missing: [string, number][] = [
    ['if', 17080],
    ['then', 17081],
    ['else', 17082],
  ];
  for (const [name, code] of missing) {
    if (!operand.has(name)) throw new MongoError(code, `Missing '${name}' parameter to $cond`);
  }
  const fields = compileNamed(operand, scope);
  return [fields.if, fields.then, fields.else];
}

const ifNull: Operator = (operand, scope) => {
  const evaluators = argumentsOf(operand, scope);
  if (evaluators.length < 2) {
    throw new MongoError(1257300, `$ifNull needs at least two arguments, had: ${evaluators.length}`);
  }
  return (frame) => {
    let value: Value | undefined;
    for (const evaluate of evaluators) {
      value = evaluate(frame);
      if (!isNullish(value)) return value;
    }
    return value;
  };
};

const switchOperator: Operator = (operand, scope) => {
  if (!(operand instanceof Doc)) {
    throw new MongoError(40060, `$switch requires an object as an argument, found: ${typeName(operand)}`);
  }
  namedFields('$switch', operand, [], ['branches', 'default'], {
    type: 40060,
    unknown: 40067,
    unknownMessage: (name) => `$switch found an unknown argument: ${name}`,
    missing: 40068,
  });
  const branches = switchBranches(operand.get('branches'), scope);
  const fallback = operand.has('default') ? compile(operand.get('default') ?? null, scope) : undefined;
  if (branches.length === 0) throw new MongoError(40068, '$switch requires at least one branch.');
  return (frame) => {
    const branch = branches.find(({ test }) => isTruthy(test(frame)));
    if (branch) return branch.result(frame);
    if (!fallback) {
      throw new MongoError(
        40066,
        '$switch could not find a matching branch for an input, and no default was specified.',
      );
    }
    return fallback(frame);
  };
};

function typeName(operand: Value): string {
  return Array.isArray(operand) ? 'array' : show(operand);
}

interface Branch {
  test: Evaluator;
  result: Evaluator;
}

function switchBranches(branches: Value | undefined, scope: Scope): Branch[] {
  if (branches === undefined) return [];
  if (!Array.isArray(branches)) {
    throw new MongoError(40061, `$switch expected an array for 'branches', found: ${typeName(branches)}`);
  }
  return branches.map((branch) => switchBranch(branch, scope));
}

function switchBranch(branch: Value, scope: Scope): Branch {
  if (!(branch instanceof Doc)) {
    throw new MongoError(40062, `$switch expected each branch to be an object, found: ${typeName(branch)}`);
  }
  for (const name of branch.keys()) {
    if (name !== 'case' && name !== 'then') {
      throw new MongoError(40063, `$switch found an unknown argument to a branch: ${name}`);
    }
  }
  const test = branch.get('case');
  const then = branch.get('then');
  if (test === undefined) throw new MongoError(40064, "$switch requires each branch have a 'case' expression");
  if (then === undefined) throw new MongoError(40065, "$switch requires each branch have a 'then' expression.");
  return { test: compile(test, scope), result: compile(then, scope) };
}

export const conditionalOperators: Record<string, Operator> = {
  $cond: cond,
  $ifNull: ifNull,
  $switch: switchOperator,
  $literal: (operand) => constant(operand),
  $const: (operand) => constant(operand),
  $rand: (operand) => {
    if (!(operand instanceof Doc) || operand.size > 0) {
      throw new MongoError(3040501, '$rand does not currently accept arguments');
    }
    return () => double(Math.random());
  },
};
