import type { Value } from '../../bson/values.js';

/** Gathers the values of a group, one at a time. */
export interface Accumulator {
  add(value: Value | undefined): void;
  result(): Value;
}
