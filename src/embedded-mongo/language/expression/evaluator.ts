import { Doc, type Value } from '../../bson/values.js';
import { failedToParse, MongoError } from '../../errors.js';
import type { Environment } from '../environment.js';

/** The values of variables while an expression runs: `$$ROOT`, `$$CURRENT`, then those of `$let` and the like. */
export type Frame = (Value | undefined)[];
export type Evaluator = (frame: Frame) => Value | undefined;

export const ROOT = 0;
export const CURRENT = 1;

/** The names an expression may use, each with its place in the frame. */
export class Scope {
  private constructor(
    readonly env: Environment,
    private readonly slots: ReadonlyMap<string, number>,
  ) {}

  static of(env: Environment): Scope {
    return new Scope(
      env,
      new Map([
        ['ROOT', ROOT],
        ['CURRENT', CURRENT],
      ]),
    );
  }

  slotOf(name: string): number | undefined {
    return this.slots.get(name);
  }

  /** A scope with one more name; places are never shared, so nested evaluations do not disturb each other. */
  with(name: string): { scope: Scope; slot: number } {
    if (name === 'CURRENT') return { scope: this, slot: CURRENT };
    const slot = Math.max(CURRENT, ...this.slots.values()) + 1;
    return { scope: new Scope(this.env, new Map(this.slots).set(name, slot)), slot };
  }
}

const SYSTEM_VARIABLES = new Set(['CURRENT', 'DESCEND', 'PRUNE', 'KEEP', 'REMOVE', 'ROOT', 'NOW']);

/** The rules for the names of `let` and `vars`. */
export function checkVariableName(name: string): void {
  if (name === '') throw failedToParse('empty variable names are not allowed');
  if (name === 'CURRENT') return;
  if (SYSTEM_VARIABLES.has(name) || !/^[a-z\u0080-\uffff]/.test(name)) throw badStart(name);
  checkVariableCharacters(name);
}

/** The rules for names that are read: those of the system have capitals. */
export function checkVariableRead(name: string): void {
  if (!/^[a-zA-Z\u0080-\uffff]/.test(name)) throw badStart(name);
  checkVariableCharacters(name);
}

function badStart(name: string): MongoError {
  return failedToParse(`'${name}' starts with an invalid character for a user variable name`);
}

function checkVariableCharacters(name: string): void {
  const bad = /[^a-zA-Z0-9_\u0080-\uffff]/.exec(name);
  if (bad) throw failedToParse(`'${name}' contains an invalid character for a variable name: '${bad[0]}'`);
}

/** The parts of `a.b.c`, or the server's words for what is wrong with them. */
export function fieldParts(path: string): string[] {
  if (path === '') throw new MongoError(40352, 'FieldPath cannot be constructed with empty string');
  if (path.endsWith('.')) throw new MongoError(40353, "FieldPath must not end with a '.'.");
  const parts = path.split('.');
  for (const part of parts) checkFieldName(part);
  if (parts.length > 200) throw new MongoError('Overflow', 'FieldPath is too long');
  return parts;
}

export function checkFieldName(name: string): void {
  if (name === '') throw new MongoError(15998, 'FieldPath field names may not be empty strings.');
  if (name.startsWith('$')) {
    throw new MongoError(16410, "FieldPath field names may not start with '$'. Consider using $getField or $setField.");
  }
  if (name.includes('\0')) throw new MongoError(16411, 'FieldPath field names may not contain a null byte.');
  if (name.includes('.')) throw new MongoError(16412, "FieldPath field names may not contain '.'.");
}

/** A dotted path as expressions read it: arrays are mapped over, and have no numbered fields. */
export function readPath(value: Value | undefined, parts: readonly string[], from = 0): Value | undefined {
  let current = value;
  for (let at = from; at < parts.length; at++) {
    if (Array.isArray(current)) return at === from ? undefined : readPathInArray(current, parts, at);
    if (!(current instanceof Doc)) return undefined;
    current = current.get(parts[at] as string);
  }
  return current;
}

function readPathInArray(items: Value[], parts: readonly string[], at: number): Value[] {
  const result: Value[] = [];
  for (const item of items) {
    const nested = item instanceof Doc ? readPath(item, parts, at) : undefined;
    if (nested !== undefined) result.push(nested);
  }
  return result;
}
