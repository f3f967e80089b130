import type { Value } from '../../bson/values.js';
import { MongoError } from '../../errors.js';
import { exactLong } from '../numbers.js';
import { show } from '../show.js';

/** The `n` of `$firstN`, `$topN` and the like. */
export function countOf(value: Value | undefined): number {
  const count = exactLong(value);
  if (count === undefined) {
    const shown = value === undefined ? 'missing' : show(value);
    throw new MongoError(5787902, `Value for 'n' must be of integral type, but found ${shown}`);
  }
  if (count <= 0n) throw new MongoError(5787908, `'n' must be greater than 0, found ${count}`);
  return Number(count);
}
