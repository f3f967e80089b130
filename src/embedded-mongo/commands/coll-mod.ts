import { RawDoc } from '../bson/raw-doc.js';
import { Doc, doc, type Value } from '../bson/values.js';
import type { Collection } from '../catalog/collection.js';
import { badValue, MongoError, notSupported } from '../errors.js';
import type { Index } from '../indexes/index-definition.js';
import { checkSeconds } from '../indexes/index-spec.js';
import { identRange, withoutRecordId } from '../storage/idents.js';
import { okReply } from '../wire/reply.js';
import { checkValidation, isGiven } from './collections.js';
import type { Call, Command } from './command.js';
import { Fields } from './fields.js';
import { findIndex } from './index-commands.js';

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
const MOST_VIOLATIONS = 100;
const INDEX_CHANGES = ['expireAfterSeconds', 'hidden', 'unique', 'prepareUnique'];

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

function changeIndex({ engine }: Call, collection: Collection, change: Doc): Doc {
  const options = new Fields('collMod.index', change);
  options.refuseUnknown(new Set(['name', 'keyPattern', ...INDEX_CHANGES]));
  if (options.has('name') === options.has('keyPattern')) {
    throw new MongoError('InvalidOptions', 'Must specify either index name or key pattern in index field');
  }
  if (!INDEX_CHANGES.some((name) => options.has(name))) {
    throw new MongoError('InvalidOptions', 'no expireAfterSeconds, hidden, unique, or prepareUnique field');
  }
  const index = findIndex(collection, change.get('name') ?? change.get('keyPattern'));
  const spec = new Doc(index.spec);
  const reply = okReply();
  changeExpiry(index, options, spec, reply);
  if (options.has('hidden')) changeFlag('hidden', index, options, spec, reply);
  if (options.has('prepareUnique') && !index.unique) changeFlag('prepareUnique', index, options, spec, reply);
  if (!options.has('unique') || index.unique) engine.catalog.redefineIndex(collection, index, spec);
  else engine.catalog.rebuildIndex(collection, index, madeUnique(collection, index, options, spec, reply));
  return reply;
}

function changeExpiry(index: Index, options: Fields, spec: Doc, reply: Doc): void {
  const given = options.number('expireAfterSeconds');
  if (given === undefined) return;
  const seconds = Math.trunc(given);
  if (index.isId) throw new MongoError('InvalidOptions', 'the _id field does not support TTL indexes');
  if (index.fields.length > 1) {
    throw new MongoError('InvalidOptions', 'TTL indexes are single-field indexes, compound indexes do not support TTL');
  }
  checkSeconds(seconds, 'InvalidOptions');
  if (index.expireAfterSeconds !== undefined) reply.set('expireAfterSeconds_old', BigInt(index.expireAfterSeconds));
  reply.set('expireAfterSeconds_new', BigInt(seconds));
  spec.set('expireAfterSeconds', seconds);
}

function changeFlag(flag: 'hidden' | 'prepareUnique', index: Index, options: Fields, spec: Doc, reply: Doc): void {
  if (index.isId) throw badValue("can't hide _id index");
  reply.set(`${flag}_old`, spec.get(flag) === true).set(`${flag}_new`, options.flag(flag));
  if (options.flag(flag)) spec.set(flag, true);
  else spec.delete(flag);
}

function madeUnique(collection: Collection, index: Index, options: Fields, spec: Doc, reply: Doc): Doc {
  if (!options.flag('unique')) throw badValue("'Unique: false' option is not supported");
  if (!index.preparesUnique) {
    throw new MongoError(
      'InvalidOptions',
      "Cannot make index unique with 'prepareUnique=false'. Run collMod to set it first.",
    );
  }
  const violations = violationsOf(collection, index);
  if (violations.length > 0) {
    throw new MongoError(
      'CannotConvertIndexToUnique',
      'Cannot convert the index to unique. Please resolve conflicting documents before running collMod again.',
      { violations },
    );
  }
  reply.set('unique_new', true);
  spec.delete('prepareUnique');
  return spec.set('unique', true);
}

/** The documents that share a key, each group by their `_id`; no more than an answer can hold. */
function violationsOf(collection: Collection, index: Index): Doc[] {
  const violations: Doc[] = [];
  let group: number[] = [];
  let groupKey: Buffer | undefined;
  const close = () => {
    if (group.length > 1)
      violations.push(doc({ ids: group.slice(0, MOST_VIOLATIONS).map((id) => idOf(collection, id)) }));
  };
  for (const { key, recordId } of collection.scanIndex(index, identRange(index.ident))) {
    const own = withoutRecordId(key);
    if (groupKey?.equals(own)) group.push(recordId);
    else {
      close();
      if (violations.length >= MOST_VIOLATIONS) return violations;
      [groupKey, group] = [own, [recordId]];
    }
  }
  close();
  return violations;
}

function idOf(collection: Collection, recordId: number): Value {
  const bytes = collection.get(recordId);
  return (bytes && new RawDoc(bytes).get('_id')) ?? null;
}

export const collModCommands: Command[] = [
  {
    name: 'collMod',
    fields: ['index', 'validationLevel', 'validationAction', ...REFUSED_CHANGES],
    writes: true,
    run: collMod,
  },
];
