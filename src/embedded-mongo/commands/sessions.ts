import { randomBytes } from 'node:crypto';
import { Binary, doc } from '../bson/values.js';
import { okReply } from '../wire/reply.js';
import type { Call, Command } from './command.js';

const UUID_SUBTYPE = 4;

/** Sessions have nothing to keep on a standalone without transactions: they are accepted and forgotten. */
function forget(name: string): Command {
  const run = ({ fields }: Call) => {
    fields.requireDocs(name);
    return okReply();
  };
  return { name, fields: [], run };
}

export const sessionCommands: Command[] = [
  {
    name: 'startSession',
    fields: [],
    run: () => okReply({ id: doc({ id: new Binary(randomBytes(16), UUID_SUBTYPE) }), timeoutMinutes: 30 }),
  },
  ...['endSessions', 'refreshSessions', 'killSessions', 'killAllSessions'].map(forget),
];
