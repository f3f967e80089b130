import { wholeNumber } from '../bson/plain.js';
import { aliasOf, Doc } from '../bson/values.js';
import { Cursor, type Documents } from '../cursors/cursors.js';
import { MongoError, notSupported, typeMismatch } from '../errors.js';
import { TICK } from '../planner/run.js';
import { DistinctValues } from '../query/distinct.js';
import { compileQuery, type FindSpec, findBytes, findStored } from '../query/find-query.js';
import { matches } from '../query/matches.js';
import { CursorReply, okReply } from '../wire/reply.js';
import type { Call, Command } from './command.js';

const UNSUPPORTED_OPTIONS = ['min', 'max', 'returnKey', 'showRecordId', 'tailable', 'awaitData', 'oplogReplay'];

export function findSpecOf({ fields }: Call): FindSpec {
  for (const name of UNSUPPORTED_OPTIONS) {
    const value = fields.get(name);
    if (value instanceof Doc ? value.size > 0 : fields.flag(name)) throw notSupported(`The option ${name} of find`);
  }
  return {
    filter: findDoc(fields, 'filter'),
    sort: findDoc(fields, 'sort'),
    skip: fields.count('skip'),
    limit: fields.count('limit'),
    projection: findDoc(fields, 'projection'),
    hint: fields.get('hint'),
  };
}

function findDoc(fields: Call['fields'], name: string): Doc | undefined {
  const value = fields.get(name) ?? undefined;
  if (value === undefined || value instanceof Doc) return value;
  // The server's own words, without the space.
  throw typeMismatch(`Expected field ${name}to be of type object`);
}

/** The flags of find that take nothing but true and false. */
function findFlag(fields: Call['fields'], name: string): boolean {
  const value = fields.get(name) ?? false;
  if (typeof value === 'boolean') return value;
  throw typeMismatch(`Field '${name}' should be a boolean value, but found: ${aliasOf(value)}`);
}

async function find(call: Call) {
  const { fields, collection, namespace, environment } = call;
  fields.refuseCollation();
  const query = compileQuery(collection, findSpecOf(call), environment);
  const documents: Documents = collection ? findBytes(collection, query) : [][Symbol.iterator]();
  const cursor = new Cursor(
    namespace,
    documents,
    call.pace,
    findFlag(fields, 'noCursorTimeout'),
    query.limit || undefined,
  );
  return openCursor(call, cursor, fields.count('batchSize'), findFlag(fields, 'singleBatch'));
}

/** Answers with the first batch, and keeps the cursor where there is more. */
export async function openCursor(call: Call, cursor: Cursor, batchSize: number | undefined, single = false) {
  const { documents, exhausted } = await cursor.nextBatch(batchSize, true);
  if (exhausted) return new CursorReply(0n, cursor.namespace, 'firstBatch', documents);
  if (single) {
    await cursor.close();
    return new CursorReply(0n, cursor.namespace, 'firstBatch', documents);
  }
  return new CursorReply(call.engine.cursors.add(cursor), cursor.namespace, 'firstBatch', documents);
}

async function count(call: Call) {
  const { fields, collection, environment } = call;
  fields.refuseCollation();
  const limit = Math.abs(fields.number('limit') ?? 0);
  const skip = fields.count('skip') ?? 0;
  const filter = fields.doc('query');
  const query = compileQuery(collection, { filter, skip, limit, hint: fields.get('hint') }, environment);
  if (!collection) return okReply({ n: 0 });
  if ((!filter || filter.size === 0) && !fields.has('hint')) {
    const rest = Math.max(0, collection.stats.count - skip);
    return okReply({ n: wholeNumber(limit > 0 ? Math.min(rest, limit) : rest) });
  }
  let n = 0;
  for (const found of matches(collection, query)) {
    if (found !== TICK) n++;
    const pause = call.pace.breathe();
    if (pause) await pause;
  }
  return okReply({ n: wholeNumber(n) });
}

async function distinct(call: Call) {
  const { fields, collection, environment } = call;
  fields.refuseCollation();
  const key = fields.requireText('key');
  if (key === '') throw new MongoError(40352, 'FieldPath cannot be constructed with empty string');
  const values = new DistinctValues(key);
  const query = compileQuery(collection, { filter: fields.doc('query') }, environment);
  if (collection) {
    for (const found of findStored(collection, query)) {
      if (found !== TICK) values.addFrom(found.bytes);
      const pause = call.pace.breathe();
      if (pause) await pause;
    }
  }
  return okReply({ values: values.sorted() });
}

export const readCommands: Command[] = [
  {
    name: 'find',
    fields: [
      'filter',
      'sort',
      'projection',
      'hint',
      'skip',
      'limit',
      'batchSize',
      'singleBatch',
      'collation',
      'let',
      ...UNSUPPORTED_OPTIONS,
    ],
    flags: ['allowDiskUse', 'allowPartialResults', 'noCursorTimeout'],
    reads: true,
    run: find,
  },
  { name: 'count', fields: ['query', 'limit', 'skip', 'hint', 'collation', 'fields'], reads: true, run: count },
  { name: 'distinct', fields: ['key', 'query', 'collation'], reads: true, run: distinct },
];
