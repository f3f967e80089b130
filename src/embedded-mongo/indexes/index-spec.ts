import { compare } from '../bson/compare.js';
import { toFlag, toNumber } from '../bson/plain.js';
import { aliasOf, Doc, Double, isNumeric, type Value } from '../bson/values.js';
import { Fields } from '../commands/fields.js';
import { badValue, type CodeName, MongoError, notSupported, typeMismatch } from '../errors.js';
import { compileFilter, type FilterNode, show } from '../language/index.js';
import type { Index } from './index-definition.js';

const MAX_FIELDS = 32;
const MAX_SECONDS = 2147483647;
const OPTIONS = new Set([
  'v',
  'key',
  'name',
  'ns',
  'unique',
  'prepareUnique',
  'sparse',
  'background',
  'hidden',
  'partialFilterExpression',
  'expireAfterSeconds',
  'collation',
]);
const FLAGS = ['unique', 'prepareUnique', 'sparse', 'hidden', 'background'];
const REFUSED_TYPES = new Set(['text', '2d', '2dsphere', 'geoHaystack', 'hashed', 'columnstore']);
const REFUSED_OPTIONS = new Set([
  'weights',
  'default_language',
  'language_override',
  'textIndexVersion',
  '2dsphereIndexVersion',
  'bits',
  'min',
  'max',
  'wildcardProjection',
  'storageEngine',
  'clustered',
]);

/** What `createIndexes` was given, checked, as `listIndexes` will show it. */
export function parseIndexSpec(given: Doc, ignoreUnknown = false): Doc {
  const key = given.get('key');
  if (!(key instanceof Doc))
    throw new MongoError('FailedToParse', "The 'key' field is a required property of an index specification");
  for (const name of given.keys()) checkOption(name, ignoreUnknown);
  checkKey(key);
  if (samePattern(key, ID_PATTERN)) checkIdIndex(given);
  const spec = new Doc([
    ['v', 2],
    ['key', key],
    ['name', nameOf(given)],
  ]);
  for (const flag of FLAGS) if (given.has(flag)) spec.set(flag, readFlag(given, flag));
  if (spec.get('hidden') === false) spec.delete('hidden');
  checkVersion(given);
  new Fields('createIndexes.indexes', given).refuseCollation();
  copyPartial(given, spec);
  copyExpiry(given, key, spec);
  return spec;
}

const ID_PATTERN = new Doc([['_id', 1]]);
const ID_OPTIONS = new Set(['v', 'key', 'name', 'ns', 'collation', 'hidden']);

/** The index of `_id` is as it is. */
function checkIdIndex(given: Doc): void {
  if (readFlag(given, 'hidden')) throw badValue("can't hide _id index");
  const [other] = [...given.keys()].filter((name) => OPTIONS.has(name) && !ID_OPTIONS.has(name));
  if (other === undefined) return;
  throw new MongoError(
    'InvalidIndexSpecificationOption',
    `The field '${other}' is not valid for an _id index specification. Specification: ${show(given)}`,
  );
}

function checkOption(name: string, ignoreUnknown: boolean): void {
  if (REFUSED_OPTIONS.has(name)) throw notSupported(`The index option ${name}`);
  if (OPTIONS.has(name) || ignoreUnknown) return;
  throw new MongoError(
    'InvalidIndexSpecificationOption',
    `The field '${name}' is not valid for an index specification.`,
  );
}

function checkKey(key: Doc): void {
  if (key.size === 0) throw new MongoError('CannotCreateIndex', 'Index keys cannot be empty.');
  if (key.size > MAX_FIELDS) throw new MongoError(13103, 'too many compound keys');
  for (const [path, way] of key) {
    checkPath(path);
    checkWay(path, way);
  }
}

