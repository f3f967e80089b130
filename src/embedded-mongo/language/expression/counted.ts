import { isNumeric } from '../../bson/values.js';
import { MongoError } from '../../errors.js';
import type { Accumulator } from '../accumulators/accumulator.js';
import { ExtremeN, FirstN, LastN } from '../accumulators/values.js';
import { fitsLong, integer, isNullish, numericType } from '../numbers.js';
import { countOf } from '../pipeline/count-of.js';
import { type Argument, compileNamed, namedFields, unary, variadic } from './arguments.js';
import { typeOfArgument } from './arithmetic.js';
import type { Operator } from './compile.js';

/** `$firstN` and its kin over the elements of an array. */
function counted(create: (count: number) => Accumulator): Operator {
  return (operand, scope, name) => {
    const fields = namedFields(name, operand, ['input', 'n'], [], {
      type: 5787801,
      unknown: 5787901,
      unknownMessage: (field) => `Unknown argument for 'n' operator: ${field}`,
      missing: 5787906,
      missingMessage: (field) => `Missing value for '${field}'`,
    });
    const { input, n } = compileNamed(fields, scope);
    return (frame) => {
      const items = input?.(frame);
      if (!Array.isArray(items)) {
        throw new MongoError(5788200, 'Input must be an array');
      }
      const accumulator = create(countOf(n?.(frame)));
      for (const item of items) accumulator.add(item);
      return accumulator.result();
    };
  };
}

function bitwise(identity: bigint, combine: (a: bigint, b: bigint) => bigint): Operator {
  return variadic((values, name) => {
    if (values.some(isNullish)) return null;
    let result = identity;
    let isLong = false;
    for (const value of values) {
      result = combine(result, integral(value, name));
      isLong ||= typeof value === 'bigint';
    }
    return isLong ? result : integer(result);
  });
}

function integral(value: Argument, name: string): bigint {
  const isInteger = isNumeric(value) && (numericType(value) === 'int' || numericType(value) === 'long');
  if (isInteger) return BigInt(value as number | bigint);
  throw new MongoError('TypeMismatch', `${name} only supports int and long operands, not ${typeOfArgument(value)}.`);
}

const bitNot = unary((value, name) => {
  if (isNullish(value)) return null;
  const result = ~integral(value, name);
  return typeof value === 'bigint' && fitsLong(result) ? result : integer(result);
});

export const countedOperators: Record<string, Operator> = {
  $firstN: counted((count) => new FirstN(count)),
  $lastN: counted((count) => new LastN(count)),
  $minN: counted((count) => new ExtremeN(count, -1)),
  $maxN: counted((count) => new ExtremeN(count, 1)),
  $bitAnd: bitwise(-1n, (a, b) => a & b),
  $bitOr: bitwise(0n, (a, b) => a | b),
  $bitXor: bitwise(0n, (a, b) => a ^ b),
  $bitNot: bitNot,
};
