import { aliasOf, type Value } from '../../bson/values.js';
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

function setDifference(a: Argument, b: Argument): Argument {
  if (isNullish(a) || isNullish(b)) return null;
  if (!Array.isArray(a)) {
    throw new MongoError(
      17048,
      `both operands of $setDifference must be arrays. First argument is of type: ${aliasOf(a)}`,
    );
  }
  if (!Array.isArray(b)) {
    throw new MongoError(
      17049,
      `both operands of $setDifference must be arrays. Second argument is of type: ${aliasOf(b)}`,
    );
  }
  const unwanted = keyed(b);
  return [...keyed(a)].filter(([key]) => !unwanted.has(key)).map(([, value]) => value);
}

function setIsSubset(a: Argument, b: Argument): Argument {
  if (!Array.isArray(a)) {
    throw new MongoError(
      17046,
      `both operands of $setIsSubset must be arrays. First argument is of type: ${typeOfArgument(a)}`,
    );
  }
  if (!Array.isArray(b)) {
    throw new MongoError(
      17042,
      `both operands of $setIsSubset must be arrays. Second argument is of type: ${typeOfArgument(b)}`,
    );
  }
  const whole = keyed(b);
  return [...keyed(a).keys()].every((key) => whole.has(key));
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
