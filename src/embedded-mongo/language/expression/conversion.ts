import { encode } from '../../bson/codec.js';
import {
  aliasOf,
  Binary,
  Decimal128,
  Doc,
  isNumeric,
  ObjectId,
  Timestamp,
  TYPE,
  typeOf,
  type Value,
} from '../../bson/values.js';
import { failedToParse, MongoError } from '../../errors.js';
import { toDecimal } from '../decimal.js';
import {
  double,
  exactLong,
  fitsLong,
  integer,
  isNullish,
  isTruthy,
  type Numeric,
  toNumber,
  truncateToLong,
} from '../numbers.js';
import { show } from '../show.js';
import { type Argument, compileNamed, namedFields, unary } from './arguments.js';
import { typeOfArgument } from './arithmetic.js';
import { dateAt } from './calendar.js';
import type { Operator } from './compile.js';
import { dateOfText } from './date-text.js';
import { numberText } from './text-of.js';
import { UTC } from './zone.js';

type Conversion = (value: Exclude<Value, null>) => Value;

const failed = (reason: string) => new MongoError('ConversionFailure', reason);
const HOW = 'in $convert with no onError value';

function unsupported(value: Value, target: string): MongoError {
  return failed(`Unsupported conversion from ${aliasOf(value)} to ${target} ${HOW}`);
}

function parseFailure(text: string, reason: string): MongoError {
  return failed(`Failed to parse number '${text}' ${HOW}: ${reason}`);
}

function toDouble(value: Exclude<Value, null>): Value {
  if (typeof value === 'boolean') return double(Number(value));
  if (isNumeric(value)) return double(toNumber(value));
  if (value instanceof Date) return double(value.getTime());
  if (typeof value === 'string') return double(parseDouble(value));
  throw unsupported(value, 'double');
}

function parseDouble(text: string): number {
  if (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) return Number(text);
  const special = /^([+-]?)(inf|infinity|nan)$/i.exec(text);
  if (!special) throw parseFailure(text, 'Did not consume whole string.');
  if (special[2]?.toLowerCase() === 'nan') return Number.NaN;
  return special[1] === '-' ? -Infinity : Infinity;
}

function toInt(value: Exclude<Value, null>): Value {
  const whole = toWhole(value, 'int');
  const small = Number(whole);
  if ((small | 0) !== small) throw overflow(value);
  return integer(whole);
}

function toLong(value: Exclude<Value, null>): Value {
  if (value instanceof Date) return BigInt(value.getTime());
  return toWhole(value, 'long');
}

function toWhole(value: Exclude<Value, null>, target: string): bigint {
  if (typeof value === 'boolean') return BigInt(value);
  if (isNumeric(value)) return wholeOfNumber(value);
  if (typeof value === 'string') return wholeOfText(value);
  throw unsupported(value, target);
}

function wholeOfNumber(value: Numeric): bigint {
  const number = toNumber(value);
  if (Number.isNaN(number)) throw failed(`Attempt to convert NaN value to integer type ${HOW}`);
  if (!Number.isFinite(number)) throw failed(`Attempt to convert infinity value to integer type ${HOW}`);
  const whole = truncateToLong(value);
  if (typeof whole === 'bigint') return whole;
  throw overflow(value);
}

function overflow(value: Value): MongoError {
  return failed(`Conversion would overflow target type ${HOW}: ${show(value)}`);
}

function wholeOfText(text: string): bigint {
  if (!/^[+-]?\d+$/.test(text)) throw parseFailure(text, 'Did not consume whole string.');
  const whole = BigInt(text.replace('+', ''));
  if (!fitsLong(whole)) throw parseFailure(text, 'Overflow');
  return whole;
}

function toDecimalValue(value: Exclude<Value, null>): Value {
  if (typeof value === 'boolean') return toDecimal(Number(value));
  if (isNumeric(value)) return toDecimal(value);
  if (value instanceof Date) return toDecimal(BigInt(value.getTime()));
  if (typeof value === 'string') return decimalOfText(value);
  throw unsupported(value, 'decimal');
}

function decimalOfText(text: string): Decimal128 {
  try {
    return Decimal128.fromString(text);
  } catch {
    throw parseFailure(text, 'Failed to parse string to decimal');
  }
}

function toBool(value: Exclude<Value, null>): Value {
  return isNumeric(value) || typeof value === 'boolean' ? isTruthy(value) : true;
}

function toText(value: Exclude<Value, null>): Value {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (isNumeric(value)) return numberText(value);
  if (value instanceof ObjectId) return value.toHexString();
  if (value instanceof Date) return value.toISOString();
  throw unsupported(value, 'string');
}

