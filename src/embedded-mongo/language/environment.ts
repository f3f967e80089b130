import { Timestamp } from 'bson';
import type { Doc, Value } from '../bson/values.js';

/** What a command gives the language: its clock and the variables of its `let`. */
export interface Environment {
  /** `$$NOW` and `$currentDate`: one instant for the whole command. */
  readonly now: Date;
  /** The variables of a command's `let` or of a `$lookup`, read when an expression runs. */
  readonly variables?: ReadonlyMap<string, Value | undefined>;
}

/** Documents in groups, so that a stage does not wait for each one. */
export type Batches = AsyncIterable<readonly Doc[]>;

/** What stages need beyond expressions: other collections, and a place to write to. */
export interface PipelineEnvironment extends Environment {
  /** The database the pipeline runs in. */
  readonly database: string;
  /** Documents of a collection of this database that match a filter; none where there is no such collection. */
  find(collection: string, filter: Doc): Batches;
  /** Where `$out` and `$merge` write to; without it both are refused. */
  readonly writer?: PipelineWriter;
  /** Bytes that a sort or a group may hold; 100 MB unless said otherwise. */
  readonly memoryLimit?: number;
  /** Stages that only the server itself can give, such as `$collStats`, by name. */
  readonly sources?: ReadonlyMap<string, (operand: Value) => Batches>;
}

export interface Target {
  database: string;
  collection: string;
}

/** Every method resolves once the write is acknowledged. */
export interface PipelineWriter {
  /** Puts these documents in the place of a whole collection, at once. */
  replaceCollection(target: Target, documents: Batches): Promise<void>;
  /** Whether a unique index covers exactly these fields; `_id` always does. */
  hasUniqueIndex(target: Target, fields: readonly string[]): Promise<boolean>;
  /** The document with these values in these fields. */
  findOne(target: Target, filter: Doc): Promise<Doc | undefined>;
  insert(target: Target, document: Doc): Promise<void>;
  /** Puts a document in the place of the one with the same `_id`. */
  replace(target: Target, document: Doc): Promise<void>;
}

export function currentEnvironment(): Environment {
  return { now: new Date() };
}

let lastSecond = 0;
let count = 0;

/** The time as a timestamp that no other one given out by this process is equal to. */
export function nextTimestamp(): Timestamp {
  const second = Math.max(lastSecond, Math.floor(Date.now() / 1000));
  count = second === lastSecond ? count + 1 : 1;
  lastSecond = second;
  return new Timestamp({ t: second, i: count });
}
