import { randomBytes } from 'node:crypto';
import { Binary, doc } from '../bson/values.js';
import { okReply } from '../wire/reply.js';
import type { Command } from './command.js';

const UUID_SUBTYPE = 4;

/** Sessions have nothing to keep on a standalone without transactions: they are accepted and forgotten. */
export const sessionCommands: Command[] = [
  {
    name: 'startSession',
    fields: [],
    run: () => okReply({ id: doc({ id: new Binary(randomBytes(16), UUID_SUBTYPE) }), timeoutMinutes: 30 }),
  },
  { name: 'endSessions', fields: [], run: () => okReply() },
  { name: 'refreshSessions', fields: [], run: () => okReply() },
  { name: 'killSessions', fields: [], run: () => okReply() },
  { name: 'killAllSessions', fields: [], run: () => okReply() },
];
