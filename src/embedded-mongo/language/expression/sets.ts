import type { Value } from '../../bson/values.js';
import { MongoError } from '../../errors.js';
import { groupKey } from '../group-key.js';
import { isNullish, isTruthy } from '../numbers.js';
import { type Argument, binary, unary, variadic } from './arguments.js';
import { typeOfArgument } from './arithmetic.js';
import type { Operator } from './compile.js';

type Keyed = Map<string, Value>;

function keyed(items: Value[]): Keyed {
  const set: Keyed = new Map();
  for (const item of items) {
    const key = groupKey(item);
    if (!set.has(key)) set.set(key, item);
  }
  return set;
}

function requireArray(code: number, name: string, value: Argument): Value[] {
  if (Array.isArray(value)) return value;
  throw new MongoError(
    code,
    `All operands of ${name} must be arrays. One argument is of type: ${typeOfArgument(value)}`,
  );
}

const setEquals = variadic((values, name) => {
  if (values.length < 2) throw new MongoError(17045, `$setEquals needs at least two arguments had: ${values.length}`);
  const [first, ...others] = values.map((value) => keyed(requireArray(17044, name, value)));
  return others.every((other) => other.size === first?.size && [...other.keys()].every((key) => first.has(key)));
});

const setUnion = variadic((values, name) => {
  if (values.some(isNullish)) return null;
  return [...keyed(values.flatMap((value) => requireArray(17043, name, value))).values()];
});

const setIntersection = variadic((values, name) => {
  if (values.some(isNullish)) return null;
  const [first, ...others] = values.map((value) => keyed(requireArray(17047, name, value)));
  if (!first) return [];
  return [...first].filter(([key]) => others.every((other) => other.has(key))).map(([, value]) => value);
});

function operandOfTwo(code: number, name: string, which: string, value: Argument): Keyed {
  if (Array.isArray(value)) return keyed(value);
  throw new MongoError(
    code,
    `both operands of ${name} must be arrays. ${which} argument is of type: ${typeOfArgument(value)}`,
  );
}

function setDifference(a: Argument, b: Argument): Argument {
  if (isNullish(a) || isNullish(b)) return null;
  const wanted = operandOfTwo(17048, '$setDifference', 'First', a);
  const unwanted = operandOfTwo(17049, '$setDifference', 'Second', b);
  return [...wanted].filter(([key]) => !unwanted.has(key)).map(([, value]) => value);
}

function setIsSubset(a: Argument, b: Argument): Argument {
  const part = operandOfTwo(17046, '$setIsSubset', 'First', a);
  const whole = operandOfTwo(17042, '$setIsSubset', 'Second', b);
  return [...part.keys()].every((key) => whole.has(key));
}

export const setOperators: Record<string, Operator> = {
  $setEquals: setEquals,
  $setUnion: setUnion,
  $setIntersection: setIntersection,
  $setDifference: binary(setDifference),
  $setIsSubset: binary(setIsSubset),
  $allElementsTrue: unary((value) => elementsOf(17040, '$allElementsTrue', value).every(isTruthy)),
  $anyElementTrue: unary((value) => elementsOf(17041, '$anyElementTrue', value).some(isTruthy)),
};

function elementsOf(code: number, name: string, value: Argument): Value[] {
  if (Array.isArray(value)) return value;
  throw new MongoError(code, `${name}'s argument must be an array, but is ${typeOfArgument(value)}`);
}