function checkPath(path: string): void {
  if (path === '' || path.split('.').includes('')) {
    throw new MongoError(
      'CannotCreateIndex',
      path === '' ? 'Index keys cannot be an empty field.' : 'Index keys cannot contain an empty field.',
    );
  }
  if (path === '$**' || path.endsWith('.$**')) throw notSupported('A wildcard index');
  if (path.split('.').some((part) => part.startsWith('$') && !['$id', '$ref', '$db'].includes(part))) {
    throw new MongoError('CannotCreateIndex', `Index key contains an illegal field name: field name starts with '$'.`);
  }
}

function checkWay(path: string, way: Value): void {
  if (typeof way === 'string') {
    if (REFUSED_TYPES.has(way)) throw notSupported(`An index of type ${way}`);
    throw new MongoError('CannotCreateIndex', `Unknown index plugin '${way}'`);
  }
  if (!isNumeric(way)) {
    throw new MongoError(
      'TypeMismatch',
      `Values in v:2 index key pattern cannot be of type ${aliasOf(way)}. Only numbers > 0, numbers < 0, and strings are allowed.`,
    );
  }
  const number = toNumber(way) ?? Number.NaN;
  if (number === 0 || Number.isNaN(number)) {
    throw new MongoError('CannotCreateIndex', `Values in the index key pattern cannot be 0. Index key: ${path}`);
  }
}

function nameOf(given: Doc): string {
  const name = given.get('name');
  if (name === undefined)
    throw new MongoError('FailedToParse', "The 'name' field is a required property of an index specification");
  if (typeof name !== 'string') throw typeMismatch("The field 'name' must be a string");
  if (name === '*') throw badValue("The index name '*' is not valid.");
  if (name === '') throw new MongoError('CannotCreateIndex', 'index name cannot be empty');
  return name;
}

function readFlag(given: Doc, name: string): boolean {
  const value = given.get(name);
  if (value === undefined || typeof value === 'boolean' || toNumber(value) !== undefined) return toFlag(value);
  throw typeMismatch(`The field '${name}' has value ${aliasOf(value)}, which is not convertible to bool`);
}

function checkVersion(given: Doc): void {
  const value = given.get('v');
  const version = toNumber(value);
  if (value !== undefined && version === undefined) throw typeMismatch("The field 'v' must be a number");
  if (version === undefined || version === 1 || version === 2) return;
  throw new MongoError('CannotCreateIndex', `Invalid index specification; cannot create an index with v=`);
}

function copyPartial(given: Doc, spec: Doc): void {
  const partial = given.get('partialFilterExpression');
  if (partial === undefined) return;
  if (!(partial instanceof Doc)) throw typeMismatch("The field 'partialFilterExpression' must be an object");
  if (spec.has('sparse')) {
    throw new MongoError('CannotCreateIndex', 'cannot mix "partialFilterExpression" and "sparse" options');
  }
  checkPartial(compileFilter(partial).tree);
  spec.set('partialFilterExpression', partial);
}

const PARTIAL_OPERATORS = new Set(['$eq', '$gt', '$gte', '$lt', '$lte', '$in', '$exists', '$type']);

function checkPartial(node: FilterNode): void {
  if (node.kind === 'and' || node.kind === 'or') {
    node.children.forEach(checkPartial);
    return;
  }
  if (node.kind === 'predicate' && PARTIAL_OPERATORS.has(node.operator)) return;
  const what = node.kind === 'predicate' ? node.operator : node.kind;
  throw new MongoError('CannotCreateIndex', `Expression not supported in partial index: ${what}`);
}

function copyExpiry(given: Doc, key: Doc, spec: Doc): void {
  const value = given.get('expireAfterSeconds');
  if (value === undefined) return;
  const seconds = toNumber(value);
  if (seconds === undefined) throw typeMismatch("TTL index 'expireAfterSeconds' option must be numeric");
  checkSeconds(seconds);
  if (key.size > 1)
    throw new MongoError(
      'CannotCreateIndex',
      'TTL indexes are single-field indexes, compound indexes do not support TTL. Index spec: expireAfterSeconds',
    );
  if (key.has('_id'))
    throw new MongoError(
      'InvalidIndexSpecificationOption',
      "The field 'expireAfterSeconds' is not valid for an _id index specification.",
    );
  spec.set('expireAfterSeconds', value instanceof Double ? Math.trunc(value.value) : value);
}

