import { deserialize, EJSON, serialize } from 'bson';
import { decode, encode } from '../bson/codec.js';
import { Doc, type Value } from '../bson/values.js';
import { MongoError } from '../errors.js';
import type { PipelineEnvironment } from './index.js';
import {
  compileExpression,
  compileFilter,
  compileProjection,
  compileUpdate,
  inBatches,
  parsePipeline,
} from './index.js';

type Literal = Record<string, unknown>;

/** A document as it arrives from a driver. */
export function given(literal: Literal): Doc {
  return decode(serialize(literal, { ignoreUndefined: false }));
}

/** A document whose last field has the name of an earlier one, as only bytes can have it; names of one letter. */
export function withTwins(literal: Literal, ...[twin, name]: [string, string]): Doc {
  const bytes = Buffer.from(serialize(literal));
  bytes[bytes.lastIndexOf(`${twin}\0`)] = name.charCodeAt(0);
  return decode(bytes);
}

export function value(literal: unknown): Value {
  return given({ value: literal }).get('value') ?? null;
}

/** A document as an application reads it, its numbers as JS numbers. */
export function read(document: Doc): Literal {
  return deserialize(encode(document), { promoteValues: true });
}

/** A value with its types: `{"$numberInt":"1"}`. */
export function typed(item: Value | undefined): unknown {
  if (item === undefined) return undefined;
  const document = deserialize(encode(new Doc([['value', item]])), { promoteValues: false, promoteLongs: false });
  return (JSON.parse(EJSON.stringify(document, { relaxed: false })) as Literal).value;
}

export const now = new Date('2026-02-03T04:05:06.789Z');

export function matches(filter: Literal, document: Literal): boolean {
  return compileFilter(given(filter), { now }).matches(given(document));
}

export function updated(document: Literal, update: Literal, arrayFilters: Literal[] = []): Literal {
  const compiled = compileUpdate(given(update), { env: { now }, arrayFilters: arrayFilters.map(given) });
  return read(compiled.apply(given(document)).document);
}

export function projected(spec: Literal, document: Literal): Literal {
  return read(compileProjection(given(spec), { env: { now } }).apply(given(document)));
}

export function evaluated(expression: unknown, document: Literal = {}): unknown {
  const result = compileExpression(value(expression), { now })(given(document));
  return result === undefined ? undefined : read(new Doc([['value', result]])).value;
}

export function evaluatedTyped(expression: unknown, document: Literal = {}): unknown {
  return typed(compileExpression(value(expression), { now })(given(document)));
}

/** Runs a pipeline over collections held in memory. */
export async function piped(
  documents: Literal[],
  stages: Literal[],
  others: Record<string, Literal[]> = {},
): Promise<Literal[]> {
  const env = pipelineEnvironment(others);
  const results: Literal[] = [];
  for await (const batch of parsePipeline(stages.map(given), env).run(inBatches(documents.map(given)))) {
    results.push(...batch.map(read));
  }
  return results;
}

export function pipelineEnvironment(others: Record<string, Literal[]>): PipelineEnvironment {
  return {
    now,
    database: 'test',
    find(name, filter) {
      const matcher = compileFilter(filter, { now });
      return inBatches((others[name] ?? []).map(given).filter((document) => matcher.matches(document)));
    },
  };
}

/** The code and the message of an error. */
export function failure(action: () => unknown): { code: number; message: string } {
  try {
    action();
  } catch (error) {
    if (error instanceof MongoError) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error('it did not fail');
}
