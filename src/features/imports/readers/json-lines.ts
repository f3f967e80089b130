import { type ByteStream, MalformedInputError, type ReaderOptions } from './input.js';
import { readJsonValues } from './json-values.js';
import { type PalabreRecord, palabreRecord } from './palabre-records.js';
import { mapRecord, type RecordMapping, recordMapping } from './record-mapping.js';

export interface LocatedRecord {
  record: PalabreRecord;
  line: number;
}

/**
 * Reads our own format (docs/import-format.md), one document per line or a JSON array of them; with a mapping, the
 * documents of another system. Throws `MalformedInputError` with the line and the field.
 */
export async function* readJsonLines(
  stream: ByteStream,
  mapping?: RecordMapping,
  options: ReaderOptions = {},
): AsyncGenerator<LocatedRecord> {
  const file = options.file ?? 'input';
  for await (const { value, line } of readJsonValues(stream, options)) {
    const read = palabreRecord.safeParse(mapping === undefined ? value : mapRecord(value, mapping));
    if (!read.success) throw new MalformedInputError(firstProblem(read.error.issues), file, line);
    yield { record: read.data, line };
  }
}

/** A mapping file, checked. */
export function parseMapping(json: string, file = 'mapping'): RecordMapping {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw new MalformedInputError(`no JSON: ${(error as SyntaxError).message}`, file);
  }
  const read = recordMapping.safeParse(value);
  if (!read.success) throw new MalformedInputError(firstProblem(read.error.issues), file);
  return read.data;
}

interface Problem {
  path: PropertyKey[];
  message: string;
}

function firstProblem([problem]: readonly Problem[]): string {
  if (problem === undefined) return 'not a document of ours';
  return problem.path.length === 0 ? problem.message : `${problem.path.join('.')}: ${problem.message}`;
}
