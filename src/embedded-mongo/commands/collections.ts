import { encode } from '../bson/codec.js';
import { toNumber } from '../bson/plain.js';
import { Doc, doc, type Value } from '../bson/values.js';
import type { Collection } from '../catalog/collection.js';
import { Cursor } from '../cursors/cursors.js';
import { badValue, MongoError, notSupported } from '../errors.js';
import type { Index } from '../indexes/index-definition.js';
import { checkSeconds } from '../indexes/index-spec.js';
import { compileFilter, show } from '../language/index.js';
import { okReply } from '../wire/reply.js';
import type { Call, Command } from './command.js';
import { Fields } from './fields.js';
import { findIndex } from './index-commands.js';
import { openCursor } from './read.js';

const REFUSED_OPTIONS = new Map([
  ['capped', 'A capped collection'],
  ['size', 'A capped collection'],
  ['max', 'A capped collection'],
  ['timeseries', 'A time-series collection'],
  ['expireAfterSeconds', 'A clustered or time-series collection'],
  ['clusteredIndex', 'A clustered collection'],
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
const REFUSED_CHANGES = [
  'validator',
  'viewOn',
  'pipeline',
  'cappedSize',
  'cappedMax',
  'timeseries',
  'expireAfterSeconds',
  'changeStreamPreAndPostImages',
];

function create(call: Call) {
  const { engine, fields, database, collectionName } = call;
  fields.refuseCollation();
  checkIdleOptions(fields);
  const [refused] = [...REFUSED_OPTIONS].filter(([name]) => isGiven(fields.get(name)));
  return engine.store.write(() => {
    engine.requireWritable(database, collectionName);
    const existing = engine.catalog.get(database, collectionName);
    if (existing && refused) {
      throw new MongoError(
        'NamespaceExists',
        `namespace ${call.namespace} already exists, but with different options: {}`,
      );
    }
    if (refused) throw notSupported(refused[1]);
    // Asking again for what is there is no error.
    if (existing) return okReply();
    engine.catalog.create(database, collectionName);
    return okReply();
  });
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

function checkValidation(fields: Fields): void {
  const [level, action] = [fields.text('validationLevel'), fields.text('validationAction')];
  if (level !== undefined && !LEVELS.includes(level)) throw invalidChoice('validationLevel', level);
  if (action !== undefined && !ACTIONS.includes(action)) throw invalidChoice('validationAction', action);
}

function invalidChoice(field: string, value: string): MongoError {
  return badValue(`Enumeration value '${value}' for field '${field}' is not a valid value.`);
}

function isGiven(value: Value | undefined): boolean {
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
    options: new Doc(),
    info: doc({ readOnly: false, uuid: collection.uuid }),
    idIndex: collection.indexes.find((index) => index.isId)?.spec,
  });
}

function collMod(call: Call) {
  const { engine, fields } = call;
  const change = fields.doc('index');
  checkValidation(fields);
  const refused = REFUSED_CHANGES.find((name) => isGiven(fields.get(name)));
  if (refused) throw notSupported(`The option ${refused} of collMod`);
  return engine.store.write(() => {
    const collection = call.requireCollection();
    return change ? changeIndex(call, collection, change) : okReply();
  });
}

const INDEX_CHANGES = new Set(['name', 'keyPattern', 'expireAfterSeconds', 'hidden', 'unique', 'prepareUnique']);

function changeIndex({ engine }: Call, collection: Collection, change: Doc): Doc {
  const options = new Fields('collMod.index', change);
  options.refuseUnknown(INDEX_CHANGES);
  for (const name of ['unique', 'prepareUnique']) {
    if (options.flag(name)) throw notSupported(`Making an existing index ${name}`);
  }
  if (options.has('name') === options.has('keyPattern')) {
    throw new MongoError('InvalidOptions', 'Must specify either index name or key pattern in index field');
  }
  if (!options.has('expireAfterSeconds') && !options.has('hidden')) {
    throw new MongoError('InvalidOptions', 'no expireAfterSeconds, hidden, unique, or prepareUnique field');
  }
  const index = findIndex(collection, change.get('name') ?? change.get('keyPattern'));
  const spec = new Doc(index.spec);
  const reply = okReply();
  const given = options.number('expireAfterSeconds');
  const seconds = given === undefined ? undefined : Math.trunc(given);
  if (seconds !== undefined) {
    checkExpiry(index, seconds);
    if (index.expireAfterSeconds !== undefined) reply.set('expireAfterSeconds_old', BigInt(index.expireAfterSeconds));
    reply.set('expireAfterSeconds_new', BigInt(seconds));
    spec.set('expireAfterSeconds', seconds);
  }
  if (options.has('hidden')) {
    if (index.isId) throw new MongoError('BadValue', "can't hide _id index");
    reply.set('hidden_old', index.spec.get('hidden') === true).set('hidden_new', options.flag('hidden'));
    if (options.flag('hidden')) spec.set('hidden', true);
    else spec.delete('hidden');
  }
  engine.catalog.redefineIndex(collection, index, spec);
  return reply;
}

function checkExpiry(index: Index, seconds: number): void {
  if (index.isId) throw new MongoError('InvalidOptions', 'the _id field does not support TTL indexes');
  if (index.fields.length > 1) {
    throw new MongoError('InvalidOptions', 'TTL indexes are single-field indexes, compound indexes do not support TTL');
  }
  checkSeconds(seconds, 'InvalidOptions');
}

export const collectionCommands: Command[] = [
  {
    name: 'create',
    fields: [...REFUSED_OPTIONS.keys(), ...IDLE_OPTIONS],
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
  {
    name: 'collMod',
    fields: ['index', 'validationLevel', 'validationAction', ...REFUSED_CHANGES],
    writes: true,
    run: collMod,
  },
];
