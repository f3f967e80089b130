import { compare } from '../../bson/compare.js';
import { aliasOf, Doc, isNumeric, type Value } from '../../bson/values.js';
import { badValue } from '../../errors.js';
import { parseLong } from '../integers.js';
import { toNumber } from '../numbers.js';
import { idOf, type ModifierParser, type Place, UNCHANGED } from './modifier.js';

interface Clauses {
  items: Value[];
  position?: number;
  slice?: number;
  order?: (a: Value, b: Value) => number;
}

/** `$push` of one value, or of `$each` with a position, a sort and a slice, done in that order. */
export const push: ModifierParser = (_field, operand) => {
  const clauses = operand instanceof Doc && operand.has('$each') ? parseClauses(operand) : { items: [operand] };
  return {
    change(current, place) {
      if (!Array.isArray(current)) throw notAnArray(current, place);
      const trims = clauses.slice !== undefined && current.length > Math.abs(clauses.slice);
      if (clauses.items.length === 0 && !clauses.order && !trims) return UNCHANGED;
      return pushed(current, clauses);
    },
    create: () => pushed([], clauses),
  };
};

function notAnArray(current: Value, place: Place): Error {
  return badValue(
    `The field '${place.path.join('.')}' must be an array but is of type ${aliasOf(current)} in document {${idOf(place.root)}}`,
  );
}

function pushed(current: Value[], { items, position, slice, order }: Clauses): Value[] {
  const result = position === undefined ? [...current, ...items] : inserted(current, items, position);
  if (order) result.sort(order);
  if (slice === undefined) return result;
  return slice >= 0 ? result.slice(0, slice) : result.slice(slice);
}

function inserted(current: Value[], items: Value[], position: number): Value[] {
  const at = position < 0 ? Math.max(0, current.length + position) : position;
  return [...current.slice(0, at), ...items, ...current.slice(at)];
}

const CLAUSES = ['$each', '$slice', '$sort', '$position'];

function parseClauses(operand: Doc): Clauses {
  for (const name of operand.keys()) {
    if (!CLAUSES.includes(name)) throw badValue(`Unrecognized clause in $push: ${name}`);
  }
  const items = operand.get('$each') ?? null;
  if (!Array.isArray(items)) {
    throw badValue(`The argument to $each in $push must be an array but it was of type: ${aliasOf(items)}`);
  }
  return {
    items,
    slice: integerClause(operand, '$slice', 'The value for $slice must be an integer value but was given type: '),
    order: sortClause(operand.get('$sort')),
    position: integerClause(operand, '$position', 'The value for $position must be an integer value, not of type: '),
  };
}

function integerClause(operand: Doc, name: string, complaint: string): number | undefined {
  const value = operand.get(name);
  if (value === undefined) return undefined;
  const parsed = parseLong(name, value);
  if ('error' in parsed) throw badValue(complaint + aliasOf(value));
  return Number(parsed.value);
}

function sortClause(sort: Value | undefined): Clauses['order'] {
  if (sort === undefined) return undefined;
  if (sort instanceof Doc) return fieldOrder(sort);
  if (!isNumeric(sort)) {
    throw badValue('The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields');
  }
  const direction = sortDirection(sort);
  return (a, b) => direction * compare(a, b);
}

function sortDirection(value: Value): number {
  const direction = isNumeric(value) ? toNumber(value) : 0;
  if (direction !== 1 && direction !== -1) throw badValue('The $sort element value must be either 1 or -1');
  return direction;
}

function fieldOrder(sort: Doc): Clauses['order'] {
  if (sort.size === 0) {
    throw badValue('The $sort pattern is empty when it should be a set of fields.');
  }
  const keys = Array.from(sort, ([path, value]) => ({ parts: sortParts(path), direction: sortDirection(value) }));
  return (a, b) => {
    for (const { parts, direction } of keys) {
      const order = compare(valueAt(a, parts), valueAt(b, parts));
      if (order !== 0) return order * direction;
    }
    return 0;
  };
}

function sortParts(path: string): string[] {
  if (path === '') throw badValue('The $sort field cannot be empty');
  const parts = path.split('.');
  if (parts.includes('')) throw badValue(`The $sort field is a dotted field but has an empty part: ${path}`);
  return parts;
}

function valueAt(item: Value, parts: string[]): Value {
  let value: Value | undefined = item;
  for (const part of parts) {
    if (value instanceof Doc) value = value.get(part);
    else value = Array.isArray(value) ? value[Number(part)] : undefined;
  }
  return value ?? null;
}