export function checkSeconds(seconds: number, code: CodeName = 'CannotCreateIndex'): void {
  if (seconds >= 0 && seconds <= MAX_SECONDS) return;
  throw new MongoError(
    code,
    `TTL index 'expireAfterSeconds' option must be within an acceptable range, try a value between 0 and ${MAX_SECONDS}`,
  );
}

/** With the key these tell two indexes apart; the other options only make an equivalent index different. */
const SIGNATURE = ['unique', 'sparse', 'partialFilterExpression'];
const OTHER_OPTIONS = ['expireAfterSeconds', 'hidden'];

/** Whether the index is there already; a different one in its place is an error. */
export function findExisting(indexes: readonly Index[], spec: Doc): Index | undefined {
  const name = spec.get('name');
  const sameKey = indexes.filter(
    (index) => sameFields(index.spec, spec) && (index.isId || sameIn(SIGNATURE, index.spec, spec)),
  );
  const sameName = indexes.find((index) => index.name === name);
  if (sameName && !sameKey.includes(sameName)) throw keyConflict(spec, sameName);
  const [other] = sameKey;
  if (other && !sameName) {
    if (other.isId) return other;
    throw new MongoError('IndexOptionsConflict', `Index already exists with a different name: ${other.name}`);
  }
  if (sameName && !sameName.isId && !sameIn(OTHER_OPTIONS, sameName.spec, spec)) throw optionsConflict(spec, sameName);
  return sameName;
}

function sameFields(a: Doc, b: Doc): boolean {
  const ways = ({ key }: { key: Value | undefined }) =>
    key instanceof Doc ? JSON.stringify([...key].map(([path, way]) => [path, (toNumber(way) ?? 1) < 0])) : '';
  return ways({ key: a.get('key') }) === ways({ key: b.get('key') });
}

export function samePattern(a: Value | undefined, b: Doc): boolean {
  if (!(a instanceof Doc) || a.size !== b.size) return false;
  const names = [...b];
  return [...a].every(([name, way], i) => {
    const [otherName, otherWay] = names[i] ?? ['', null];
    return name === otherName && (toNumber(way) ?? way) === (toNumber(otherWay) ?? otherWay);
  });
}

function sameIn(options: readonly string[], a: Doc, b: Doc): boolean {
  return options.every((name) => compare(optionOf(a, name), optionOf(b, name)) === 0);
}

/** An option that is said not to be wanted is as good as none. */
function optionOf(spec: Doc, name: string): Value | undefined {
  const value = spec.get(name);
  return value === false ? undefined : value;
}

function keyConflict(spec: Doc, existing: Index): MongoError {
  return new MongoError(
    'IndexKeySpecsConflict',
    `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${describe(spec)}, existing index: ${describe(existing.spec)}`,
  );
}

function optionsConflict(spec: Doc, existing: Index): MongoError {
  return new MongoError(
    'IndexOptionsConflict',
    `An equivalent index already exists with the same name but different options. Requested index: ${describe(spec)}, existing index: ${describe(existing.spec)}`,
  );
}

function describe(spec: Doc): string {
  return [...spec.keys()]
    .filter((name) => name !== 'v')
    .map((name) => `${name}: ${describeValue(spec.get(name))}`)
    .join(', ');
}

function describeValue(value: Value | undefined): string {
  if (value instanceof Doc)
    return `{ ${[...value].map(([name, way]) => `${name}: ${describeValue(way)}`).join(', ')} }`;
  return typeof value === 'string' ? `"${value}"` : String(toNumber(value) ?? value);
}
