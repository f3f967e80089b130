import type { Value } from '../bson/values.js';
import { MongoError } from '../errors.js';
import { CursorReply, okReply } from '../wire/reply.js';
import type { Call, Command } from './command.js';
import type { Fields } from './fields.js';

async function getMore({ fields, engine, database }: Call) {
  const id = cursorId(fields, 'getMore', fields.require('getMore'));
  const collection = fields.requireText('collection');
  if (collection === '') throw new MongoError('InvalidNamespace', 'Collection names cannot be empty');
  const namespace = `${database}.${collection}`;
  const batchSize = fields.count('batchSize') || undefined;
  const cursor = engine.cursors.get(id, namespace);
  cursor.inUse = true;
  cursor.pace.restart(fields.time('maxTimeMS'));
  try {
    const { documents, exhausted } = await cursor.nextBatch(batchSize);
    if (exhausted) await engine.cursors.kill(id);
    return new CursorReply(exhausted ? 0n : id, namespace, 'nextBatch', documents);
  } catch (error) {
    await engine.cursors.kill(id);
    throw error;
  } finally {
    cursor.inUse = false;
    cursor.lastUsedAt = Date.now();
  }
}

function cursorId(fields: Fields, name: string, value: Value): bigint {
  if (typeof value === 'bigint') return value;
  throw fields.wrongType(name, value, 'long');
}

async function killCursors({ fields, engine }: Call) {
  const cursors = fields.requireList('cursors').map((value, i) => cursorId(fields, `cursors.${i}`, value));
  const killed: Value[] = [];
  const notFound: Value[] = [];
  for (const id of cursors) ((await engine.cursors.kill(id)) ? killed : notFound).push(id);
  return okReply({ cursorsKilled: killed, cursorsNotFound: notFound, cursorsAlive: [], cursorsUnknown: [] });
}

export const cursorCommands: Command[] = [
  { name: 'getMore', fields: ['collection', 'batchSize', 'term', 'lastKnownCommittedOpTime'], run: getMore },
  { name: 'killCursors', fields: ['cursors'], run: killCursors },
];