function toObjectId(value: Exclude<Value, null>): Value {
  if (value instanceof ObjectId) return value;
  if (typeof value !== 'string') throw unsupported(value, 'objectId');
  if (/^[0-9a-fA-F]{24}$/.test(value)) return ObjectId.createFromHexString(value);
  const reason =
    value.length === 24
      ? `Invalid character found in hex string: ${/[^0-9a-fA-F]/.exec(value)?.[0] ?? ''}`
      : `Invalid string length for parsing to OID, expected 24 but found ${value.length}`;
  throw failed(`Failed to parse objectId '${value}' ${HOW}: ${reason}`);
}

function toDate(value: Exclude<Value, null>): Value {
  if (value instanceof Date) return value;
  if (typeof value === 'string') return dateOfText(value, UTC);
  if (value instanceof ObjectId) return value.getTimestamp();
  if (value instanceof Timestamp) return new Date(value.getHighBitsUnsigned() * 1000);
  if (isNumeric(value) && typeOf(value) !== TYPE.int) return dateAt(Number(wholeOfNumber(value)));
  throw unsupported(value, 'date');
}

const TARGETS = new Map<number, Conversion>([
  [TYPE.double, toDouble],
  [TYPE.string, toText],
  [TYPE.objectId, toObjectId],
  [TYPE.bool, toBool],
  [TYPE.date, toDate],
  [TYPE.int, toInt],
  [TYPE.long, toLong],
  [TYPE.decimal, toDecimalValue],
]);
const CODES_BY_ALIAS = new Map<string, number>(Object.entries(TYPE));

function conversionTo(target: Value): Conversion {
  const code = typeof target === 'string' ? CODES_BY_ALIAS.get(target) : Number(exactLong(target) ?? Number.NaN);
  if (code === undefined) throw new MongoError('BadValue', `Unknown type name: ${String(target)}`);
  if (Number.isNaN(code)) {
    throw failedToParse(`$convert's 'to' argument must be a string or number, but is ${aliasOf(target)}`);
  }
  const conversion = TARGETS.get(code);
  if (conversion) return conversion;
  return (value) => {
    const alias = [...CODES_BY_ALIAS].find(([, known]) => known === code)?.[0] ?? String(code);
    throw unsupported(value, alias);
  };
}

const convert: Operator = (operand, scope) => {
  const fields = namedFields('$convert', operand, ['input', 'to'], ['onError', 'onNull'], {
    type: 9,
    typeMessage: `$convert expects an object of named arguments but found: ${aliasOf(operand)}`,
    unknown: 9,
    unknownMessage: (name) => `$convert found an unknown argument: ${name}`,
    missing: 9,
    missingMessage: (name) => `Missing '${name}' parameter to $convert`,
  });
  const { input, to, onError, onNull } = compileNamed(fields, scope);
  return (frame) => {
    const value = input?.(frame);
    const target = to?.(frame);
    if (isNullish(value)) return onNull ? onNull(frame) : null;
    if (isNullish(target)) return null;
    const conversion = conversionTo(target);
    try {
      return conversion(value);
    } catch (error) {
      if (!onError || !(error instanceof MongoError) || error.codeName !== 'ConversionFailure') throw error;
      return onError(frame);
    }
  };
};

function converting(conversion: Conversion): Operator {
  return unary((value) => (isNullish(value) ? null : conversion(value)));
}

function byteSize(value: Argument): Argument {
  if (isNullish(value)) return null;
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (value instanceof Binary) return value.position;
  throw new MongoError(51276, `$binarySize requires a string or BinData argument, found: ${aliasOf(value)}`);
}

function documentSize(value: Argument): Argument {
  if (isNullish(value)) return null;
  if (value instanceof Doc) return encode(value).length;
  throw new MongoError(31393, `$bsonSize requires a document input, found: ${aliasOf(value)}`);
}

function timestampPart(name: string, code: number, read: (value: Timestamp) => number): Operator {
  return unary((value) => {
    if (isNullish(value)) return null;
    if (value instanceof Timestamp) return BigInt(read(value));
    throw new MongoError(code, ` Argument to ${name} must be a timestamp, but is ${typeOfArgument(value)}`);
  });
}

export const conversionOperators: Record<string, Operator> = {
  $convert: convert,
  $toDouble: converting(toDouble),
  $toInt: converting(toInt),
  $toLong: converting(toLong),
  $toDecimal: converting(toDecimalValue),
  $toBool: converting(toBool),
  $toString: converting(toText),
  $toObjectId: converting(toObjectId),
  $toDate: converting(toDate),
  $type: unary(typeOfArgument),
  $isNumber: unary((value) => isNumeric(value)),
  $binarySize: unary(byteSize),
  $bsonSize: unary(documentSize),
  $tsSecond: timestampPart('$tsSecond', 5687301, (value) => value.getHighBitsUnsigned()),
  $tsIncrement: timestampPart('$tsIncrement', 5687302, (value) => value.getLowBitsUnsigned()),
};
