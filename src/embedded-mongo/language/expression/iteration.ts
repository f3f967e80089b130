import { aliasOf, Doc, type Value } from '../../bson/values.js';
import { failedToParse, MongoError } from '../../errors.js';
import { exactLong, isNullish, isTruthy } from '../numbers.js';
import { show } from '../show.js';
import { type NamedErrors, namedFields } from './arguments.js';
import { compile, type Operator } from './compile.js';
import { checkVariableName, type Evaluator, type Scope } from './evaluator.js';

const MAP_ERRORS: NamedErrors = {
  type: 16878,
  unknown: 16879,
  missing: 16880,
};

function variableNamed(operand: Doc, field: string): string {
  const name = operand.get(field) ?? 'this';
  if (typeof name !== 'string') throw failedToParse(`the '${field}' argument must be a string`);
  checkVariableName(name);
  return name;
}

function field(operand: Doc, name: string, scope: Scope): Evaluator {
  return compile(operand.get(name) ?? null, scope);
}

const map: Operator = (operand, scope) => {
  const fields = namedFields('$map', operand, ['input', 'in'], ['as'], MAP_ERRORS);
  const input = field(fields, 'input', scope);
  const inner = scope.with(variableNamed(fields, 'as'));
  const body = field(fields, 'in', inner.scope);
  return (frame) => {
    const items = input(frame);
    if (isNullish(items)) return null;
    if (!Array.isArray(items)) {
      throw new MongoError(16883, `input to $map must be an array not ${aliasOf(items)}`);
    }
    return items.map((item) => {
      frame[inner.slot] = item;
      return body(frame) ?? null;
    });
  };
};

const filter: Operator = (operand, scope) => {
  const fields = namedFields('$filter', operand, ['input', 'cond'], ['as', 'limit'], {
    type: 28646,
    unknown: 28647,
    missing: 28648,
  });
  const input = field(fields, 'input', scope);
  const limit = fields.has('limit') ? field(fields, 'limit', scope) : undefined;
  const inner = scope.with(variableNamed(fields, 'as'));
  const condition = field(fields, 'cond', inner.scope);
  return (frame) => {
    const items = input(frame);
    if (isNullish(items)) return null;
    if (!Array.isArray(items)) {
      throw new MongoError(28651, `input to $filter must be an array not ${aliasOf(items)}`);
    }
    const most = limit ? filterLimit(limit(frame)) : Number.POSITIVE_INFINITY;
    const kept: Value[] = [];
    for (const item of items) {
      frame[inner.slot] = item;
      if (isTruthy(condition(frame))) kept.push(item);
      if (kept.length >= most) break;
    }
    return kept;
  };
};

function filterLimit(value: Value | undefined): number {
  if (isNullish(value)) return Number.POSITIVE_INFINITY;
  const limit = exactLong(value);
  if (limit === undefined) {
    throw new MongoError(327391, `$filter: limit must be represented as a 32-bit integral value: ${show(value)}`);
  }
  if (limit < 1n) throw new MongoError(327392, `$filter: limit must be greater than 0: ${limit}`);
  return Number(limit);
}

const reduce: Operator = (operand, scope) => {
  const fields = namedFields('$reduce', operand, ['input', 'initialValue', 'in'], [], {
    type: 40075,
    typeMessage: `$reduce requires an object as an argument, found: ${aliasOf(operand)}`,
    unknown: 40076,
    unknownMessage: (name) => `$reduce found an unknown argument: ${name}`,
    missing: 40077,
    missingMessage: (name) => `$reduce requires '${name}' to be specified`,
  });
  const input = field(fields, 'input', scope);
  const initial = field(fields, 'initialValue', scope);
  const withThis = scope.with('this');
  const withValue = withThis.scope.with('value');
  const body = field(fields, 'in', withValue.scope);
  return (frame) => {
    const items = input(frame);
    if (isNullish(items)) return null;
    if (!Array.isArray(items)) {
      throw new MongoError(40080, `$reduce requires that 'input' be an array, found: ${show(items)}`);
    }
    let value = initial(frame);
    for (const item of items) {
      frame[withThis.slot] = item;
      frame[withValue.slot] = value;
      value = body(frame);
    }
    return value;
  };
};

const letOperator: Operator = (operand, scope) => {
  const fields = namedFields('$let', operand, ['vars', 'in'], [], {
    type: 16874,
    unknown: 16875,
    missing: 16876,
  });
  const vars = fields.get('vars');
  if (!(vars instanceof Doc)) {
    throw new MongoError(10065, `invalid parameter: expected an object (vars)`);
  }
  let inner = scope;
  const bindings = Array.from(vars, ([name, value]) => {
    checkVariableName(name);
    const next = inner.with(name);
    inner = next.scope;
    return { slot: next.slot, evaluate: compile(value, scope) };
  });
  const body = field(fields, 'in', inner);
  return (frame) => {
    const values = bindings.map(({ evaluate }) => evaluate(frame));
    const own = [...frame];
    bindings.forEach(({ slot }, index) => {
      own[slot] = values[index];
    });
    return body(own);
  };
};

export const iterationOperators: Record<string, Operator> = {
  $map: map,
  $filter: filter,
  $reduce: reduce,
  $let: letOperator,
};
