import { join } from 'node:path';
import type { Command } from 'commander';
import { Role } from '../platform/role.js';
import { commandConfig } from './application.js';

const openDoor = async (role: Role, shared: 'web' | 'worker' | null): Promise<void> =>
  (await import('../door.js')).openDoor(role, shared);

/** The long-running ones: what `npm start`, `npm run web` and `npm run worker` do, and the embedded engine alone. */
export function addServers(program: Command): void {
  program
    .command('start')
    .description('serve pages and work off jobs in one process (as npm start)')
    .action(() => openDoor(new Role(true, true), null));
  program
    .command('web')
    .description('serve pages only; needs MONGODB_URI and REDIS_URL')
    .action(() => openDoor(new Role(true, false), 'web'));
  program
    .command('worker')
    .description('work off jobs only; needs MONGODB_URI and REDIS_URL')
    .action(() => openDoor(new Role(false, true), 'worker'));
  program
    .command('engine')
    .description('serve the embedded database of DATA_DIR alone, for looking at it with tools for MongoDB')
    .option('--port <number>', 'a port of this machine, instead of a socket in DATA_DIR')
    .action(async ({ port }: { port?: string }) => {
      const { runEngineProcess } = await import('../embedded-mongo/index.js');
      const dir = join(commandConfig().dataDir, 'engine');
      return runEngineProcess(['--dir', dir, ...(port === undefined ? [] : ['--port', port])]);
    });
}
