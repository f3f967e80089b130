import { toNumber } from '../bson/plain.js';
import { Binary, type Doc } from '../bson/values.js';
import { badValue, failedToParse, MongoError } from '../errors.js';
import { checkApi } from './api-version.js';
import type { Command } from './command.js';
import { Fields } from './fields.js';

const READ_LEVELS = new Set(['local', 'available', 'majority', 'linearizable', 'snapshot']);
const READ_FIELDS = new Set(['level', 'provenance', 'afterClusterTime', 'atClusterTime']);
const WRITE_FIELDS = new Set(['w', 'j', 'fsync', 'wtimeout', 'provenance']);
const SESSION_FIELDS = new Set(['id', 'uid', 'txnUUID', 'txnNumber']);
const UUID_BYTES = 16;

/** A standalone has no transactions, and no writes that are safe to repeat. */
export function refuseTransaction(fields: Fields): void {
  if (fields.has('txnNumber') || fields.has('startTransaction') || fields.has('autocommit')) {
    throw new MongoError('IllegalOperation', 'Transaction numbers are only allowed on a replica set member or mongos');
  }
}

/** Accepts what a standalone accepts; the rest is refused as it refuses it. */
export function checkConcerns(fields: Fields, command: Command): void {
  checkSession(fields.doc('lsid'));
  checkApi(fields, command.name);
  checkReadConcern(fields.doc('readConcern'), command);
  checkWriteConcern(fields.doc('writeConcern'), command);
}

function checkSession(session: Doc | undefined): void {
  if (!session) return;
  const fields = new Fields('OperationSessionInfo.lsid', session);
  fields.refuseUnknown(SESSION_FIELDS);
  const id = fields.require('id');
  if (!(id instanceof Binary)) throw fields.wrongType('id', id, 'binData');
  if (id.length() !== UUID_BYTES) throw new MongoError('InvalidUUID', 'uuid must be a 16-byte binary field');
}

function checkReadConcern(concern: Doc | undefined, { name, reads }: Command): void {
  if (!concern) return;
  const fields = new Fields('readConcern', concern);
  fields.refuseUnknown(READ_FIELDS);
  const level = fields.text('level');
  if (level !== undefined && !READ_LEVELS.has(level)) {
    throw badValue(`Enumeration value '${level}' for field 'readConcern.level' is not a valid value.`);
  }
  if (level !== undefined && level !== 'local' && !reads) {
    throw new MongoError('InvalidOptions', `Command ${name} does not support read concern ${level}`);
  }
  if (level === 'linearizable') throw notReplicated('read concern');
  if (level === 'snapshot') throw notReplicated('readConcern: snapshot');
  for (const time of ['afterClusterTime', 'atClusterTime']) {
    if (fields.has(time)) {
      throw new MongoError('IllegalOperation', `Cannot specify ${time} readConcern without replication enabled`);
    }
  }
}

function notReplicated(what: string): MongoError {
  return new MongoError('NotAReplicaSet', `node needs to be a replica set member to use ${what}`);
}

function checkWriteConcern(concern: Doc | undefined, { writes }: Command): void {
  if (!concern) return;
  if (!writes) throw new MongoError('InvalidOptions', 'Command does not support writeConcern');
  const fields = new Fields('writeConcern', concern);
  fields.refuseUnknown(WRITE_FIELDS);
  if (fields.flag('j') && fields.flag('fsync')) throw failedToParse('fsync and j options cannot be used together');
  fields.number('wtimeout');
  checkAcknowledgement(fields);
}

function checkAcknowledgement(fields: Fields): void {
  const w = fields.get('w');
  if (w === undefined || w === null || w === 'majority') return;
  const number = toNumber(w);
  if (typeof w === 'string') {
    throw badValue(`cannot use non-majority 'w' mode "${w}" when a host is not a member of a replica set`);
  }
  if (number === undefined) throw failedToParse('w has to be a number or a string');
  if (number < 0 || number > 50) throw failedToParse('w has to be a non-negative number and not greater than 50');
  if (number > 1) throw badValue("cannot use 'w' > 1 when a host is not replicated");
}
