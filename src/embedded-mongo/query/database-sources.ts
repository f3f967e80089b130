import { createHash } from 'node:crypto';
import { Binary, Doc, doc, type Value } from '../bson/values.js';
import type { Engine } from '../engine.js';
import { MongoError } from '../errors.js';
import { type Batches, compileExpression, type Environment, inBatches } from '../language/index.js';

/** The command that asks. */
export interface Asking {
  readonly database: string;
  readonly body: Doc;
  readonly connectionId: number;
  readonly environment: Environment;
}

/** The stages of `{ aggregate: 1 }`, which start from no collection. */
export function databaseSources(engine: Engine, asking: Asking): ReadonlyMap<string, (operand: Value) => Batches> {
  return new Map<string, (operand: Value) => Batches>([
    ['$documents', (operand) => inBatches(givenDocuments(operand, asking.environment))],
    ['$currentOp', (operand) => inBatches(currentOperations(engine, asking, options(operand, '$currentOp')))],
    ['$listLocalSessions', (operand) => inBatches(sessions(asking, options(operand, '$listLocalSessions')))],
  ]);
}

export const DATABASE_STAGES: ReadonlySet<string> = new Set(['$documents', '$currentOp', '$listLocalSessions']);

function options(operand: Value, stage: string): Doc {
  if (operand instanceof Doc) return operand;
  throw new MongoError('FailedToParse', `${stage} options must be specified in an object`);
}

function givenDocuments(operand: Value, environment: Environment): Doc[] {
  const documents = compileExpression(operand, environment)(new Doc());
  if (!Array.isArray(documents)) throw new MongoError(5858203, 'an array is expected');
  return documents.map((item) => {
    if (item instanceof Doc) return item;
    throw new MongoError(40228, '$documents must be an array of objects');
  });
}

const CURRENT_OP_OPTIONS = new Set([
  'allUsers',
  'idleConnections',
  'idleCursors',
  'idleSessions',
  'localOps',
  'backtrace',
  'targetAllNodes',
]);

/** One at a time is at work here: whoever asks sees themselves. */
export function currentOperations(engine: Engine, asking: Asking, given = new Doc()): Doc[] {
  for (const name of given.keys()) {
    if (!CURRENT_OP_OPTIONS.has(name))
      throw new MongoError('FailedToParse', `Unrecognized option '${name}' in $currentOp stage.`);
  }
  if (asking.database !== 'admin') {
    throw new MongoError('InvalidNamespace', "$currentOp must be run against the 'admin' database with {aggregate: 1}");
  }
  const { body, connectionId, environment } = asking;
  const [name = ''] = body.keys();
  return [
    doc({
      type: 'op',
      connectionId,
      desc: `conn${connectionId}`,
      active: true,
      currentOpTime: environment.now.toISOString(),
      opid: engine.clients.created,
      secs_running: 0n,
      microsecs_running: 0n,
      op: 'command',
      ns: `${asking.database}.$cmd.${name}`,
      command: body,
      numYields: 0,
    }),
  ];
}

const NO_USER = createHash('sha256').digest();

/** Sessions are not kept; the one that asks is there while it does. */
function sessions({ body, environment }: Asking, given: Doc): Doc[] {
  for (const name of given.keys()) {
    if (name !== 'allUsers' && name !== 'users')
      throw new MongoError(40415, `BSON field '$listLocalSessions.${name}' is an unknown field.`);
  }
  const session = body.get('lsid');
  if (!(session instanceof Doc)) return [];
  const _id = doc({ id: session.get('id'), uid: new Binary(NO_USER) });
  return [doc({ _id, lastUse: environment.now })];
}
