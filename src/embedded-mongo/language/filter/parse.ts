import { BSONRegExp, Doc, everyField, Undefined, type Value } from '../../bson/values.js';
import { badValue, MongoError, notSupported } from '../../errors.js';
import { isTruthy } from '../numbers.js';
import { show } from '../show.js';
import { parseBits, parseMod, parseRegexOperator, parseSize, parseTypes, requireInteger1 } from './operands.js';
import { patternOf } from './regex.js';
import type { FilterNode, Predicate } from './tree.js';

/** Whether an expression or a filter over whole documents is allowed here: not within `$elemMatch`. */
type Level = 'document' | 'element';
type FieldParser = (path: string, operand: Value, siblings: Doc, level: Level) => FilterNode | null;
type TopParser = (operand: Value, level: Level, name: string) => FilterNode | null;

export function parseFilter(filter: Doc, level: Level = 'document'): FilterNode {
  const children: FilterNode[] = [];
  for (const [name, value] of everyField(filter)) {
    if (name.startsWith('$')) children.push(...parseTop(name, value, level));
    else children.push(...parseField(name, value, level));
  }
  return all(children);
}

function all(children: FilterNode[]): FilterNode {
  return children.length === 1 && children[0] ? children[0] : { kind: 'and', children };
}

function parseTop(name: string, operand: Value, level: Level): FilterNode[] {
  const parser = TOP.get(name);
  if (!parser) throw badValue(`unknown top level operator: ${name}${hintFor(name)}`);
  const node = parser(operand, level, name);
  return node ? [node] : [];
}

function hintFor(name: string): string {
  if (name === '$not') return '. If you are trying to negate an entire expression, use $nor.';
  return ". If you have a field name that starts with a '$' symbol, consider using $getField or $setField.";
}

function parseField(path: string, value: Value, level: Level): FilterNode[] {
  if (path.split('.').length > 200) throw new MongoError(5729100, 'FieldPath is too long');
  if (isOperators(value)) return parseOperators(path, value, level);
  if (value instanceof BSONRegExp) return [regexNode(path, value)];
  return [comparison('$eq', path, value)];
}

/** `{ $gt: 5 }`, and not a value such as `{ $ref: …, $id: … }`. */
function isOperators(value: Value | undefined, partialReference = false): value is Doc {
  if (!(value instanceof Doc)) return false;
  const [first = ''] = value.keys();
  return first.startsWith('$') && !isReference(value, partialReference);
}

function isReference(value: Doc, partial: boolean): boolean {
  if (partial) return value.has('$ref') || value.has('$id') || value.has('$db');
  return value.has('$ref') && value.has('$id');
}

function parseOperators(path: string, operators: Doc, level: Level): FilterNode[] {
  const nodes: FilterNode[] = [];
  for (const [name, operand] of everyField(operators)) {
    const parser = FIELD.get(name);
    if (!parser) throw unknownOperator(name);
    const node = parser(path, operand, operators, level);
    if (node) nodes.push(node);
  }
  return nodes;
}

function unknownOperator(name: string): MongoError {
  return badValue(name === '$where' ? '$where cannot be applied to a field' : `unknown operator: ${name}`);
}

function comparison(operator: '$eq' | '$gt' | '$gte' | '$lt' | '$lte', path: string, operand: Value): Predicate {
  if (operand instanceof Undefined) throw badValue('cannot compare to undefined');
  if (operator !== '$eq' && operand instanceof BSONRegExp) {
    throw badValue(`Can't have RegEx as arg to predicate over field '${path}'.`);
  }
  return { kind: 'predicate', path, operator, operand };
}

function equality(path: string, operand: Value): FilterNode {
  return comparison('$eq', path, operand);
}

function regexNode(path: string, value: BSONRegExp): Predicate {
  return { kind: 'predicate', path, operator: '$regex', operand: patternOf(value) };
}

function not(child: FilterNode): FilterNode {
  return { kind: 'not', child };
}

function notEqual(path: string, operand: Value): FilterNode {
  if (operand instanceof BSONRegExp) throw badValue("Can't have regex as arg to $ne.");
  return not(equality(path, operand));
}

function inNode(operator: string, path: string, operand: Value): Predicate {
  if (!Array.isArray(operand)) throw badValue(`${operator} needs an array`);
  const patterns: BSONRegExp[] = [];
  const values: Value[] = [];
  for (const item of operand) {
    if (isOperators(item)) throw badValue('cannot nest $ under $in');
    if (item instanceof Undefined) throw badValue('InMatchExpression equality cannot be undefined');
    if (item instanceof BSONRegExp) patterns.push(item);
    else values.push(item);
  }
  for (const pattern of patterns) patternOf(pattern);
  return { kind: 'predicate', path, operator: '$in', operand: values, patterns };
}

function exists(path: string, operand: Value): FilterNode {
  const node: Predicate = { kind: 'predicate', path, operator: '$exists' };
  return isTruthy(operand) ? node : not(node);
}

function negate(path: string, operand: Value, _siblings: Doc, level: Level): FilterNode {
  if (operand instanceof BSONRegExp) return not(regexNode(path, operand));
  if (!(operand instanceof Doc)) throw badValue('$not needs a regex or a document');
  if (operand.size === 0) throw badValue('$not cannot be empty');
  return not(all(parseOperators(path, operand, level)));
}

function elemMatch(path: string, operand: Value): Predicate {
  if (!(operand instanceof Doc)) throw badValue('$elemMatch needs an Object');
  const [first = ''] = operand.keys();
  if (isOperators(operand, true) && !TOP.has(first)) {
    const child = all(parseOperators('', operand, 'element'));
    return { kind: 'predicate', path, operator: '$elemMatch', of: 'value', child };
  }
  return { kind: 'predicate', path, operator: '$elemMatch', of: 'object', child: parseFilter(operand, 'element') };
}

