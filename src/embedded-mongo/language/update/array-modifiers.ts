import { equal } from '../../bson/compare.js';
import { aliasOf, BSONRegExp, Doc, type Value } from '../../bson/values.js';
import { badValue, failedToParse, MongoError, typeMismatch } from '../../errors.js';
import type { Environment } from '../environment.js';
import { compileElementFilter } from '../filter/index.js';
import { isFieldOperator } from '../filter/parse.js';
import { parseLong } from '../integers.js';
import { show } from '../show.js';
import { fieldName, type ModifierParser, UNCHANGED } from './modifier.js';

const addToSet: ModifierParser = (_field, operand) => {
  const items: Value[] = [];
  for (const item of setItems(operand)) if (!items.some((known) => equal(known, item))) items.push(item);
  return {
    change(current, place) {
      if (!Array.isArray(current)) {
        throw badValue(
          `Cannot apply $addToSet to non-array field. Field named '${fieldName(place)}' has non-array type ${aliasOf(current)}`,
        );
      }
      const added = items.filter((item) => !current.some((known) => equal(known, item)));
      return added.length === 0 ? UNCHANGED : [...current, ...added];
    },
    create: () => [...items],
  };
};

function setItems(operand: Value): Value[] {
  if (!(operand instanceof Doc) || operand.keys().next().value !== '$each') return [operand];
  const each = operand.get('$each');
  if (!Array.isArray(each)) {
    throw typeMismatch(
      `The argument to $each in $addToSet must be an array but it was of type ${aliasOf(each ?? null)}`,
    );
  }
  if (operand.size > 1) throw badValue(`Found unexpected fields after $each in $addToSet: ${show(operand)}`);
  return each;
}

const pull: ModifierParser = (_field, operand, env) => {
  const isPulled = pullTest(operand, env);
  return {
    change(current) {
      if (!Array.isArray(current)) throw badValue('Cannot apply $pull to a non-array value');
      const kept = current.filter((item) => !isPulled(item));
      return kept.length === current.length ? UNCHANGED : kept;
    },
  };
};

function pullTest(operand: Value, env: Environment): (item: Value) => boolean {
  const [first = ''] = operand instanceof Doc ? operand.keys() : [];
  if (operand instanceof Doc && (first === '$not' || !isFieldOperator(first))) {
    const matcher = compileElementFilter(operand, env);
    return (item) => item instanceof Doc && matcher.matches(item);
  }
  if (operand instanceof Doc || operand instanceof BSONRegExp) {
    const matcher = compileElementFilter(new Doc([['', operand]]), env);
    return (item) => matcher.matches(new Doc([['', item]]));
  }
  return (item) => equal(item, operand);
}

const pullAll: ModifierParser = (_field, operand) => {
  if (!Array.isArray(operand)) {
    throw badValue(`$pullAll requires an array argument but was given a ${aliasOf(operand)}`);
  }
  return {
    change(current) {
      if (!Array.isArray(current)) throw badValue('Cannot apply $pull to a non-array value');
      const kept = current.filter((item) => !operand.some((unwanted) => equal(unwanted, item)));
      return kept.length === current.length ? UNCHANGED : kept;
    },
  };
};

const pop: ModifierParser = (field, operand) => {
  const parsed = parseLong(field, operand);
  if ('error' in parsed) throw failedToParse(parsed.error);
  if (parsed.value !== 1n && parsed.value !== -1n) throw failedToParse(`$pop expects 1 or -1, found: ${parsed.value}`);
  const fromFront = parsed.value === -1n;
  return {
    change(current, place) {
      if (!Array.isArray(current)) {
        throw typeMismatch(
          `Path '${place.path.join('.')}' contains an element of non-array type '${aliasOf(current)}'`,
        );
      }
      if (current.length === 0) return UNCHANGED;
      return fromFront ? current.slice(1) : current.slice(0, -1);
    },
    blocked: (part, path, element) =>
      new MongoError(
        'PathNotViable',
        `Cannot use the part (${part}) of (${path.join('.')}) to traverse the element (${element})`,
      ),
  };
};

export const arrayModifiers: ReadonlyMap<string, ModifierParser> = new Map([
  ['$addToSet', addToSet],
  ['$pull', pull],
  ['$pullAll', pullAll],
  ['$pop', pop],
]);
