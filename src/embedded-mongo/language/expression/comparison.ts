import { compare } from '../../bson/compare.js';
import { isTruthy } from '../numbers.js';
import { argumentsOf, binary, exactly } from './arguments.js';
import type { Operator } from './compile.js';

const and: Operator = (operand, scope) => {
  const evaluators = argumentsOf(operand, scope);
  return (frame) => evaluators.every((evaluate) => isTruthy(evaluate(frame)));
};

const or: Operator = (operand, scope) => {
  const evaluators = argumentsOf(operand, scope);
  return (frame) => evaluators.some((evaluate) => isTruthy(evaluate(frame)));
};

const not: Operator = (operand, scope, name) => {
  const [only] = exactly(1, operand, scope, name);
  return (frame) => !isTruthy(only?.(frame));
};

export const comparisonOperators: Record<string, Operator> = {
  $and: and,
  $or: or,
  $not: not,
  $cmp: binary((a, b) => Math.sign(compare(a, b))),
  $eq: binary((a, b) => compare(a, b) === 0),
  $ne: binary((a, b) => compare(a, b) !== 0),
  $gt: binary((a, b) => compare(a, b) > 0),
  $gte: binary((a, b) => compare(a, b) >= 0),
  $lt: binary((a, b) => compare(a, b) < 0),
  $lte: binary((a, b) => compare(a, b) <= 0),
};
