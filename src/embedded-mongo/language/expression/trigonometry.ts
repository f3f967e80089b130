import { Decimal as BigDecimal } from 'decimal.js';
import { aliasOf, Decimal128, isNumeric } from '../../bson/values.js';
import { MongoError } from '../../errors.js';
import { decimalFunction, precise } from '../decimal.js';
import { double, isNullish, type Numeric, toNumber } from '../numbers.js';
import { type Argument, binary, shown } from './arguments.js';
import { analytic, ofNumber } from './arithmetic.js';
import type { Operator } from './compile.js';

/** A function that is only defined between two bounds. */
function bounded(name: string, low: number, high: number, compute: (value: Numeric) => Argument): Operator {
  return ofNumber((value) => {
    const number = toNumber(value);
    if (Number.isNaN(number) || (number >= low && number <= high)) return compute(value);
    throw new MongoError(
      50989,
      `cannot apply ${name} to ${shown(value)}, value must be in [${bound(low)},${bound(high)}]`,
    );
  });
}

function bound(value: number): string {
  return Number.isFinite(value) ? String(value) : value > 0 ? 'inf' : '-inf';
}

function finite(name: string, compute: (value: Numeric) => Argument): Operator {
  return ofNumber((value) => {
    const number = toNumber(value);
    if (Number.isFinite(number) || Number.isNaN(number)) return compute(value);
    throw new MongoError(50989, `cannot apply ${name} to ${shown(value)}, value must be in (-inf,inf)`);
  });
}

function arcTangent2(y: Argument, x: Argument): Argument {
  if (isNullish(y) || isNullish(x)) return null;
  if (!isNumeric(y)) throw new MongoError(51044, `$atan2 only supports numeric types, not ${aliasOf(y)}`);
  if (!isNumeric(x)) throw new MongoError(51045, `$atan2 only supports numeric types, not ${aliasOf(x)}`);
  if (!(y instanceof Decimal128 || x instanceof Decimal128)) return double(Math.atan2(toNumber(y), toNumber(x)));
  return decimalFunction(y, (value) => BigDecimal.atan2(value, precise(x)));
}

const HALF_TURN = 180;

export const trigonometryOperators: Record<string, Operator> = {
  $sin: finite(
    '$sin',
    analytic(Math.sin, (x) => x.sin()),
  ),
  $cos: finite(
    '$cos',
    analytic(Math.cos, (x) => x.cos()),
  ),
  $tan: finite(
    '$tan',
    analytic(Math.tan, (x) => x.tan()),
  ),
  $asin: bounded(
    '$asin',
    -1,
    1,
    analytic(Math.asin, (x) => x.asin()),
  ),
  $acos: bounded(
    '$acos',
    -1,
    1,
    analytic(Math.acos, (x) => x.acos()),
  ),
  $atan: ofNumber(analytic(Math.atan, (x) => x.atan())),
  $atan2: binary(arcTangent2),
  $sinh: ofNumber(analytic(Math.sinh, (x) => x.sinh())),
  $cosh: ofNumber(analytic(Math.cosh, (x) => x.cosh())),
  $tanh: ofNumber(analytic(Math.tanh, (x) => x.tanh())),
  $asinh: ofNumber(analytic(Math.asinh, (x) => x.asinh())),
  $acosh: bounded(
    '$acosh',
    1,
    Number.POSITIVE_INFINITY,
    analytic(Math.acosh, (x) => x.acosh()),
  ),
  $atanh: bounded(
    '$atanh',
    -1,
    1,
    analytic(Math.atanh, (x) => x.atanh()),
  ),
  $degreesToRadians: ofNumber(
    analytic(
      (x) => (x * Math.PI) / HALF_TURN,
      (x) => x.times(BigDecimal.acos(-1)).div(HALF_TURN),
    ),
  ),
  $radiansToDegrees: ofNumber(
    analytic(
      (x) => (x * HALF_TURN) / Math.PI,
      (x) => x.times(HALF_TURN).div(BigDecimal.acos(-1)),
    ),
  ),
};
