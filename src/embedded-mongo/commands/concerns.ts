import { toNumber } from '../bson/plain.js';
import { aliasOf, Binary, Doc } from '../bson/values.js';
import { badValue, MongoError, typeMismatch } from '../errors.js';
import type { Fields } from './fields.js';

/** What any command may carry. */
export const GENERIC_FIELDS = [
  '$db',
  '$readPreference',
  '$clusterTime',
  'lsid',
  'comment',
  'readConcern',
  'writeConcern',
  'maxTimeMS',
  'apiVersion',
  'apiStrict',
  'apiDeprecationErrors',
  'txnNumber',
  'startTransaction',
  'autocommit',
  'stmtId',
] as const;

const READ_LEVELS = new Set(['local', 'available', 'majority']);

/** A standalone has no transactions, and no writes that are safe to repeat. */
export function refuseTransaction(fields: Fields): void {
  if (fields.has('txnNumber') || fields.has('startTransaction') || fields.has('autocommit')) {
    throw new MongoError('IllegalOperation', 'Transaction numbers are only allowed on a replica set member or mongos');
  }
}

/** Accepts what a standalone accepts; the rest is refused as it refuses it. */
export function checkConcerns(fields: Fields): void {
  checkSession(fields.doc('lsid'));
  checkApiVersion(fields);
  checkReadConcern(fields.doc('readConcern'));
  checkWriteConcern(fields.doc('writeConcern'));
}

function checkSession(session: Doc | undefined): void {
  const id = session?.get('id');
  if (!session || id instanceof Binary) return;
  if (id === undefined)
    throw new MongoError(40414, "BSON field 'OperationSessionInfo.lsid.id' is missing but a required field");
  throw typeMismatch(
    `BSON field 'OperationSessionInfo.lsid.id' is the wrong type '${aliasOf(id)}', expected type 'binData'`,
  );
}

function checkApiVersion(fields: Fields): void {
  const version = fields.text('apiVersion');
  if (version !== undefined && version !== '1') {
    throw new MongoError(322, `API version must be "1", got "${version}"`);
  }
  if (version === undefined && (fields.has('apiStrict') || fields.has('apiDeprecationErrors'))) {
    throw new MongoError(322, 'Provided apiStrict and/or apiDeprecationErrors without passing apiVersion');
  }
}

function checkReadConcern(concern: Doc | undefined): void {
  const level = concern?.get('level');
  if (level === undefined || (typeof level === 'string' && READ_LEVELS.has(level))) return;
  if (level === 'linearizable') throw new MongoError(123, 'node needs to be a replica set member to use read concern');
  if (level === 'snapshot') {
    throw new MongoError('InvalidOptions', 'read concern level snapshot is not supported on a standalone');
  }
  throw badValue(`Enumeration value '${String(level)}' for field 'readConcern.level' is not a valid value.`);
}

function checkWriteConcern(concern: Doc | undefined): void {
  const w = concern?.get('w');
  if (w === undefined || w === null || w === 'majority') return;
  const number = toNumber(w);
  if (typeof w === 'string') {
    throw badValue(`cannot use non-majority 'w' mode "${w}" when a host is not a member of a replica set`);
  }
  if (number === undefined) throw new MongoError('FailedToParse', 'w has to be a number or a string');
  if (number < 0 || number > 50)
    throw new MongoError('FailedToParse', 'w has to be a non-negative number and not greater than 50');
  if (number > 1) throw badValue("cannot use 'w' > 1 when a host is not replicated");
}
