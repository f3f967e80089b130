import { Decimal as BigDecimal } from 'decimal.js';
import { type Decimal, decimalParts, exactDecimal } from '../bson/numeric.js';
import { Decimal128, Double } from '../bson/values.js';
import type { Numeric } from './numbers.js';

const DIGITS = 34;
const Precise = BigDecimal.clone({ precision: DIGITS, rounding: BigDecimal.ROUND_HALF_EVEN, maxE: 6144, minE: -6176 });

export type Operator = '+' | '-' | '*' | '/';

/** The exact value of a number, or NaN and the infinities as JS numbers. */
function parts(value: Numeric): Decimal | number {
  if (value instanceof Decimal128) return decimalParts(value);
  if (typeof value === 'bigint') return { coefficient: value, exponent: 0 };
  return doubleParts(value instanceof Double ? value.value : value);
}

/** A double becomes the decimal of its 15 significant digits, as the server converts it. */
function doubleParts(value: number): Decimal | number {
  if (!Number.isFinite(value)) return value;
  if (Number.isInteger(value) && Math.abs(value) < 2 ** 53) return { coefficient: BigInt(value), exponent: 0 };
  const [mantissa = '0', exponent = '0'] = value.toExponential(14).split('e');
  const digits = mantissa.replace('.', '');
  return { coefficient: BigInt(digits), exponent: Number(exponent) - 14 };
}

export function toDecimal(value: Numeric): Decimal128 {
  if (value instanceof Decimal128) return value;
  return fromParts(parts(value));
}

/** The decimal of 34 digits nearest to a number; a double counts with all the digits it has. */
export function exactly34(value: Numeric): Decimal128 {
  const isDouble = value instanceof Double || typeof value === 'number';
  return isDouble ? fromParts(exactDecimal(value instanceof Double ? value.value : value)) : toDecimal(value);
}

/** Decimal128 arithmetic: 34 digits, rounded half to even, trailing zeros kept as IEEE 754 does. */
export function decimalArithmetic(operator: Operator, a: Numeric, b: Numeric): Decimal128 {
  const x = parts(a);
  const y = parts(b);
  if (typeof x === 'number' || typeof y === 'number') return fromParts(special(operator, asNumber(x), asNumber(y)));
  switch (operator) {
    case '+':
      return fromParts(sum(x, y));
    case '-':
      return fromParts(sum(x, { coefficient: -y.coefficient, exponent: y.exponent }));
    case '*':
      return fromParts({ coefficient: x.coefficient * y.coefficient, exponent: x.exponent + y.exponent });
    default:
      return quotient(x, y);
  }
}

function asNumber(value: Decimal | number): number {
  return typeof value === 'number' ? value : Number(value.coefficient > 0n) - Number(value.coefficient < 0n);
}

function special(operator: Operator, x: number, y: number): number {
  switch (operator) {
    case '+':
      return x + y;
    case '-':
      return x - y;
    case '*':
      return x * y;
    default:
      return x / y;
  }
}

function sum(x: Decimal, y: Decimal): Decimal {
  const [high, low] = x.exponent >= y.exponent ? [x, y] : [y, x];
  const gap = high.exponent - low.exponent;
  if (gap > 80) return high.coefficient === 0n ? low : { ...high, coefficient: high.coefficient };
  return { coefficient: high.coefficient * 10n ** BigInt(gap) + low.coefficient, exponent: low.exponent };
}

function quotient(x: Decimal, y: Decimal): Decimal128 {
  if (y.coefficient === 0n) return fromParts(asNumber(x) / 0);
  const ideal = x.exponent - y.exponent;
  const scale = BigInt(DIGITS * 2);
  const scaled = x.coefficient * 10n ** scale;
  const rest = scaled % y.coefficient;
  // A last digit that is not zero stands for what was cut off, so that the rounding sees it.
  const sticky = rest === 0n ? 0n : 1n;
  const digits = (abs(scaled) / abs(y.coefficient)) * 10n + sticky;
  const negative = x.coefficient < 0n !== y.coefficient < 0n;
  let result: Decimal = { coefficient: negative ? -digits : digits, exponent: ideal - Number(scale) - 1 };
  while (result.exponent < ideal && result.coefficient % 10n === 0n) {
    result = { coefficient: result.coefficient / 10n, exponent: result.exponent + 1 };
    if (result.coefficient === 0n) result = { coefficient: 0n, exponent: ideal };
  }
  return fromParts(result);
}

function abs(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function fromParts(value: Decimal | number): Decimal128 {
  if (typeof value === 'number') return Decimal128.fromString(specialText(value));
  const { coefficient, exponent } = roundDigits(value);
  return Decimal128.fromString(`${coefficient}E${exponent}`);
}

function specialText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  return value > 0 ? 'Infinity' : '-Infinity';
}

function roundDigits(value: Decimal): Decimal {
  const extra = abs(value.coefficient).toString().length - DIGITS;
  if (extra <= 0) return value;
  const rounded = divideHalfEven(value.coefficient, 10n ** BigInt(extra));
  return roundDigits({ coefficient: rounded, exponent: value.exponent + extra });
}

function divideHalfEven(value: bigint, divisor: bigint): bigint {
  const quotient = value / divisor;
  const twice = abs(value % divisor) * 2n;
  const away = value < 0n ? -1n : 1n;
  if (twice > divisor || (twice === divisor && quotient % 2n !== 0n)) return quotient + away;
  return quotient;
}

export function decimalRemainder(a: Numeric, b: Numeric): Decimal128 {
  const x = parts(a);
  const y = parts(b);
  if (typeof x === 'number' || typeof y === 'number' || y.coefficient === 0n) {
    return typeof x !== 'number' && typeof y === 'number' && !Number.isNaN(y) ? fromParts(x) : fromParts(Number.NaN);
  }
  const exponent = Math.min(x.exponent, y.exponent);
  const left = x.coefficient * 10n ** BigInt(x.exponent - exponent);
  const right = y.coefficient * 10n ** BigInt(y.exponent - exponent);
  return fromParts({ coefficient: left % right, exponent });
}

/** Rounds to a number of decimal places, half to even; a negative place rounds before the point. */
export function decimalRound(value: Decimal128, places: number, truncate: boolean): Decimal128 {
  const x = decimalParts(value);
  if (typeof x === 'number' || -x.exponent <= places) return value;
  const divisor = 10n ** BigInt(-x.exponent - places);
  const coefficient = truncate ? x.coefficient / divisor : divideHalfEven(x.coefficient, divisor);
  return fromParts(
    places < 0
      ? { coefficient: coefficient * 10n ** BigInt(-places), exponent: 0 }
      : { coefficient, exponent: -places },
  );
}

type DecimalFunction = (value: BigDecimal) => BigDecimal;

/** A function of analysis at 34 digits, by decimal.js. */
export function decimalFunction(value: Numeric, compute: DecimalFunction): Decimal128 {
  return Decimal128.fromString(plainText(compute(precise(value))));
}

export function precise(value: Numeric): BigDecimal {
  return new Precise(toDecimal(value).toString());
}

function plainText(value: BigDecimal): string {
  return value.toString().replace('e', 'E');
}
