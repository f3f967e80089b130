import { doc, newUuid } from '../bson/values.js';
import { okReply } from '../wire/reply.js';
import type { Call, Command } from './command.js';

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
    run: () => okReply({ id: doc({ id: newUuid() }), timeoutMinutes: 30 }),
  },
  ...['endSessions', 'refreshSessions', 'killSessions', 'killAllSessions'].map(forget),
];
