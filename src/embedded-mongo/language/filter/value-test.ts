import { compare, RANK, rankOf } from '../../bson/compare.js';
import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  isNumeric,
  MaxKey,
  MinKey,
  ObjectId,
  typeOf,
  type Value,
} from '../../bson/values.js';
import { isNaNValue, isNullish, toNumber, truncateToLong } from '../numbers.js';
import { bitsOf } from './operands.js';
import { patternOf } from './regex.js';
import type { BitsOperator, ComparisonOperator, Predicate } from './tree.js';

export type ValueTest = (value: Value | undefined) => boolean;

/** The test of one value, apart from where on a path it was met. */
export function valueTest(node: Exclude<Predicate, { operator: '$elemMatch' }>): ValueTest {
  switch (node.operator) {
    case '$eq':
      return equals(node.operand);
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return ordered(node.operator, node.operand);
    case '$in':
      return isAmong(node.operand, node.patterns);
    case '$regex':
      return matchesPattern(new BSONRegExp(node.operand.pattern, node.operand.options));
    case '$exists':
      return (value) => value !== undefined;
    case '$type':
      return (value) => value !== undefined && node.types.has(typeOf(value));
    case '$mod':
      return hasRemainder(node.divisor, node.remainder);
    case '$size':
      return (value) => Array.isArray(value) && value.length === node.operand;
    default:
      return hasBits(node.operator, node.positions);
  }
}

function equals(operand: Value): ValueTest {
  if (isNullish(operand)) return isNullish;
  if (typeof operand === 'string') {
    return (value) => value === operand || (value instanceof BSONSymbol && value.value === operand);
  }
  if (typeof operand === 'boolean') return (value) => value === operand;
  if (operand instanceof ObjectId) return (value) => value instanceof ObjectId && value.equals(operand);
  if (isNaNValue(operand)) return isNaNValue;
  if (typeof operand === 'number') {
    return (value) => (typeof value === 'number' ? value === operand : isNumeric(value) && sameNumber(value, operand));
  }
  const type = rankOf(operand);
  return (value) => value !== undefined && rankOf(value) === type && compare(value, operand) === 0;
}

function sameNumber(value: Value, operand: Value): boolean {
  return !isNaNValue(value) && compare(value, operand) === 0;
}

const ACCEPTS: Record<Exclude<ComparisonOperator, '$eq'>, (order: number) => boolean> = {
  $gt: (order) => order > 0,
  $gte: (order) => order >= 0,
  $lt: (order) => order < 0,
  $lte: (order) => order <= 0,
};

/** Only values of the same kind are ordered, save that everything is between MinKey and MaxKey. */
function ordered(operator: Exclude<ComparisonOperator, '$eq'>, operand: Value): ValueTest {
  const accepts = ACCEPTS[operator];
  const orEqual = accepts(0);
  if (isNullish(operand)) return (value) => orEqual && isNullish(value);
  if (isNaNValue(operand)) return (value) => orEqual && isNaNValue(value);
  const type = rankOf(operand);
  const extreme = operand instanceof MinKey ? accepts(1) : operand instanceof MaxKey ? accepts(-1) : false;
  return (value) => {
    if (rankOf(value) !== type) return extreme;
    return value !== undefined && !(type === RANK.number && isNaNValue(value)) && accepts(compare(value, operand));
  };
}

function isAmong(operands: Value[], patterns: BSONRegExp[]): ValueTest {
  const strings = new Set(operands.filter((operand) => typeof operand === 'string'));
  const others = operands
    .filter((operand) => typeof operand !== 'string' && !(operand instanceof ObjectId))
    .map(equals);
  const ids = new Set(operands.filter((operand) => operand instanceof ObjectId).map((id) => id.toHexString()));
  const tests = [...others, ...patterns.map(matchesPattern)];
  return (value) => {
    if (typeof value === 'string' && strings.has(value)) return true;
    if (ids.size > 0 && value instanceof ObjectId && ids.has(value.toHexString())) return true;
    if (value instanceof BSONSymbol && strings.has(value.value)) return true;
    return tests.some((test) => test(value));
  };
}

function matchesPattern(pattern: BSONRegExp): ValueTest {
  const { regex } = patternOf(pattern);
  return (value) => {
    if (typeof value === 'string') return regex.test(value);
    if (value instanceof BSONSymbol) return regex.test(value.value);
    return value instanceof BSONRegExp && value.pattern === pattern.pattern && value.options === pattern.options;
  };
}

function hasRemainder(divisor: bigint, remainder: bigint): ValueTest {
  return (value) => {
    if (!isNumeric(value)) return false;
    const dividend = truncateToLong(value);
    return typeof dividend === 'bigint' && dividend % divisor === remainder;
  };
}

function hasBits(operator: BitsOperator, positions: number[]): ValueTest {
  const wanted = operator.endsWith('Set');
  const every = operator.includes('All');
  return (value) => {
    const isSet = bitReader(value);
    if (!isSet) return false;
    return every
      ? positions.every((position) => isSet(position) === wanted)
      : positions.some((position) => isSet(position) === wanted);
  };
}

/** Reads the bits of a whole number of 64 bits, its sign beyond them, or of a binary. */
function bitReader(value: Value | undefined): ((position: number) => boolean) | undefined {
  if (value instanceof Binary) {
    const bytes = bitsOf(value);
    return (position) => (((bytes[position >> 3] ?? 0) >> (position & 7)) & 1) === 1;
  }
  if (!isNumeric(value)) return undefined;
  const long = truncateToLong(value);
  if (typeof long === 'string' || (typeof value !== 'bigint' && Number(long) !== toNumber(value))) return undefined;
  return (position) => ((long >> BigInt(Math.min(position, 63))) & 1n) === 1n;
}
