import { MalformedInputError } from '../readers/input.js';
import { type PalabreRecord, type PalabreRecordInput, palabreRecord } from '../readers/palabre-records.js';

/** One thing that a source holds: as a record of ours, or left out for a reason. */
export type Item =
  | {
      record: PalabreRecord;
      /** Line in the file. */
      line?: number;
      /** The address of this member was typed by whoever it was, and proves nothing. */
      unvouched?: boolean;
      /** What a person should know about how it was read. */
      note?: string;
    }
  | { left: string };

export interface ReadingOptions {
  /** False where it is only read through: texts need not be made then. */
  whole: boolean;
  /** From 0 to 1. */
  onProgress?: (part: number) => void;
}

/** Where an import comes from. It is read twice: once to its end before anything is written, once to write it. */
export interface Source {
  /** Names it in the keys of what it brings; known when reading begins. */
  readonly name: string;
  readonly file: string;
  /** Everything, in an order in which nothing refers to what comes later; the same each time. */
  items(options: ReadingOptions): AsyncIterable<Item>;
  close(): Promise<void>;
}

/** The workspace of `--workspace`: one that is here, or one to be made at this address. */
export type Place = { id: string; slug: string; isNew: boolean };

/** "field-notes" as a name. */
export function nameFrom(slug: string): string {
  const words = slug.replace(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What a source says as a record of ours. @throws MalformedInputError when it cannot be one. */
export function asRecord(input: PalabreRecordInput, file: string, line?: number): PalabreRecord {
  const read = palabreRecord.safeParse(input);
  if (read.success) return read.data;
  const { path, message } = read.error.issues[0] ?? { path: [], message: 'not to be understood' };
  throw new MalformedInputError(`${input.type}: ${path.join('.')}: ${message}`, file, line);
}

export const dated = (createdAt?: Date, updatedAt?: Date) => ({
  ...(createdAt && { createdAt: createdAt.toISOString() }),
  ...(updatedAt && { updatedAt: updatedAt.toISOString() }),
});

/** Somebody's words to be set into Markdown as they are. */
export const literal = (words: string): string =>
  words
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/[\\`*_[\]{}#!|~>@:]/g, '\\$&');
