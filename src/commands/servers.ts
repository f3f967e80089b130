import type { Command } from 'commander';
import { engineDir } from '../platform/database/places.js';
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
    .description('serve the embedded database alone, for looking at it with tools for MongoDB')
    .option('--dir <directory>', 'another directory than the one in DATA_DIR')
    .option('--port <number>', 'a port of this machine, instead of a socket in the directory')
    .option('--socket <path>', 'another socket')
    .action(async ({ dir, port, socket }: { dir?: string; port?: string; socket?: string }) => {
      const { runEngineProcess } = await import('../embedded-mongo/index.js');
      return runEngineProcess([
        ...['--dir', dir ?? engineDir(commandConfig())],
        ...(port === undefined ? [] : ['--port', port]),
        ...(socket === undefined ? [] : ['--socket', socket]),
      ]);
    });
}
