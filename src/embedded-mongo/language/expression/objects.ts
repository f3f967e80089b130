import { aliasOf, Doc, type Value } from '../../bson/values.js';
import { MongoError } from '../../errors.js';
import { MergeObjects } from '../accumulators/values.js';
import { isNullish } from '../numbers.js';
import { show } from '../show.js';
import { namedFields, unary, variadic } from './arguments.js';
import { compile, constantOf, type Operator } from './compile.js';
import { CURRENT, type Evaluator, type Scope } from './evaluator.js';

const mergeObjects = variadic((values) => {
  const [only] = values;
  const merged = new MergeObjects();
  for (const value of values.length === 1 && Array.isArray(only) ? only : values) merged.add(value);
  return merged.result();
});

const objectToArray = unary((value) => {
  if (isNullish(value)) return null;
  if (!(value instanceof Doc)) {
    throw new MongoError(40390, `$objectToArray requires a document input, found: ${aliasOf(value)}`);
  }
  return Array.from(
    value,
    ([k, v]) =>
      new Doc([
        ['k', k],
        ['v', v],
      ] as [string, Value][]),
  );
});

const arrayToObject = unary((value) => {
  if (isNullish(value)) return null;
  if (!Array.isArray(value)) {
    throw new MongoError(40386, `$arrayToObject requires an array input, found: ${aliasOf(value)}`);
  }
  const asArrays = Array.isArray(value[0]);
  return new Doc(value.map((item) => pairOf(item, asArrays)));
});

/** One element of `$arrayToObject`; the first decides what all of them must be. */
function pairOf(item: Value, asArrays: boolean): [string, Value] {
  if (!Array.isArray(item) && !(item instanceof Doc)) {
    throw new MongoError(40398, `Unrecognised input type format for $arrayToObject: ${aliasOf(item)}`);
  }
  if (Array.isArray(item) !== asArrays) {
    const detected = asArrays ? 'Array' : 'Object';
    throw new MongoError(
      asArrays ? 40396 : 40391,
      `$arrayToObject requires a consistent input format. Elements mustall be arrays or all be objects. ${detected} was detected, now found: ${aliasOf(item)}`,
    );
  }
  if (Array.isArray(item)) return pairOfArray(item);
  if (item.size !== 2) {
    throw new MongoError(
      40392,
      `$arrayToObject requires an object keys of 'k' and 'v'. Found incorrect number of keys:${item.size}`,
    );
  }
  const name = item.get('k');
  const value = item.get('v');
  if (name === undefined || value === undefined) {
    throw new MongoError(
      40393,
      `$arrayToObject requires an object with keys 'k' and 'v'. Missing either or both keys from: ${show(item)}`,
    );
  }
  if (typeof name !== 'string') {
    throw new MongoError(
      40394,
      `$arrayToObject requires an object with keys 'k' and 'v', where the value of 'k' must be of type string. Found type: ${aliasOf(name)}`,
    );
  }
  return [checkKey(name), value];
}

function pairOfArray(item: Value[]): [string, Value] {
  if (item.length !== 2) {
    throw new MongoError(
      40397,
      `$arrayToObject requires an array of size 2 arrays,found array of size: ${item.length}`,
    );
  }
  const [name, value = null] = item;
  if (typeof name !== 'string') {
    throw new MongoError(
      40395,
      `$arrayToObject requires an array of key-value pairs, where the key must be of type string. Found key type: ${aliasOf(name ?? null)}`,
    );
  }
  return [checkKey(name), value];
}

function checkKey(name: string): string {
  if (name.includes('\0')) throw new MongoError(4940400, 'Key field cannot contain an embedded null byte');
  return name;
}

const getField: Operator = (operand, scope) => {
  const isNamed = operand instanceof Doc && (operand.has('field') || operand.has('input'));
  const fields = isNamed
    ? namedFields('$getField', operand, ['field'], ['input'], {
        type: 3041701,
        unknown: 3041701,
        unknownMessage: (name) => `$getField found an unknown argument: ${name}`,
        missing: 3041702,
        missingMessage: () => "$getField requires 'field' to be specified",
      })
    : new Doc([['field', operand]]);
  const name = fieldNameOf('$getField', fields.get('field') ?? null, scope, 5654602);
  const input: Evaluator = fields.has('input')
    ? compile(fields.get('input') ?? null, scope)
    : (frame) => frame[CURRENT];
  return (frame) => {
    const document = input(frame);
    if (document instanceof Doc) return document.get(name);
    return document === null ? null : undefined;
  };
};

function fieldNameOf(operator: string, operand: Value, scope: Scope, code: number): string {
  const name = typeof operand === 'string' && !operand.startsWith('$') ? operand : constantOf(compile(operand, scope));
  if (name === undefined) {
    throw new MongoError(code - 1, `${operator} requires 'field' to evaluate to a constant`);
  }
  if (typeof name !== 'string') {
    throw new MongoError(code, `${operator} requires 'field' to evaluate to type String, but got ${aliasOf(name)}`);
  }
  return name;
}

function fieldSetter(operator: string, required: string[]): Operator {
  return (operand, scope) => {
    const fields = namedFields(operator, operand, required, [], {
      type: 4161100,
      typeMessage: `${operator} requires an object as an argument, found: ${aliasOf(operand)}`,
      unknown: 4161101,
      unknownMessage: (name) => `${operator} found an unknown argument: ${name}`,
      missing: 4161102,
      missingMessage: (name) => `${operator} requires '${name}' to be specified`,
    });
    const name = fieldNameOf(operator, fields.get('field') ?? null, scope, 4161107);
    const input = compile(fields.get('input') ?? null, scope);
    const value = fields.has('value') ? compile(fields.get('value') ?? null, scope) : () => undefined;
    return (frame) => {
      const document = input(frame);
      if (isNullish(document)) return null;
      if (!(document instanceof Doc))
        throw new MongoError(4161105, `${operator} requires 'input' to evaluate to type Object`);
      return withValue(document, name, value(frame));
    };
  };
}

function withValue(document: Doc, name: string, value: Value | undefined): Doc {
  const result = new Doc(document);
  if (value === undefined) result.delete(name);
  else result.set(name, value);
  return result;
}

export const objectOperators: Record<string, Operator> = {
  $mergeObjects: mergeObjects,
  $objectToArray: objectToArray,
  $arrayToObject: arrayToObject,
  $getField: getField,
  $setField: fieldSetter('$setField', ['field', 'input', 'value']),
  $unsetField: fieldSetter('$unsetField', ['field', 'input']),
};
