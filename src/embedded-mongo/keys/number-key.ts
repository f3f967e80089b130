import { compareDecimals, type Decimal, decimalParts, exactDecimal, type Numeric } from '../bson/numeric.js';
import { Double } from '../bson/values.js';
import type { KeyBytes } from './key-bytes.js';

const EXACT = 0x80;
const ABOVE = 0x81;
const BELOW = 0x7f;
const EXPONENT_BIAS = 8192;

const view = new DataView(new ArrayBuffer(8));

/**
 * A number of any type as bytes in numeric order: the nearest double towards zero, then, where that is not
 * the number itself, its decimal digits. Equal numbers of different types have equal bytes.
 */
export function writeNumber(out: KeyBytes, value: Numeric): void {
  const plain = value instanceof Double ? value.value : value;
  if (typeof plain === 'number') {
    writeDouble(out, plain, EXACT);
  } else if (typeof plain === 'bigint') {
    writeBigint(out, plain);
  } else {
    const parts = decimalParts(plain);
    if (typeof parts === 'number') writeDouble(out, parts, EXACT);
    else writeDecimal(out, parts, Number(plain.toString()));
  }
}

function writeBigint(out: KeyBytes, value: bigint): void {
  const near = Number(value);
  if (BigInt(near) === value) writeDouble(out, near, EXACT);
  else {
    writeDecimal(out, { coefficient: value, exponent: 0 }, near);
  }
}

function writeDecimal(out: KeyBytes, value: Decimal, near: number): void {
  const double = towardsZero(value, near);
  if (compareDecimals(exactDecimal(double), value) === 0) writeDouble(out, double, EXACT);
  else {
    const negative = value.coefficient < 0n;
    writeDouble(out, double, negative ? BELOW : ABOVE);
    writeDigits(out, value, negative ? 0xff : 0);
  }
}

/** The double of largest magnitude that is not beyond `value`. */
function towardsZero(value: Decimal, near: number): number {
  const negative = value.coefficient < 0n;
  if (!Number.isFinite(near)) return negative ? -Number.MAX_VALUE : Number.MAX_VALUE;
  const beyond = compareDecimals(exactDecimal(near), value);
  return (negative ? beyond < 0 : beyond > 0) ? stepTowardsZero(near) : near;
}

function stepTowardsZero(value: number): number {
  view.setFloat64(0, value);
  view.setBigUint64(0, view.getBigUint64(0) - 1n);
  return view.getFloat64(0);
}

function writeDouble(out: KeyBytes, value: number, flag: number): void {
  if (Number.isNaN(value)) {
    out.uint32(0);
    out.uint32(0);
  } else {
    view.setFloat64(0, value === 0 ? 0 : value);
    const high = view.getUint32(0);
    const negative = high >= 0x80000000;
    out.uint32(negative ? ~high : high | 0x80000000);
    out.uint32(negative ? ~view.getUint32(4) : view.getUint32(4));
  }
  out.byte(flag);
}

/** Scientific notation, digits from the most significant; `flip` inverts it for negative numbers. */
function writeDigits(out: KeyBytes, value: Decimal, flip: number): void {
  const digits = (value.coefficient < 0n ? -value.coefficient : value.coefficient).toString();
  const scale = digits.length + value.exponent + EXPONENT_BIAS;
  out.byte((scale >> 8) ^ flip);
  out.byte((scale & 0xff) ^ flip);
  for (const digit of digits.replace(/0+$/, '')) out.byte((digit.charCodeAt(0) - 47) ^ flip);
  out.byte(flip);
}
