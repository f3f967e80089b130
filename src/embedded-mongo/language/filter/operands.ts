import { Binary, BSONRegExp, binaryBytes, type Doc, isNumeric, TYPE, type Value } from '../../bson/values.js';
import { badValue, failedToParse, MongoError, typeMismatch } from '../../errors.js';
import { type Parsed, parseInt32, parseNonNegativeInt32, parseNonNegativeLong } from '../integers.js';
import { type Numeric, toNumber, truncateToLong } from '../numbers.js';
import { shortDouble, showElement } from '../show.js';
import { compilePattern, type Pattern } from './regex.js';

const TYPE_CODES = new Set<number>(Object.values(TYPE));
const NUMBER_TYPES = [TYPE.int, TYPE.long, TYPE.double, TYPE.decimal];

export function parseMod(operand: Value): { divisor: bigint; remainder: bigint } {
  if (!Array.isArray(operand)) throw badValue('malformed mod, needs to be an array');
  const [divisor, remainder] = operand;
  if (divisor === undefined) throw badValue('malformed mod, not enough elements');
  if (!isNumeric(divisor)) throw badValue('malformed mod, divisor not a number');
  if (remainder === undefined) throw badValue('malformed mod, not enough elements');
  if (!isNumeric(remainder)) throw badValue('malformed mod, remainder not a number');
  if (operand.length > 2) throw badValue('malformed mod, too many elements');
  const parsed = {
    divisor: modPart('divisor', divisor),
    remainder: modPart('remainder', remainder),
  };
  if (parsed.divisor === 0n) throw badValue('divisor cannot be 0');
  return parsed;
}

function modPart(part: string, operand: Numeric): bigint {
  // The server compares with the largest long as a double, which is this one, and lets it wrap.
  const value = operand === 2 ** 63 ? -(2n ** 63n) : truncateToLong(operand);
  if (typeof value === 'bigint') return value;
  throw badValue(`malformed mod, ${part} value is invalid :: caused by :: ${value}`);
}

export function parseSize(operand: Value): number {
  return unwrap(parseNonNegativeInt32('$size', operand), (error) => badValue(`Failed to parse $size. ${error}`));
}

function unwrap<T>(parsed: Parsed<T>, failure: (error: string) => MongoError): T {
  if ('error' in parsed) throw failure(parsed.error);
  return parsed.value;
}

/** The bit positions that a number, a binary or a list of positions names. */
export function parseBits(operator: string, path: string, operand: Value): number[] {
  if (Array.isArray(operand)) return operand.map(bitPosition);
  if (isNumeric(operand)) {
    const mask = unwrap(parseNonNegativeLong(operator, operand), failedToParse);
    return positionsOf(64, (bit) => ((mask >> BigInt(bit)) & 1n) === 1n);
  }
  if (operand instanceof Binary) {
    const bytes = bitsOf(operand);
    return positionsOf(bytes.length * 8, (bit) => (((bytes[bit >> 3] ?? 0) >> (bit & 7)) & 1) === 1);
  }
  throw badValue(`${path} takes an Array, a number, or a BinData but received: ${showElement(operator, operand)}`);
}

/** The bytes of a binary as they are stored: those of the old subtype begin with their length. */
export function bitsOf(binary: Binary): Uint8Array {
  const bytes = binaryBytes(binary);
  if (binary.sub_type !== Binary.SUBTYPE_BYTE_ARRAY) return bytes;
  const stored = Buffer.alloc(4 + bytes.length);
  stored.writeInt32LE(bytes.length);
  stored.set(bytes, 4);
  return stored;
}

function bitPosition(value: Value, index: number): number {
  const parsed = parseNonNegativeInt32(String(index), value);
  return unwrap(parsed, (error) => badValue(`Failed to parse bit position. ${error}`));
}

function positionsOf(length: number, isSet: (bit: number) => boolean): number[] {
  return Array.from({ length }, (_, bit) => bit).filter(isSet);
}

export function parseTypes(path: string, operand: Value): Set<number> {
  const types = new Set((Array.isArray(operand) ? operand : [operand]).flatMap(typeCodes));
  if (types.size === 0) throw failedToParse(`${path} must match at least one type`);
  return types;
}

function typeCodes(operand: Value): number[] {
  if (typeof operand === 'string') return codesOfAlias(operand);
  if (!isNumeric(operand)) throw typeMismatch('type must be represented as a number or a string');
  const parsed = parseInt32('$type', operand);
  if ('error' in parsed) throw badValue(`Invalid numerical type code: ${shortDouble(toNumber(operand))}`);
  if (parsed.value === 0) {
    throw badValue('Invalid numerical type code: 0. Instead use {$exists:false}.');
  }
  if (!TYPE_CODES.has(parsed.value)) throw badValue(`Invalid numerical type code: ${parsed.value}`);
  return [parsed.value];
}

function codesOfAlias(alias: string): number[] {
  if (alias === 'missing') {
    throw badValue("'missing' is not a legal type name. To query for non-existence of a field, use {$exists:false}.");
  }
  if (alias === 'number') return NUMBER_TYPES;
  const found = Object.entries(TYPE).find(([name]) => name === alias);
  if (!found) throw badValue(`Unknown type name alias: ${alias}`);
  return [found[1]];
}

/** `$regex` with its `$options`, in either order. */
export function parseRegexOperator(operators: Doc): Pattern {
  let pattern = '';
  let options = '';
  for (const [name, operand] of operators) {
    if (name === '$regex') {
      pattern = patternText(operand);
      const own = operand instanceof BSONRegExp ? operand.options : '';
      if (own && options) throw new MongoError(51074, 'options set in both $regex and $options');
      options ||= own;
    } else if (name === '$options') {
      if (typeof operand !== 'string') throw badValue('$options has to be a string');
      if (options) throw new MongoError(51075, 'options set in both $regex and $options');
      options = operand;
    }
  }
  return compilePattern(pattern, options);
}

function patternText(operand: Value): string {
  if (typeof operand === 'string') return operand;
  if (operand instanceof BSONRegExp) return operand.pattern;
  throw badValue('$regex has to be a string');
}

export function requireInteger1(name: string, operand: Value): void {
  const value = unwrap(parseInt32(name, operand), failedToParse);
  if (value !== 1) throw failedToParse(`${name} must be an integer value of 1`);
}
