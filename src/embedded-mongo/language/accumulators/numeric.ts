import { Decimal128, Double, isInt32, isNumeric, type Value } from '../../bson/values.js';
import { decimalArithmetic } from '../decimal.js';
import { double, fitsLong, integer, type Numeric, toNumber } from '../numbers.js';
import type { Accumulator } from './accumulator.js';

/** Adds numbers of all types: doubles with their rounding errors carried along, integers and decimals exactly. */
class Total {
  private integers = 0n;
  private small = 0;
  private doubles = 0;
  private lost = 0;
  private decimals: Decimal128 | undefined;
  private hasLong = false;
  private hasDouble = false;

  add(value: Numeric): void {
    if (typeof value === 'number' && isInt32(value)) this.addSmall(value);
    else if (typeof value === 'bigint') {
      this.integers += value;
      this.hasLong = true;
    } else if (value instanceof Decimal128) {
      this.decimals = this.decimals ? decimalArithmetic('+', this.decimals, value) : value;
    } else this.addDouble(value instanceof Double ? value.value : value);
  }

  private addSmall(value: number): void {
    this.small += value;
    if (Math.abs(this.small) < 2 ** 52) return;
    this.integers += BigInt(this.small);
    this.small = 0;
  }

  private addDouble(value: number): void {
    this.hasDouble = true;
    const sum = this.doubles + value;
    const lost = Math.abs(this.doubles) >= Math.abs(value) ? this.doubles - sum + value : value - sum + this.doubles;
    if (Number.isFinite(lost)) this.lost += lost;
    this.doubles = sum;
  }

  private exactInteger(): bigint {
    return this.integers + BigInt(this.small);
  }

  /** The sum in the widest of the types that were added. */
  value(): Numeric {
    const whole = this.exactInteger();
    if (this.decimals) return decimalArithmetic('+', decimalArithmetic('+', this.decimals, this.double(0n)), whole);
    if (this.hasDouble || !fitsLong(whole)) return double(this.double(whole));
    return this.hasLong ? whole : integer(whole);
  }

  mean(count: number): Numeric {
    const sum = this.value();
    if (sum instanceof Decimal128) return decimalArithmetic('/', sum, count);
    return double((this.hasDouble ? toNumber(sum) : Number(this.exactInteger())) / count);
  }

  private double(whole: bigint): number {
    return this.doubles + (Number(whole) + this.lost);
  }
}

export class Sum implements Accumulator {
  private readonly total = new Total();

  add(value: Value | undefined): void {
    if (isNumeric(value)) this.total.add(value);
  }

  result(): Value {
    return this.total.value();
  }
}

export class Average implements Accumulator {
  private readonly total = new Total();
  private count = 0;

  add(value: Value | undefined): void {
    if (!isNumeric(value)) return;
    this.total.add(value);
    this.count++;
  }

  result(): Value {
    return this.count === 0 ? null : this.total.mean(this.count);
  }
}
