import { Decimal128 } from '../bson/values.js';
import { decimalArithmetic } from './decimal.js';
import { double, fitsLong, integer, type Numeric, numericType, toNumber } from './numbers.js';

/** The result of an integer sum or product that no long can hold. */
export const OVERFLOW = Symbol('overflow');
export type Arithmetic = (a: Numeric, b: Numeric) => Numeric | typeof OVERFLOW;

/** An operation in the wider of two types: int, long, double, decimal. */
function widening(
  operator: '+' | '-' | '*',
  onNumbers: (a: number, b: number) => number,
  onLongs: (a: bigint, b: bigint) => bigint,
): Arithmetic {
  return (a, b) => {
    if (a instanceof Decimal128 || b instanceof Decimal128) return decimalArithmetic(operator, a, b);
    const left = numericType(a);
    const right = numericType(b);
    if (left === 'double' || right === 'double') return double(onNumbers(toNumber(a), toNumber(b)));
    const exact = onLongs(BigInt(a as number | bigint), BigInt(b as number | bigint));
    if (!fitsLong(exact)) return OVERFLOW;
    return left === 'int' && right === 'int' ? integer(exact) : exact;
  };
}

export const sumOf = widening(
  '+',
  (a, b) => a + b,
  (a, b) => a + b,
);
export const differenceOf = widening(
  '-',
  (a, b) => a - b,
  (a, b) => a - b,
);
export const productOf = widening(
  '*',
  (a, b) => a * b,
  (a, b) => a * b,
);
