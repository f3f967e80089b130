import { aliasOf, isNumeric } from '../../bson/values.js';
import { MongoError } from '../../errors.js';
import { exactLong, isNullish } from '../numbers.js';
import { type Argument, shown } from './arguments.js';

/** `$slice: [array, n]` and `$slice: [array, position, n]`. */
export function sliceOf([items, first, count]: Argument[]): Argument {
  if (isNullish(items) || isNullish(first) || (count !== undefined && isNullish(count))) return null;
  if (!Array.isArray(items)) {
    throw new MongoError(28724, `First argument to $slice must be an array, but is of type: ${aliasOf(items)}`);
  }
  const position = integerArgument(first, 28725, 28726, 'Second');
  if (count === undefined) return position < 0 ? items.slice(position) : items.slice(0, position);
  const length = integerArgument(count, 28727, 28728, 'Third');
  if (length <= 0) throw new MongoError(28729, `Third argument to $slice must be positive: ${shown(count)}`);
  const from = position < 0 ? Math.max(0, items.length + position) : position;
  return items.slice(from, from + length);
}

function integerArgument(value: Argument, typeCode: number, rangeCode: number, which: string): number {
  if (!isNumeric(value)) {
    throw new MongoError(
      typeCode,
      `${which} argument to $slice must be numeric, but is of type: ${aliasOf(value ?? null)}`,
    );
  }
  const exact = exactLong(value);
  if (exact !== undefined && Number(exact) === (Number(exact) | 0)) return Number(exact);
  throw new MongoError(
    rangeCode,
    `${which} argument to $slice can't be represented as a 32-bit integer: ${shown(value)}`,
  );
}
