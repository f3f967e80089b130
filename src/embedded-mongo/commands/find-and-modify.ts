import { RawDoc } from '../bson/codec.js';
import { Doc, doc, type Value } from '../bson/values.js';
import { failedToParse, inContext } from '../errors.js';
import { TICK } from '../planner/run.js';
import { compileQuery, type FindQuery, findStored } from '../query/find-query.js';
import { okReply } from '../wire/reply.js';
import { prepareUpdate } from '../writes/update-documents.js';
import type { Call, Command } from './command.js';

function findAndModify(call: Call) {
  const { fields, engine, database, collectionName } = call;
  fields.refuseCollation();
  checkCombination(call);
  return engine.store.write(() => {
    engine.requireWritable(database, collectionName);
    return fields.flag('remove') ? removeOne(call) : updateOne(call);
  });
}

function checkCombination({ fields }: Call): void {
  const removes = fields.flag('remove');
  const update = fields.get('update');
  if (!removes && update === undefined) throw failedToParse('Either an update or remove=true must be specified');
  if (removes && update !== undefined) throw failedToParse('Cannot specify both an update and remove=true');
  if (removes && fields.flag('upsert')) throw failedToParse('Cannot specify both upsert=true and remove=true ');
  if (removes && fields.flag('new')) {
    throw failedToParse("Cannot specify both new=true and remove=true; 'remove' always returns the deleted document");
  }
  if (removes && fields.has('arrayFilters')) throw failedToParse('Cannot specify arrayFilters and remove=true');
}

function queryOf({ fields, collection, environment }: Call): FindQuery {
  return compileQuery(
    collection,
    {
      filter: fields.doc('query'),
      sort: fields.doc('sort'),
      projection: fields.doc('fields'),
      hint: fields.get('hint'),
      limit: 1,
    },
    environment,
  );
}

function removeOne(call: Call): Doc {
  const { collection } = call;
  const query = queryOf(call);
  const found = collection ? [...findStored(collection, query)].find((document) => document !== TICK) : undefined;
  if (!collection || !found) return okReply({ lastErrorObject: doc({ n: 0 }), value: null });
  const before = new RawDoc(found.bytes).decode();
  const value = projected(before, query);
  collection.remove(found.recordId, found.bytes);
  return okReply({ lastErrorObject: doc({ n: 1 }), value });
}

function updateOne(call: Call): Doc {
  const { fields, engine, database, collectionName, environment } = call;
  const query = queryOf(call);
  const run = prepareUpdate(
    { catalog: engine.catalog, database, name: collectionName },
    {
      filter: fields.doc('query') ?? new Doc(),
      update: fields.get('update') ?? null,
      multi: false,
      upsert: fields.flag('upsert'),
      arrayFilters: fields.docs('arrayFilters') ?? [],
      hint: fields.get('hint'),
      sort: fields.doc('sort'),
    },
    environment,
  );
  const result = executing(run);
  const answered = fields.flag('new') ? result.after : result.before;
  return okReply({
    lastErrorObject: doc({
      n: result.matched > 0 || result.upsertedId !== undefined ? 1 : 0,
      updatedExisting: result.matched > 0,
      upserted: result.upsertedId,
    }),
    value: answered ? projected(answered, query) : null,
  });
}

function executing<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw inContext(error, 'Plan executor error during findAndModify', 'Failed to optimize pipeline');
  }
}

function projected(document: Doc, { projection, matcher }: FindQuery): Value {
  if (!projection) return document;
  return projection.apply(document, projection.positional ? matcher.matchArrayIndex(document) : undefined);
}

export const findAndModifyCommands: Command[] = [
  {
    name: 'findAndModify',
    aliases: ['findandmodify'],
    fields: ['query', 'sort', 'update', 'fields', 'arrayFilters', 'hint', 'let', 'collation'],
    flags: ['remove', 'new', 'upsert', 'bypassDocumentValidation'],
    writes: true,
    run: findAndModify,
  },
];
