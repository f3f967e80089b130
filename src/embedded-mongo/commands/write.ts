import { encode } from '../bson/codec.js';
import { fromPlain } from '../bson/plain.js';
import { Doc, doc, type Value } from '../bson/values.js';
import { failedToParse, MongoError } from '../errors.js';
import { compileQuery } from '../query/find-query.js';
import { recordIdsOf } from '../query/matches.js';
import { okReply } from '../wire/reply.js';
import { storedForm, withTimestamps } from '../writes/stored-form.js';
import { updateDocuments } from '../writes/update-documents.js';
import type { Call, Command } from './command.js';
import { Fields } from './fields.js';

const MAX_BATCH = 100_000;
const FLAGS = ['bypassDocumentValidation'];

/** Runs a list of statements in one transaction; each that fails is reported, and an ordered list ends there. */
function runStatements<T>(
  statements: readonly T[],
  ordered: boolean,
  run: (statement: T, index: number) => void,
): Value[] {
  if (statements.length === 0 || statements.length > MAX_BATCH) {
    throw new MongoError(
      'InvalidLength',
      `Write batch sizes must be between 1 and ${MAX_BATCH}. Got ${statements.length} operations.`,
    );
  }
  const errors: Value[] = [];
  for (const [index, statement] of statements.entries()) {
    try {
      run(statement, index);
    } catch (error) {
      if (!(error instanceof MongoError)) throw error;
      errors.push(writeError(error, index));
      if (ordered) break;
    }
  }
  return errors;
}

function writeError(error: MongoError, index: number): Doc {
  const result = doc({ index, code: error.code });
  for (const [name, value] of Object.entries(error.fields)) result.set(name, fromPlain(value));
  return result.set('errmsg', error.message);
}

function isOrdered({ fields }: Call): boolean {
  return !fields.has('ordered') || fields.strictFlag('ordered');
}

function writeReply(fields: Parameters<typeof doc>[0], errors: Value[]): Doc {
  return okReply({ ...fields, writeErrors: errors.length > 0 ? errors : undefined });
}

function insert(call: Call) {
  const { engine, database, collectionName, request } = call;
  const documents = request.sequences.get('documents') ?? call.documents('documents').map((item) => encode(item));
  const ordered = isOrdered(call);
  return engine.store.write(() => {
    let n = 0;
    const errors = runStatements(documents, ordered, (bytes) => {
      const stored = storedForm(withTimestamps(bytes));
      engine.collectionToWrite(database, collectionName).insert(stored);
      n++;
    });
    return writeReply({ n }, errors);
  });
}

const UPDATE_FIELDS = new Set([
  'q',
  'u',
  'c',
  'multi',
  'upsert',
  'collation',
  'arrayFilters',
  'hint',
  'upsertSupplied',
  'sampleId',
]);

function update(call: Call) {
  const { engine, database, collectionName, environment } = call;
  const statements = call.documents('updates').map((statement) => parseUpdate(statement));
  return engine.store.write(() => {
    let n = 0;
    let nModified = 0;
    const upserted: Value[] = [];
    const errors = runStatements(statements, isOrdered(call), ({ spec, constants }, index) => {
      const target = { catalog: engine.catalog, database, name: collectionName };
      engine.requireWritable(database, collectionName);
      const env = constants
        ? { ...environment, variables: withConstants(environment.variables, constants) }
        : environment;
      const result = updateDocuments(target, spec, env);
      n += result.matched;
      nModified += result.modified;
      if (result.upsertedId === undefined) return;
      n++;
      upserted.push(doc({ index, _id: result.upsertedId }));
    });
    return writeReply({ n, nModified, upserted: upserted.length > 0 ? upserted : undefined }, errors);
  });
}

function withConstants(variables: ReadonlyMap<string, Value | undefined> | undefined, constants: Doc) {
  return new Map<string, Value | undefined>([...(variables ?? []), ...constants]);
}

export function parseUpdate(statement: Doc) {
  const fields = new Fields('update.updates', statement);
  fields.refuseUnknown(UPDATE_FIELDS);
  fields.refuseCollation();
  const given = fields.get('u');
  if (given === undefined) throw new MongoError(40414, "BSON field 'update.updates.u' is missing but a required field");
  const constants = fields.doc('c');
  if (constants && !Array.isArray(given)) {
    throw new MongoError(51198, 'Constant values may only be specified for pipeline updates');
  }
  return {
    constants,
    spec: {
      filter: fields.requireDoc('q'),
      update: given,
      multi: fields.strictFlag('multi'),
      upsert: fields.strictFlag('upsert'),
      arrayFilters: fields.docs('arrayFilters') ?? [],
      hint: fields.get('hint'),
    },
  };
}

const DELETE_FIELDS = new Set(['q', 'limit', 'collation', 'hint', 'sampleId']);

function remove(call: Call) {
  const { engine, database, collectionName, environment } = call;
  const statements = call.documents('deletes').map((statement) => parseDelete(statement));
  return engine.store.write(() => {
    let n = 0;
    const errors = runStatements(statements, isOrdered(call), ({ filter, limit, hint }) => {
      engine.requireWritable(database, collectionName);
      const collection = engine.catalog.get(database, collectionName);
      const query = compileQuery(collection, { filter, limit, hint }, environment);
      if (!collection) return;
      for (const recordId of recordIdsOf(collection, query)) {
        const bytes = collection.get(recordId);
        if (!bytes) continue;
        collection.remove(recordId, bytes);
        n++;
      }
    });
    return writeReply({ n }, errors);
  });
}

export function parseDelete(statement: Doc) {
  const fields = new Fields('delete.deletes', statement);
  fields.refuseUnknown(DELETE_FIELDS);
  fields.refuseCollation();
  const limit = fields.number('limit');
  if (limit === undefined)
    throw new MongoError(40414, "BSON field 'delete.deletes.limit' is missing but a required field");
  if (limit !== 0 && limit !== 1) {
    throw failedToParse(`The limit field in delete objects must be 0 or 1. Got ${limit}`);
  }
  return { filter: fields.requireDoc('q'), limit, hint: fields.get('hint') };
}

export const writeCommands: Command[] = [
  { name: 'insert', fields: ['documents', 'ordered'], flags: FLAGS, writes: true, run: insert },
  { name: 'update', fields: ['updates', 'ordered', 'let'], flags: FLAGS, writes: true, run: update },
  { name: 'delete', fields: ['deletes', 'ordered', 'let'], flags: FLAGS, writes: true, run: remove },
];
