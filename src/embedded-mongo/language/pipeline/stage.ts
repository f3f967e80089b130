import type { Doc, Value } from '../../bson/values.js';
import { inContext } from '../../errors.js';
import type { Batches, PipelineEnvironment } from '../environment.js';

export interface Stage {
  readonly name: string;
  /** The stage as it was written, for a planner. */
  readonly operand: Value;
  run(input: Batches): Batches;
}

/** Parses a stage's operand; what it gives is run once for each pipeline. */
export type StageParser = (operand: Value, env: PipelineEnvironment, name: string) => Stage['run'];

/** A stage that turns one document into one, or into none. */
export function each(transform: (document: Doc) => Doc | undefined): Stage['run'] {
  return async function* (input) {
    for await (const batch of input) {
      const output: Doc[] = [];
      for (const document of batch) {
        const result = transform(document);
        if (result !== undefined) output.push(result);
      }
      if (output.length > 0) yield output;
    }
  };
}

/** A stage that turns one document into many. */
export function spread(transform: (document: Doc) => readonly Doc[]): Stage['run'] {
  return async function* (input) {
    for await (const batch of input) {
      const output = batch.flatMap(transform);
      if (output.length > 0) yield output;
    }
  };
}

const BATCH = 500;

/** Documents that are there already, in groups. */
export async function* inBatches(documents: Iterable<Doc>): AsyncGenerator<readonly Doc[]> {
  let batch: Doc[] = [];
  for (const document of documents) {
    batch.push(document);
    if (batch.length === BATCH) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

export async function collect(input: Batches): Promise<Doc[]> {
  const documents: Doc[] = [];
  for await (const batch of input) for (const document of batch) documents.push(document);
  return documents;
}

/** An error of an expression or a projection, told as the stage's. */
export function within<T>(stage: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw inContext(error, `Invalid ${stage}`);
  }
}

/** A stage that takes every document and gives none. */
export function sink(consume: (input: Batches) => Promise<void>): Stage['run'] {
  return async function* (input) {
    await consume(input);
    yield [];
  };
}
