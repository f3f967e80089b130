import type { Decimal } from 'decimal.js';
import { aliasOf, Decimal128, isNumeric } from '../../bson/values.js';
import { MongoError, typeMismatch } from '../../errors.js';
import { differenceOf, OVERFLOW, productOf, sumOf } from '../arithmetic.js';
import { decimalArithmetic, decimalFunction, decimalRemainder, decimalRound, exactly34, precise } from '../decimal.js';
import { double, exactLong, fitsLong, integer, isNullish, type Numeric, numericType, toNumber } from '../numbers.js';
import { type Argument, argumentsOf, between, binary, shown, unary } from './arguments.js';
import { dateAt } from './calendar.js';
import type { Operator } from './compile.js';

export function typeOfArgument(value: Argument): string {
  return value === undefined ? 'missing' : aliasOf(value);
}

/** A sum or product over any number of arguments; an integer too large becomes a double. */
const add: Operator = (operand, scope) => {
  const evaluators = argumentsOf(operand, scope);
  return (frame) => {
    let total: Numeric = 0;
    let date: Date | undefined;
    for (const evaluate of evaluators) {
      const value = evaluate(frame);
      if (isNullish(value)) return null;
      if (value instanceof Date) {
        if (date) throw new MongoError(16612, 'only one date allowed in an $add expression');
        date = value;
      } else if (isNumeric(value)) total = orDouble(sumOf(total, value), () => toNumber(total) + toNumber(value));
      else throw typeMismatch(`$add only supports numeric or date types, not ${aliasOf(value)}`);
    }
    return date ? dateAt(date.getTime() + Math.round(toNumber(total))) : total;
  };
};

function orDouble(result: Numeric | typeof OVERFLOW, compute: () => number): Numeric {
  return result === OVERFLOW ? double(compute()) : result;
}

const multiply: Operator = (operand, scope) => {
  const evaluators = argumentsOf(operand, scope);
  return (frame) => {
    let product: Numeric = 1;
    for (const evaluate of evaluators) {
      const value = evaluate(frame);
      if (isNullish(value)) return null;
      if (!isNumeric(value)) throw typeMismatch(`$multiply only supports numeric types, not ${aliasOf(value)}`);
      product = orDouble(productOf(product, value), () => toNumber(product) * toNumber(value));
    }
    return product;
  };
};

function subtract(a: Argument, b: Argument): Argument {
  if (isNullish(a) || isNullish(b)) return null;
  if (isNumeric(a) && isNumeric(b)) return orDouble(differenceOf(a, b), () => toNumber(a) - toNumber(b));
  if (a instanceof Date && b instanceof Date) return BigInt(a.getTime() - b.getTime());
  if (a instanceof Date && isNumeric(b)) return dateAt(a.getTime() - Math.round(toNumber(b)));
  throw typeMismatch(`can't $subtract ${aliasOf(b)} from ${aliasOf(a)}`);
}

function divide(a: Argument, b: Argument): Argument {
  if (isNullish(a) || isNullish(b)) return null;
  if (!isNumeric(a) || !isNumeric(b)) {
    throw typeMismatch(`$divide only supports numeric types, not ${aliasOf(a)} and ${aliasOf(b)}`);
  }
  if (toNumber(b) === 0) throw new MongoError('BadValue', "can't $divide by zero");
  if (a instanceof Decimal128 || b instanceof Decimal128) return decimalArithmetic('/', a, b);
  return double(toNumber(a) / toNumber(b));
}

function mod(a: Argument, b: Argument): Argument {
  if (isNullish(a) || isNullish(b)) return null;
  if (!isNumeric(a) || !isNumeric(b)) {
    throw new MongoError(16611, `$mod only supports numeric types, not ${aliasOf(a)} and ${aliasOf(b)}`);
  }
  const isDecimal = a instanceof Decimal128 || b instanceof Decimal128;
  if (toNumber(b) === 0) throw new MongoError(isDecimal ? 5733415 : 16610, "can't $mod by zero");
  if (isDecimal) return decimalRemainder(a, b);
  if (numericType(a) === 'double' || numericType(b) === 'double') return double(toNumber(a) % toNumber(b));
  const remainder = BigInt(a as number | bigint) % BigInt(b as number | bigint);
  return typeof a === 'bigint' || typeof b === 'bigint' ? remainder : integer(remainder);
}

type NumericFunction = (value: Numeric) => Argument;

/** A function of one number; null gives null. */
function ofNumber(compute: NumericFunction): Operator {
  return unary((value, name) => {
    if (isNullish(value)) return null;
    if (isNumeric(value)) return compute(value);
    throw new MongoError(28765, `${name} only supports numeric types, not ${aliasOf(value)}`);
  });
}

function absolute(value: Numeric): Argument {
  if (value instanceof Decimal128) return Decimal128.fromString(value.toString().replace(/^-/, ''));
  if (typeof value === 'bigint') {
    if (!fitsLong(-value)) throw new MongoError(28680, "can't take $abs of long long min");
    return value < 0n ? -value : value;
  }
  return numericType(value) === 'int' ? integer(Math.abs(toNumber(value))) : double(Math.abs(toNumber(value)));
}

function toWhole(onNumber: (value: number) => number, onDecimal: (value: Decimal) => Decimal): NumericFunction {
  return (value) => {
    if (value instanceof Decimal128) return decimalFunction(value, onDecimal);
    return numericType(value) === 'double' ? double(onNumber(toNumber(value))) : value;
  };
}

