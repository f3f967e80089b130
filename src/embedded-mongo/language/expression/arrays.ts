import { compare, equal } from '../../bson/compare.js';
import { aliasOf, Doc, isNumeric, type Value } from '../../bson/values.js';
import { MongoError } from '../../errors.js';
import { exactLong, isNullish, toNumber } from '../numbers.js';
import { compileSort } from '../sort.js';
import { type Argument, between, binary, compileNamed, namedFields, shown, unary, variadic } from './arguments.js';
import { typeOfArgument } from './arithmetic.js';
import { compile, type Operator } from './compile.js';
import { sliceOf } from './slice.js';

function elementAt(items: Argument, index: Argument): Argument {
  if (isNullish(items) || isNullish(index)) return null;
  if (!Array.isArray(items)) {
    throw new MongoError(28689, `$arrayElemAt's first argument must be an array, but is ${aliasOf(items)}`);
  }
  if (!isNumeric(index)) {
    throw new MongoError(28690, `$arrayElemAt's second argument must be a numeric value, but is ${aliasOf(index)}`);
  }
  const exact = exactLong(index);
  if (exact === undefined || Number(exact) !== (Number(exact) | 0)) {
    throw new MongoError(
      28691,
      `$arrayElemAt's second argument must be representable as a 32-bit integer: ${shown(index)}`,
    );
  }
  return items.at(Number(exact));
}

function endOf(at: 0 | -1): Operator {
  return unary((items, name) => {
    if (isNullish(items)) return null;
    if (Array.isArray(items)) return items.at(at);
    throw new MongoError(28689, `${name}'s argument must be an array, but is ${aliasOf(items)}`);
  });
}

const concatArrays = variadic((values) => {
  if (values.some(isNullish)) return null;
  return values.flatMap((value) => {
    if (Array.isArray(value)) return value;
    throw new MongoError(28664, `$concatArrays only supports arrays, not ${typeOfArgument(value)}`);
  });
});

function isIn(item: Argument, items: Argument): Argument {
  if (!Array.isArray(items)) {
    throw new MongoError(40081, `$in requires an array as a second argument, found: ${typeOfArgument(items)}`);
  }
  return items.some((other) => equal(other, item));
}

const indexOfArray = between(2, 4, ([items, wanted, start, end]) => {
  if (isNullish(items)) return null;
  if (!Array.isArray(items)) {
    throw new MongoError(40090, `$indexOfArray requires an array as a first argument, found: ${aliasOf(items)}`);
  }
  const from = bound(start, 0, 'starting');
  const to = Math.min(bound(end, items.length, 'ending'), items.length);
  for (let at = from; at < to; at++) if (equal(items[at], wanted)) return at;
  return -1;
});

function bound(value: Argument, otherwise: number, which: string): number {
  if (value === undefined) return otherwise;
  const exact = exactLong(value);
  if (exact === undefined) {
    throw new MongoError(
      40096,
      `$indexOfArrayrequires an integral ${which} index, found a value of type: ${typeOfArgument(value)}, with value: ${shown(value)}`,
    );
  }
  if (exact < 0n) throw new MongoError(40097, `$indexOfArray requires a nonnegative ${which} index, found: ${exact}`);
  return Number(exact);
}

const range = between(2, 3, ([start, end, step]) => {
  const from = rangeBound(start, 34443, 34444, 'starting value');
  const to = rangeBound(end, 34445, 34446, 'ending value');
  const by = step === undefined ? 1 : rangeBound(step, 34447, 34448, 'step value');
  if (by === 0) throw new MongoError(34449, '$range requires a non-zero step value');
  const numbers: number[] = [];
  for (let at = from; by > 0 ? at < to : at > to; at += by) numbers.push(at);
  return numbers;
});

function rangeBound(value: Argument, typeCode: number, rangeCode: number, what: string): number {
  if (!isNumeric(value)) {
    throw new MongoError(typeCode, `$range requires a numeric ${what}, found value of type:${typeOfArgument(value)}`);
  }
  const exact = exactLong(value);
  if (exact !== undefined && Number(exact) === (Number(exact) | 0)) return Number(exact);
  throw new MongoError(
    rangeCode,
    `$range requires a ${what} that can be represented as a 32-bit integer, found value: ${shown(value)}`,
  );
}

function reverse(items: Argument): Argument {
  if (isNullish(items)) return null;
  if (Array.isArray(items)) return items.toReversed();
  throw new MongoError(34435, `The argument to $reverseArray must be an array, but was of type: ${aliasOf(items)}`);
}

