import type { Engine } from '../engine.js';
import { MongoError } from '../errors.js';
import type { Connection } from '../wire/connection.js';
import type { Reply } from '../wire/reply.js';
import type { Request } from '../wire/request.js';
import { adminCommands } from './admin.js';
import { aggregateCommands } from './aggregate.js';
import { collModCommands } from './coll-mod.js';
import { collectionCommands } from './collections.js';
import { Call, type Command, checkFields } from './command.js';
import { checkConcerns, refuseTransaction } from './concerns.js';
import { cursorCommands } from './cursor-commands.js';
import { diagnosticCommands } from './diagnostics.js';
import { explainCommands } from './explain.js';
import { findAndModifyCommands } from './find-and-modify.js';
import { helloCommands } from './hello.js';
import { indexCommands } from './index-commands.js';
import { readCommands } from './read.js';
import { refusalOf } from './refused.js';
import { sessionCommands } from './sessions.js';
import { writeCommands } from './write.js';

const byName = new Map<string, Command>();

for (const command of [
  ...helloCommands,
  ...readCommands,
  ...cursorCommands,
  ...aggregateCommands,
  ...writeCommands,
  ...findAndModifyCommands,
  ...indexCommands,
  ...collectionCommands,
  ...collModCommands,
  ...explainCommands,
  ...sessionCommands,
  ...adminCommands,
  ...diagnosticCommands,
]) {
  for (const name of [command.name, ...(command.aliases ?? [])]) byName.set(name, command);
}

/** Runs what a client asks for. An unknown command or field is an error, never ignored. */
export async function runCommand(
  engine: Engine,
  request: Pick<Request, 'name' | 'body' | 'sequences'>,
  connection: Pick<Connection, 'id'>,
): Promise<Reply> {
  const command = byName.get(request.name);
  const call = new Call(engine, request, connection);
  refuseTransaction(call.fields);
  if (!command) throw refusalOf(request.name) ?? noSuchCommand(request.name);
  checkFields(command, call.fields);
  checkConcerns(call.fields, command);
  if (command.adminOnly && call.database !== 'admin') {
    throw new MongoError('Unauthorized', `${command.name} may only be run against the admin database.`);
  }
  return command.run(call);
}

function noSuchCommand(name: string): MongoError {
  return new MongoError('CommandNotFound', `no such command: '${name}'`);
}
