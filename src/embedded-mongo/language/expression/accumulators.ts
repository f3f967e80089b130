import type { Value } from '../../bson/values.js';
import type { Accumulator } from '../accumulators/accumulator.js';
import { Average, Sum } from '../accumulators/numeric.js';
import { Extreme } from '../accumulators/values.js';
import { type Argument, argumentsOf } from './arguments.js';
import type { Operator } from './compile.js';

/** An accumulator as an expression: over its arguments, or over the elements of its only one. */
function over(create: () => Accumulator): Operator {
  return (operand, scope) => {
    const evaluators = argumentsOf(operand, scope);
    const [only] = evaluators;
    return (frame) => {
      if (only && evaluators.length === 1) return accumulated(create(), elementsOf(only(frame)));
      return accumulated(
        create(),
        evaluators.map((evaluate) => evaluate(frame)),
      );
    };
  };
}

function elementsOf(value: Argument): Argument[] {
  return Array.isArray(value) ? value : [value];
}

function accumulated(accumulator: Accumulator, values: Argument[]): Value {
  for (const value of values) accumulator.add(value);
  return accumulator.result();
}

export const accumulatorOperators: Record<string, Operator> = {
  $sum: over(() => new Sum()),
  $avg: over(() => new Average()),
  $min: over(() => new Extreme(-1)),
  $max: over(() => new Extreme(1)),
};