function size(items: Argument): Argument {
  if (Array.isArray(items)) return items.length;
  throw new MongoError(17124, `The argument to $size must be an array, but was of type: ${typeOfArgument(items)}`);
}

const zip: Operator = (operand, scope) => {
  const fields = namedFields('$zip', operand, ['inputs'], ['useLongestLength', 'defaults'], {
    type: 34460,
    typeMessage: `$zip only supports an object as an argument, found ${aliasOf(operand)}`,
    unknown: 34464,
    unknownMessage: (name) => `$zip found an unknown argument: ${name}`,
    missing: 34465,
    missingMessage: () => '$zip requires at least one input array',
  });
  const inputs = fields.get('inputs');
  if (!Array.isArray(inputs)) {
    throw new MongoError(34461, `inputs must be an array of expressions, found ${aliasOf(inputs ?? null)}`);
  }
  if (inputs.length === 0) throw new MongoError(34465, '$zip requires at least one input array');
  const longest = fields.get('useLongestLength') ?? false;
  if (typeof longest !== 'boolean') {
    throw new MongoError(34463, `useLongestLength must be a bool, found ${aliasOf(longest)}`);
  }
  const defaults = zipDefaults(fields.get('defaults'), longest, inputs.length);
  const evaluators = inputs.map((input) => compile(input, scope));
  const fillers = defaults.map((item) => compile(item, scope));
  return (frame) => {
    const arrays = evaluators.map((evaluate) => evaluate(frame));
    if (arrays.some(isNullish)) return null;
    const rows = arrays.map((array) => {
      if (Array.isArray(array)) return array;
      throw new MongoError(34468, `$zip found a non-array expression in input: ${shown(array)}`);
    });
    const lengths = rows.map((row) => row.length);
    const length = longest ? Math.max(...lengths) : Math.min(...lengths);
    return Array.from({ length }, (_, at) => rows.map((row, column) => row[at] ?? fillers[column]?.(frame) ?? null));
  };
};

function zipDefaults(defaults: Value | undefined, longest: boolean, count: number): Value[] {
  if (defaults === undefined) return [];
  if (!Array.isArray(defaults)) {
    throw new MongoError(34462, `defaults must be an array of expressions, found ${aliasOf(defaults)}`);
  }
  if (!longest) throw new MongoError(34466, 'cannot specify defaults unless useLongestLength is true');
  if (defaults.length !== count) throw new MongoError(34467, 'defaults and inputs must have the same length');
  return defaults;
}

const sortArray: Operator = (operand, scope) => {
  const fields = namedFields('$sortArray', operand, ['input', 'sortBy'], [], {
    type: 2942500,
    typeMessage: `$sortArray requires an object as an argument, found: ${aliasOf(operand)}`,
    unknown: 2942501,
    unknownMessage: (name) => `$sortArray found an unknown argument: ${name}`,
    missing: 2942502,
    missingMessage: (name) => `$sortArray requires '${name}' to be specified`,
  });
  const { input } = compileNamed(new Doc([['input', fields.get('input') ?? null]]), scope);
  const order = elementOrder(fields.get('sortBy') ?? null);
  return (frame) => {
    const items = input?.(frame);
    if (isNullish(items)) return null;
    if (!Array.isArray(items)) {
      throw new MongoError(
        2942504,
        `The input argument to $sortArray must be an array, but was of type: ${aliasOf(items)}`,
      );
    }
    return items.toSorted(order);
  };
};

function elementOrder(sortBy: Value): (a: Value, b: Value) => number {
  if (!(sortBy instanceof Doc)) {
    const direction = isNumeric(sortBy) ? toNumber(sortBy) : 0;
    if (Math.abs(direction) !== 1) throw new MongoError('BadValue', 'The $sort element value must be either 1 or -1');
    return (a, b) => compare(a, b) * direction;
  }
  const sort = compileSort(sortBy);
  const key = (item: Value) => sort.keyOf(item instanceof Doc ? item : new Doc());
  return (a, b) => sort.compareKeys(key(a), key(b));
}

export const arrayOperators: Record<string, Operator> = {
  $arrayElemAt: binary(elementAt),
  $first: endOf(0),
  $last: endOf(-1),
  $concatArrays: concatArrays,
  $in: binary(isIn),
  $indexOfArray: indexOfArray,
  $isArray: unary((value) => Array.isArray(value)),
  $range: range,
  $reverseArray: unary(reverse),
  $size: unary(size),
  $slice: between(2, 3, sliceOf),
  $zip: zip,
  $sortArray: sortArray,
};
