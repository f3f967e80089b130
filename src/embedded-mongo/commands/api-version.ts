import { Doc } from '../bson/values.js';
import { MongoError } from '../errors.js';
import type { Fields } from './fields.js';

/** The commands of version 1 of the stable API that are here. */
const STABLE = new Set([
  'aggregate',
  'collMod',
  'count',
  'create',
  'createIndexes',
  'delete',
  'drop',
  'dropDatabase',
  'dropIndexes',
  'endSessions',
  'explain',
  'find',
  'findAndModify',
  'getMore',
  'hello',
  'insert',
  'killCursors',
  'listCollections',
  'listDatabases',
  'listIndexes',
  'ping',
  'refreshSessions',
  'update',
]);
const UNSTABLE_STAGES = new Set(['$currentOp', '$indexStats', '$listLocalSessions']);
const UNSTABLE_FIELDS = ['noCursorTimeout', 'autoIndexId'];

/** A client may ask to be refused whatever is not in the version of the API it declares. */
export function checkApi(fields: Fields, command: string): void {
  const version = fields.text('apiVersion');
  const strict = fields.flag('apiStrict');
  if (version === undefined) {
    if (!fields.has('apiStrict') && !fields.has('apiDeprecationErrors')) return;
    throw new MongoError(
      'APIVersionError',
      'Provided apiStrict and/or apiDeprecationErrors without passing apiVersion',
    );
  }
  if (version !== '1') throw new MongoError('APIVersionError', `API version must be "1", got "${version}"`);
  fields.flag('apiDeprecationErrors');
  const unstable = strict ? unstablePart(fields, command) : undefined;
  if (unstable === undefined) return;
  throw new MongoError(
    'APIStrictError',
    `Provided apiStrict:true, but the ${unstable} is not in API Version 1. Information on supported commands and migrations in API Version 1 can be found at https://dochub.mongodb.org/core/manual-versioned-api`,
  );
}

function unstablePart(fields: Fields, command: string): string | undefined {
  if (!STABLE.has(command)) return `command ${command}`;
  const field = UNSTABLE_FIELDS.find((name) => fields.has(name));
  if (field !== undefined) return `field ${command}.${field}`;
  const stages = command === 'aggregate' ? (fields.docs('pipeline') ?? []) : [];
  const [stage] = stages.flatMap((item) => [...item]).filter(([name, how]) => isUnstable(name, how));
  return stage && `stage ${stage[0]}`;
}

function isUnstable(stage: string, how: unknown): boolean {
  if (stage !== '$collStats') return UNSTABLE_STAGES.has(stage);
  return how instanceof Doc && [...how.keys()].some((part) => part !== 'count');
}
