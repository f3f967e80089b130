import { toNumber } from '../bson/plain.js';
import { aliasOf, type Value } from '../bson/values.js';
import { typeMismatch } from '../errors.js';
import { CursorReply, okReply } from '../wire/reply.js';
import type { Call, Command } from './command.js';

async function getMore({ fields, engine, database }: Call) {
  const id = fields.get('getMore');
  if (typeof id !== 'bigint') {
    throw typeMismatch(`BSON field 'getMore.getMore' is the wrong type '${aliasOf(id ?? null)}', expected type 'long'`);
  }
  const batchSize = fields.count('batchSize') || undefined;
  const namespace = `${database}.${fields.requireText('collection')}`;
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

function cursorId(value: Value | undefined): bigint {
  if (typeof value === 'bigint') return value;
  const number = toNumber(value);
  if (number === undefined)
    throw typeMismatch("BSON field 'killCursors.cursors' is the wrong type, expected type 'long'");
  return BigInt(Math.trunc(number));
}

async function killCursors({ fields, engine }: Call) {
  const killed: Value[] = [];
  const notFound: Value[] = [];
  for (const value of fields.list('cursors') ?? []) {
    const id = cursorId(value);
    ((await engine.cursors.kill(id)) ? killed : notFound).push(id);
  }
  return okReply({ cursorsKilled: killed, cursorsNotFound: notFound, cursorsAlive: [], cursorsUnknown: [] });
}

export const cursorCommands: Command[] = [
  { name: 'getMore', fields: ['collection', 'batchSize', 'term', 'lastKnownCommittedOpTime'], run: getMore },
  { name: 'killCursors', fields: ['cursors'], run: killCursors },
];