/** A function of analysis: a double, or a decimal for a decimal. */
function analytic(onNumber: (value: number) => number, onDecimal: (value: Decimal) => Decimal): NumericFunction {
  return (value) => {
    if (value instanceof Decimal128) return decimalFunction(value, onDecimal);
    return double(onNumber(toNumber(value)));
  };
}

function positive(code: number, name: string, compute: NumericFunction): NumericFunction {
  return (value) => {
    if (toNumber(value) > 0 || Number.isNaN(toNumber(value))) return compute(value);
    throw new MongoError(code, `${name}'s argument must be a positive number, but is ${shown(value)}`);
  };
}

function squareRoot(value: Numeric): Argument {
  if (toNumber(value) < 0) {
    throw new MongoError(28714, "$sqrt's argument must be greater than or equal to 0");
  }
  return analytic(Math.sqrt, (x) => x.sqrt())(value);
}

function log(value: Argument, base: Argument): Argument {
  if (isNullish(value) || isNullish(base)) return null;
  if (!isNumeric(value)) throw new MongoError(28756, `$log's argument must be numeric, not ${aliasOf(value)}`);
  if (!isNumeric(base)) throw new MongoError(28757, `$log's base must be numeric, not ${aliasOf(base)}`);
  if (toNumber(value) <= 0) {
    throw new MongoError(28758, `$log's argument must be a positive number, but is ${shown(value)}`);
  }
  if (toNumber(base) <= 0 || toNumber(base) === 1) {
    throw new MongoError(28759, `$log's base must be a positive number not equal to 1, but is ${shown(base)}`);
  }
  if (value instanceof Decimal128 || base instanceof Decimal128) {
    return decimalFunction(value, (x) => x.ln().div(precise(base).ln()));
  }
  return double(Math.log(toNumber(value)) / Math.log(toNumber(base)));
}

function power(base: Argument, exponent: Argument): Argument {
  if (isNullish(base) || isNullish(exponent)) return null;
  if (!isNumeric(base)) throw new MongoError(28762, `$pow's base must be numeric, not ${aliasOf(base)}`);
  if (!isNumeric(exponent)) throw new MongoError(28763, `$pow's exponent must be numeric, not ${aliasOf(exponent)}`);
  if (toNumber(base) === 0 && toNumber(exponent) < 0) {
    throw new MongoError(28764, '$pow cannot take a base of 0 and a negative exponent');
  }
  if (base instanceof Decimal128 || exponent instanceof Decimal128) {
    return decimalFunction(base, (x) => x.pow(precise(exponent)));
  }
  if (numericType(base) === 'double' || numericType(exponent) === 'double') {
    return double(toNumber(base) ** toNumber(exponent));
  }
  return integerPower(base as number | bigint, exponent as number | bigint);
}

function integerPower(base: number | bigint, exponent: number | bigint): Numeric {
  if (exponent < 0 || exponent > 64 * 64) return double(Number(base) ** Number(exponent));
  const exact = BigInt(base) ** BigInt(exponent);
  if (!fitsLong(exact)) return double(Number(base) ** Number(exponent));
  return typeof base === 'bigint' || typeof exponent === 'bigint' ? exact : integer(exact);
}

function rounding(truncate: boolean): Operator {
  return between(1, 2, ([value, places], name) => {
    if (isNullish(value) || (places !== undefined && isNullish(places))) return null;
    if (!isNumeric(value)) throw new MongoError(51081, `${name} only supports numeric types, not ${aliasOf(value)}`);
    return rounded(value, placesOf(places, name), truncate);
  });
}

function placesOf(places: Argument, name: string): number {
  if (places === undefined) return 0;
  const exact = exactLong(places);
  if (exact === undefined) throw new MongoError(51082, `precision argument to  ${name} must be a integral value`);
  if (exact < -20n || exact > 100n) {
    throw new MongoError(51083, `cannot apply ${name} with precision value ${exact} value must be in [-20, 100]`);
  }
  return Number(exact);
}

function rounded(value: Numeric, places: number, truncate: boolean): Numeric {
  if (value instanceof Decimal128) return decimalRound(value, places, truncate);
  const type = numericType(value);
  const number = toNumber(value);
  if (type !== 'double' && places >= 0) return value;
  if (!Number.isFinite(number)) return value;
  const decimal = decimalRound(exactly34(value), places, truncate);
  if (type === 'double') return double(Number(decimal.toString()));
  const exact = exactLong(decimal) ?? BigInt(0);
  return type === 'int' ? integer(exact) : exact;
}

export const arithmeticOperators: Record<string, Operator> = {
  $add: add,
  $multiply: multiply,
  $subtract: binary(subtract),
  $divide: binary(divide),
  $mod: binary(mod),
  $abs: ofNumber(absolute),
  $ceil: ofNumber(toWhole(Math.ceil, (x) => x.ceil())),
  $floor: ofNumber(toWhole(Math.floor, (x) => x.floor())),
  $exp: ofNumber(analytic(Math.exp, (x) => x.exp())),
  $ln: ofNumber(
    positive(
      28766,
      '$ln',
      analytic(Math.log, (x) => x.ln()),
    ),
  ),
  $log10: ofNumber(
    positive(
      28761,
      '$log10',
      analytic(Math.log10, (x) => x.log(10)),
    ),
  ),
  $sqrt: ofNumber(squareRoot),
  $log: binary(log),
  $pow: binary(power),
  $round: rounding(false),
  $trunc: rounding(true),
};
