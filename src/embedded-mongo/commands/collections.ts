import { encode } from '../bson/codec.js';
import { compare } from '../bson/compare.js';
import { toNumber } from '../bson/plain.js';
import { Doc, doc, type Value } from '../bson/values.js';
import type { Collection } from '../catalog/collection.js';
import { Cursor } from '../cursors/cursors.js';
import { badValue, MongoError, notSupported } from '../errors.js';
import { samePattern } from '../indexes/index-spec.js';
import { compileFilter, show } from '../language/index.js';
import { okReply } from '../wire/reply.js';
import type { Call, Command } from './command.js';
import { Fields } from './fields.js';
import { openCursor } from './read.js';

const REFUSED_OPTIONS = new Map([
  ['capped', 'A capped collection'],
  ['size', 'A capped collection'],
  ['max', 'A capped collection'],
  ['timeseries', 'A time-series collection'],
  ['expireAfterSeconds', 'A collection whose documents expire'],
  ['viewOn', 'A view'],
  ['pipeline', 'A view'],
  ['validator', 'A validator'],
  ['encryptedFields', 'Queryable encryption'],
  ['storageEngine', 'An option for another storage engine'],
  ['indexOptionDefaults', 'An option for another storage engine'],
  ['changeStreamPreAndPostImages', 'A change stream'],
]);
/** They say how to do what is always done so here, or have no meaning without a validator. */
const IDLE_OPTIONS = ['validationLevel', 'validationAction', 'idIndex', 'collation'];
const LEVELS = ['off', 'strict', 'moderate'];
const ACTIONS = ['error', 'warn'];

function create(call: Call) {
  const { engine, fields, database, collectionName } = call;
  fields.refuseCollation();
  checkIdleOptions(fields);
  const clustered = clusteredIndex(fields);
  const [refused] = [...REFUSED_OPTIONS].filter(([name]) => isGiven(fields.get(name)));
  return engine.store.write(() => {
    engine.requireWritable(database, collectionName);
    const existing = engine.catalog.get(database, collectionName);
    // Asking again for what is there is no error.
    if (existing && !refused && compare(existing.clusteredIndex?.spec, clustered) === 0) return okReply();
    if (existing) {
      throw new MongoError(
        'NamespaceExists',
        `namespace ${call.namespace} already exists, but with different options: ${show(optionsOf(existing))}`,
      );
    }
    if (refused) throw notSupported(refused[1]);
    engine.catalog.create(database, collectionName, clustered);
    return okReply();
  });
}

const ID_PATTERN = doc({ _id: 1 });

/** The index of `_id` whose order the collection is to have. */
function clusteredIndex(fields: Fields): Doc | undefined {
  const given = fields.doc('clusteredIndex');
  if (!given) return undefined;
  const options = new Fields('create.clusteredIndex', given);
  options.refuseUnknown(new Set(['v', 'key', 'name', 'unique']));
  if (!samePattern(options.requireDoc('key'), ID_PATTERN)) {
    throw new MongoError(5979701, 'The clusteredIndex option is only supported for key: {_id: 1}');
  }
  if (!options.flag('unique')) {
    throw new MongoError(5979700, 'The clusteredIndex option requires unique: true to be specified');
  }
  return doc({ v: 2, key: ID_PATTERN, name: options.text('name') ?? '_id_', unique: true, clustered: true });
}

function checkIdleOptions(fields: Fields): void {
  checkValidation(fields);
  if (fields.has('autoIndexId') && !fields.flag('autoIndexId')) {
    throw new MongoError('InvalidOptions', 'A collection without an index of _id is not supported');
  }
  const key = fields.doc('idIndex')?.get('key');
  if (key instanceof Doc && !(key.size === 1 && toNumber(key.get('_id')) === 1)) {
    throw badValue(`The field 'key' for an _id index must be {_id: 1}, but got ${show(key)}`);
  }
}

export function checkValidation(fields: Fields): void {
  const [level, action] = [fields.text('validationLevel'), fields.text('validationAction')];
  if (level !== undefined && !LEVELS.includes(level)) throw invalidChoice('validationLevel', level);
  if (action !== undefined && !ACTIONS.includes(action)) throw invalidChoice('validationAction', action);
}

