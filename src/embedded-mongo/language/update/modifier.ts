import type { Doc, Value } from '../../bson/values.js';
import type { Environment } from '../environment.js';
import { showElement } from '../show.js';

export const UNCHANGED = Symbol('unchanged');
export const REMOVED = Symbol('removed');
export type Changed = Value | typeof UNCHANGED | typeof REMOVED;

/** Where a modifier is at work: for its messages. */
export interface Place {
  root: Doc;
  path: string[];
}

/** One operator applied to one field, such as the `$inc` of `{ $inc: { a: 1 } }`. */
export interface Modifier {
  /** The new value of a field that is there. */
  change(current: Value, place: Place): Changed;
  /** The value of a field that is not there; without it the missing field stays missing. */
  create?(): Value;
  /** A path that could not even be created is an error, or (`$unset`) is left alone. */
  ignoresBlockedPath?: boolean;
  /** Words of its own for a path that leads through a plain value. */
  blocked?(part: string, path: string[], element: string): Error;
  onlyOnInsert?: boolean;
}

export type ModifierParser = (field: string, operand: Value, env: Environment) => Modifier;

export function fieldName(place: Place): string {
  return place.path.at(-1) ?? '';
}

export function idOf(root: Doc): string {
  return root.has('_id') ? showElement('_id', root.get('_id')) : 'no id';
}
