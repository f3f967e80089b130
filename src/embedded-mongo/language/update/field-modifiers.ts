import { compare } from '../../bson/compare.js';
import { aliasOf, Doc, isNumeric, TYPE, typeOf, type Value } from '../../bson/values.js';
import { badValue, typeMismatch } from '../../errors.js';
import { type Arithmetic, OVERFLOW, productOf, sumOf } from '../arithmetic.js';
import { type Environment, nextTimestamp } from '../environment.js';
import { integer, type Numeric, numericType } from '../numbers.js';
import { show, showElement } from '../show.js';
import { identical } from './identical.js';
import { fieldName, idOf, type Modifier, type ModifierParser, type Place, REMOVED, UNCHANGED } from './modifier.js';

const set: ModifierParser = (_field, operand) => ({
  change: (current) => (identical(current, operand) ? UNCHANGED : operand),
  create: () => operand,
});

const setOnInsert: ModifierParser = (field, operand, env) => ({ ...set(field, operand, env), onlyOnInsert: true });

const unset: ModifierParser = () => ({ change: () => REMOVED, ignoresBlockedPath: true });

const inc: ModifierParser = (field, operand) => {
  const amount = numericOperand('increment', field, operand);
  return arithmetic('$inc', sumOf, amount, amount);
};

const mul: ModifierParser = (field, operand) => {
  const factor = numericOperand('multiply', field, operand);
  const zero = productOf(factor, 0);
  return arithmetic('$mul', productOf, factor, zero === OVERFLOW ? 0 : zero);
};

function numericOperand(verb: string, field: string, operand: Value): Numeric {
  if (isNumeric(operand)) return operand;
  throw typeMismatch(`Cannot ${verb} with non-numeric argument: {${showElement(field, operand)}}`);
}

function arithmetic(operator: string, compute: Arithmetic, operand: Numeric, initial: Numeric): Modifier {
  return {
    change(current, place) {
      if (!isNumeric(current)) throw notNumeric(operator, current, place);
      const result = compute(current, operand);
      if (result === OVERFLOW) throw overflow(operator, current, place);
      return identical(result, current) ? UNCHANGED : result;
    },
    create: () => initial,
  };
}

function notNumeric(operator: string, current: Value, place: Place): Error {
  return typeMismatch(
    `Cannot apply ${operator} to a value of non-numeric type. {${idOf(place.root)}} has the field '${fieldName(place)}' of non-numeric type ${aliasOf(current)}`,
  );
}

const DEBUG_NAMES = { int: 'NumberInt', long: 'NumberLong', double: 'NumberDouble', decimal: 'NumberDecimal' };

function overflow(operator: string, current: Numeric, place: Place): Error {
  return badValue(
    `Failed to apply ${operator} operations to current value ((${DEBUG_NAMES[numericType(current)]})${show(current)}) for document {${idOf(place.root)}}`,
  );
}

function extreme(isBetter: (order: number) => boolean): ModifierParser {
  return (_field, operand) => ({
    change: (current) => (isBetter(compare(operand, current)) ? operand : UNCHANGED),
    create: () => operand,
  });
}

const currentDate: ModifierParser = (_field, operand, env) => {
  const now = dateOrTimestamp(operand, env);
  return { change: now, create: now };
};

function dateOrTimestamp(operand: Value, env: Environment): () => Value {
  if (typeof operand === 'boolean') return () => env.now;
  if (!(operand instanceof Doc)) {
    throw badValue(
      `${aliasOf(operand)} is not valid type for $currentDate. Please use a boolean ('true') or a $type expression ({$type: 'timestamp/date'}).`,
    );
  }
  for (const name of operand.keys()) {
    if (name !== '$type') throw badValue(`Unrecognized $currentDate option: ${name}`);
  }
  const type = operand.get('$type');
  if (type === 'date') return () => env.now;
  if (type === 'timestamp') return nextTimestamp;
  throw badValue(
    "The '$type' string field is required to be 'date' or 'timestamp': {$currentDate: {field : {$type: 'date'}}}",
  );
}

type BitOperation = { apply: (a: bigint, b: bigint) => bigint; operand: number | bigint };
const BIT_OPERATORS = new Map<string, (a: bigint, b: bigint) => bigint>([
  ['and', (a, b) => a & b],
  ['or', (a, b) => a | b],
  ['xor', (a, b) => a ^ b],
]);

const bit: ModifierParser = (_field, operand) => {
  const operations = bitOperations(operand);
  return {
    change(current, place) {
      if (!isIntegral(current)) throw notIntegral(current, place);
      const result = applyBits(current, operations);
      return identical(result, current) ? UNCHANGED : result;
    },
    create: () => applyBits(0, operations),
  };
};

function bitOperations(operand: Value): BitOperation[] {
  if (!(operand instanceof Doc)) {
    throw badValue(
      `The $bit modifier is not compatible with a ${aliasOf(operand)}. You must pass in an embedded document: {$bit: {field: {and/or/xor: #}}`,
    );
  }
  const operations = Array.from(operand, ([name, value]) => bitOperation(name, value));
  if (operations.length > 0) return operations;
  throw badValue('You must pass in at least one bitwise operation. The format is: {$bit: {field: {and/or/xor: #}}');
}

function bitOperation(name: string, operand: Value): BitOperation {
  const apply = BIT_OPERATORS.get(name);
  const shown = `{${showElement(name, operand)}}`;
  if (!apply) {
    throw badValue(
      `The $bit modifier only supports 'and', 'or', and 'xor', not '${name}' which is an unknown operator: ${shown}`,
    );
  }
  if (isIntegral(operand)) return { apply, operand };
  throw badValue(
    `The $bit modifier field must be an Integer(32/64 bit); a '${aliasOf(operand)}' is not supported here: ${shown}`,
  );
}

function isIntegral(value: Value): value is number | bigint {
  const type = typeOf(value);
  return type === TYPE.int || type === TYPE.long;
}

function applyBits(start: number | bigint, operations: BitOperation[]): number | bigint {
  let value = start;
  for (const { apply, operand } of operations) {
    const result = apply(BigInt(value), BigInt(operand));
    value = typeof value === 'bigint' || typeof operand === 'bigint' ? result : integer(result);
  }
  return value;
}

function notIntegral(current: Value, place: Place): Error {
  return badValue(
    `Cannot apply $bit to a value of non-integral type.${idOf(place.root)} has the field ${fieldName(place)} of non-integer type ${aliasOf(current)}`,
  );
}

export const fieldModifiers: ReadonlyMap<string, ModifierParser> = new Map([
  ['$set', set],
  ['$setOnInsert', setOnInsert],
  ['$unset', unset],
  ['$inc', inc],
  ['$mul', mul],
  ['$min', extreme((order) => order < 0)],
  ['$max', extreme((order) => order > 0)],
  ['$currentDate', currentDate],
  ['$bit', bit],
]);