function invalidChoice(field: string, value: string): MongoError {
  return badValue(`Enumeration value '${value}' for field '${field}' is not a valid value.`);
}

export function isGiven(value: Value | undefined): boolean {
  if (value instanceof Doc) return value.size > 0;
  return value !== undefined && value !== false && value !== null;
}

function drop(call: Call) {
  const { engine } = call;
  return engine.store.write(() => {
    const { collection } = call;
    if (!collection) return okReply();
    engine.catalog.drop(collection);
    return okReply({ nIndexesWas: collection.indexes.length, ns: call.namespace });
  });
}

function dropDatabase({ engine, database }: Call) {
  return engine.store.write(() => {
    const collections = engine.catalog.collectionsOf(database);
    for (const collection of collections) engine.catalog.drop(collection);
    return okReply({ dropped: collections.length > 0 ? database : undefined });
  });
}

function renameCollection({ engine, fields }: Call) {
  const from = splitNamespace(fields.requireText('renameCollection'));
  const to = splitNamespace(fields.requireText('to'));
  return engine.store.write(() => {
    const collection = engine.catalog.get(from.database, from.name);
    if (from.namespace === to.namespace) {
      throw new MongoError('IllegalOperation', "Can't rename a collection to itself");
    }
    if (!collection) throw new MongoError('NamespaceNotFound', `Source collection ${from.namespace} does not exist`);
    engine.requireWritable(to.database, to.name);
    const target = engine.catalog.get(to.database, to.name);
    if (target && !fields.flag('dropTarget')) throw new MongoError('NamespaceExists', 'target namespace exists');
    if (target) engine.catalog.drop(target);
    engine.catalog.rename(collection, to.database, to.name);
    return okReply();
  });
}

function splitNamespace(namespace: string) {
  const dot = namespace.indexOf('.');
  const database = namespace.slice(0, dot);
  const name = namespace.slice(dot + 1);
  if (dot < 1 || name === '' || name.includes('$')) {
    throw new MongoError('InvalidNamespace', `Invalid namespace specified '${namespace}'`);
  }
  return { namespace, database, name };
}

function listCollections(call: Call) {
  const { engine, database, fields } = call;
  const matcher = compileFilter(fields.doc('filter') ?? new Doc(), call.environment);
  const nameOnly = fields.flag('nameOnly');
  const found = engine.catalog
    .collectionsOf(database)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((collection) => description(collection))
    .filter((item) => matcher.matches(item))
    .map((item) => encode(nameOnly ? doc({ name: item.get('name'), type: 'collection' }) : item));
  return openCursor(
    call,
    new Cursor(`${database}.$cmd.listCollections`, found[Symbol.iterator](), call.pace),
    fields.batchSize(),
  );
}

function description(collection: Collection): Doc {
  return doc({
    name: collection.name,
    type: 'collection',
    options: optionsOf(collection),
    info: doc({ readOnly: false, uuid: collection.uuid }),
    idIndex: collection.indexes.find((index) => index.isId && !index.isClustered)?.spec,
  });
}

function optionsOf({ clusteredIndex: clustered }: Collection): Doc {
  if (!clustered) return new Doc();
  return doc({ clusteredIndex: new Doc([...clustered.spec].filter(([name]) => name !== 'clustered')) });
}

export const collectionCommands: Command[] = [
  {
    name: 'create',
    fields: [...REFUSED_OPTIONS.keys(), ...IDLE_OPTIONS, 'clusteredIndex'],
    flags: ['autoIndexId'],
    writes: true,
    run: create,
  },
  { name: 'drop', fields: [], writes: true, run: drop },
  { name: 'dropDatabase', fields: [], writes: true, run: dropDatabase },
  {
    name: 'renameCollection',
    fields: ['to'],
    flags: ['dropTarget'],
    adminOnly: true,
    writes: true,
    run: renameCollection,
  },
  {
    name: 'listCollections',
    fields: ['filter', 'cursor'],
    flags: ['nameOnly', 'authorizedCollections'],
    run: listCollections,
  },
];