function allNode(path: string, operand: Value): FilterNode {
  if (!Array.isArray(operand)) throw badValue('$all needs an array');
  if (operand.length === 0) return { kind: 'always', value: false };
  if (firstKey(operand[0]) === '$elemMatch') return all(operand.map((item) => elemMatchOfAll(path, item)));
  return all(operand.map((item) => allItem(path, item)));
}

function firstKey(value: Value | undefined): string | undefined {
  return value instanceof Doc ? value.keys().next().value : undefined;
}

function elemMatchOfAll(path: string, item: Value): FilterNode {
  if (!(item instanceof Doc) || firstKey(item) !== '$elemMatch') {
    throw badValue('$all/$elemMatch has to be consistent');
  }
  return elemMatch(path, item.get('$elemMatch') ?? null);
}

function allItem(path: string, item: Value): FilterNode {
  if (item instanceof BSONRegExp) return regexNode(path, item);
  if (isFieldOperator(firstKey(item) ?? '')) throw badValue('no $ expressions in $all');
  return equality(path, item);
}

function bits(operator: '$bitsAllSet' | '$bitsAllClear' | '$bitsAnySet' | '$bitsAnyClear'): FieldParser {
  return (path, operand) => {
    return { kind: 'predicate', path, operator, positions: parseBits(operator, path, operand) };
  };
}

function near(): never {
  throw new MongoError('NoQueryExecutionPlans', 'unable to find index for $geoNear query');
}

function refusedField(name: string): FieldParser {
  return () => {
    throw notSupported(name);
  };
}

const FIELD = new Map<string, FieldParser>([
  ['$eq', (path, operand) => equality(path, operand)],
  ['$ne', notEqual],
  ['$gt', (path, operand) => comparison('$gt', path, operand)],
  ['$gte', (path, operand) => comparison('$gte', path, operand)],
  ['$lt', (path, operand) => comparison('$lt', path, operand)],
  ['$lte', (path, operand) => comparison('$lte', path, operand)],
  ['$in', (path, operand) => inNode('$in', path, operand)],
  ['$nin', (path, operand) => not(inNode('$nin', path, operand))],
  ['$exists', exists],
  ['$type', (path, operand) => ({ kind: 'predicate', path, operator: '$type', types: parseTypes(path, operand) })],
  ['$mod', (path, operand) => ({ kind: 'predicate', path, operator: '$mod', ...parseMod(operand) })],
  ['$size', (path, operand) => ({ kind: 'predicate', path, operator: '$size', operand: parseSize(operand) })],
  [
    '$regex',
    (path, _operand, siblings) => ({
      kind: 'predicate',
      path,
      operator: '$regex',
      operand: parseRegexOperator(siblings),
    }),
  ],
  [
    '$options',
    (_path, _operand, siblings) => {
      if (!siblings.has('$regex')) throw badValue('$options needs a $regex');
      return null;
    },
  ],
  ['$not', negate],
  ['$elemMatch', elemMatch],
  ['$all', allNode],
  ['$bitsAllSet', bits('$bitsAllSet')],
  ['$bitsAllClear', bits('$bitsAllClear')],
  ['$bitsAnySet', bits('$bitsAnySet')],
  ['$bitsAnyClear', bits('$bitsAnyClear')],
  ['$geoIntersects', refusedField('$geoIntersects')],
  ['$geoWithin', refusedField('$geoWithin')],
  ['$within', refusedField('$within')],
  ['$near', near],
  ['$nearSphere', near],
  ['$geoNear', near],
]);

/** Whether a name is an operator on a field, such as `$gt`. */
export function isFieldOperator(name: string): boolean {
  return FIELD.has(name);
}

function tree(kind: 'and' | 'or' | 'nor'): TopParser {
  return (operand, level) => {
    if (!Array.isArray(operand)) throw badValue(`$${kind} must be an array`);
    if (operand.length === 0) throw badValue('$and/$or/$nor must be a nonempty array');
    const children = operand.map((item) => {
      if (!(item instanceof Doc)) throw badValue('$or/$and/$nor entries need to be full objects');
      return parseFilter(item, level);
    });
    return { kind, children };
  };
}

function expr(operand: Value, level: Level): FilterNode {
  if (level === 'element') throw badValue('$expr can only be applied to the top-level document');
  return { kind: 'expr', expression: operand };
}

function sampleRate(operand: Value): FilterNode {
  throw notSupported(`$sampleRate: ${show(operand)}`);
}

const TOP = new Map<string, TopParser>([
  ['$and', tree('and')],
  ['$or', tree('or')],
  ['$nor', tree('nor')],
  ['$comment', () => null],
  ['$expr', expr],
  ['$ref', (operand, _level, name) => equality(name, operand)],
  ['$id', (operand, _level, name) => equality(name, operand)],
  ['$db', (operand, _level, name) => equality(name, operand)],
  [
    '$alwaysTrue',
    (operand) => {
      requireInteger1('$alwaysTrue', operand);
      return { kind: 'always', value: true };
    },
  ],
  [
    '$alwaysFalse',
    (operand) => {
      requireInteger1('$alwaysFalse', operand);
      return { kind: 'always', value: false };
    },
  ],
  ['$sampleRate', sampleRate],
  [
    '$text',
    () => {
      throw new MongoError('IndexNotFound', 'text index required for $text query');
    },
  ],
  [
    '$where',
    () => {
      throw badValue('$where is not supported by the embedded engine: it runs no JavaScript');
    },
  ],
  [
    '$jsonSchema',
    () => {
      throw new MongoError(224, '$jsonSchema is not allowed in this context');
    },
  ],
]);
