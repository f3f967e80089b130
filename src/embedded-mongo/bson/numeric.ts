import { Decimal128, Double } from './values.js';

export type Numeric = number | bigint | Double | Decimal128;

/** A finite decimal: coefficient × 10^exponent, the sign in the coefficient. */
export interface Decimal {
  readonly coefficient: bigint;
  readonly exponent: number;
}

const EXPONENT_BIAS = 6176;
const LOW_113 = (1n << 113n) - 1n;
const LARGEST_COEFFICIENT = 10n ** 34n - 1n;

/** The parts of a Decimal128, or the special value it stands for as a JS number. */
export function decimalParts(value: Decimal128): Decimal | number {
  const bytes = Buffer.from(value.bytes.buffer, value.bytes.byteOffset, 16);
  const high = bytes.readBigUInt64LE(8);
  const negative = high >> 63n === 1n;
  const combination = Number((high >> 58n) & 0x1fn);
  if (combination === 0x1f) return Number.NaN;
  if (combination === 0x1e) return negative ? -Infinity : Infinity;
  // The other form of the standard only encodes coefficients too large to be canonical: they count as zero.
  if (combination >= 0x18) return { coefficient: 0n, exponent: Number((high >> 47n) & 0x3fffn) - EXPONENT_BIAS };
  const exponent = Number((high >> 49n) & 0x3fffn) - EXPONENT_BIAS;
  const wide = ((high << 64n) | bytes.readBigUInt64LE(0)) & LOW_113;
  const coefficient = wide > LARGEST_COEFFICIENT ? 0n : wide;
  return { coefficient: negative ? -coefficient : coefficient, exponent };
}

/** A number as the nearest double, or exactly where it is an integer beyond doubles. */
function plain(value: number | bigint | Double): number | bigint {
  return value instanceof Double ? value.value : value;
}

/** Exact comparison across the four numeric types; NaN is smallest and equal to itself. */
export function compareNumbers(a: Numeric, b: Numeric): number {
  if (a instanceof Decimal128 || b instanceof Decimal128) return compareWithDecimal(a, b);
  return comparePlain(plain(a), plain(b));
}

function comparePlain(x: number | bigint, y: number | bigint): number {
  if (x < y) return -1;
  if (x > y) return 1;
  if (x === y) return 0;
  const xNaN = Number.isNaN(x);
  const yNaN = Number.isNaN(y);
  if (xNaN || yNaN) return Number(yNaN) - Number(xNaN);
  return 0;
}

function compareWithDecimal(a: Numeric, b: Numeric): number {
  const x = a instanceof Decimal128 ? decimalParts(a) : plain(a);
  const y = b instanceof Decimal128 ? decimalParts(b) : plain(b);
  if (special(x) || special(y)) return comparePlain(asNumber(x), asNumber(y));
  return compareDecimals(exact(x), exact(y));
}

function special(x: Decimal | number | bigint): boolean {
  return typeof x === 'number' && !Number.isFinite(x);
}

function asNumber(x: Decimal | number | bigint): number {
  if (typeof x === 'number') return x;
  if (typeof x === 'bigint') return Number(x);
  return x.coefficient < 0n ? -1 : 1;
}

function exact(x: Decimal | number | bigint): Decimal {
  if (typeof x === 'bigint') return { coefficient: x, exponent: 0 };
  return typeof x === 'number' ? exactDecimal(x) : x;
}

const parts = new DataView(new ArrayBuffer(8));

/** Every finite double is a finite decimal: m × 2^e = m × 5^-e × 10^e for a negative e. */
export function exactDecimal(value: number): Decimal {
  parts.setFloat64(0, value);
  const bits = parts.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  let mantissa = biased === 0 ? fraction : fraction | (1n << 52n);
  let power = (biased === 0 ? 1 : biased) - 1075;
  if (value < 0) mantissa = -mantissa;
  if (power >= 0) return { coefficient: mantissa << BigInt(power), exponent: 0 };
  while (mantissa !== 0n && (mantissa & 1n) === 0n && power < 0) {
    mantissa >>= 1n;
    power++;
  }
  return { coefficient: mantissa * 5n ** BigInt(-power), exponent: power };
}

export function compareDecimals(a: Decimal, b: Decimal): number {
  const signA = sign(a.coefficient);
  const signB = sign(b.coefficient);
  if (signA !== signB || signA === 0) return signA < signB ? -1 : signA > signB ? 1 : 0;
  const sizeA = digits(a) + a.exponent;
  const sizeB = digits(b) + b.exponent;
  if (sizeA !== sizeB) return sizeA < sizeB ? -signA : signA;
  const shift = a.exponent - b.exponent;
  const x = shift > 0 ? a.coefficient * 10n ** BigInt(shift) : a.coefficient;
  const y = shift < 0 ? b.coefficient * 10n ** BigInt(-shift) : b.coefficient;
  return x < y ? -1 : x > y ? 1 : 0;
}

function sign(value: bigint): number {
  return value < 0n ? -1 : value > 0n ? 1 : 0;
}

function digits(value: Decimal): number {
  return (value.coefficient < 0n ? -value.coefficient : value.coefficient).toString().length;
}
