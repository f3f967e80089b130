import type { Running } from '../boot.js';
import { type Config, readConfig } from '../platform/config/config.js';
import { Role } from '../platform/role.js';

// The application is loaded only by the commands that need it: help and a mistyped option answer at once.

/** The settings, as the server reads them; a command says nothing of its own inner life but errors. */
export const commandConfig = (): Config => readConfig({ ...process.env, LOG_LEVEL: process.env.LOG_LEVEL || 'error' });

/**
 * Opens the application for the time of one command: joined to the server that runs in DATA_DIR, or by itself when none
 * does. It serves nothing and works off no jobs; what it leaves to be done lies in the database, where the server finds it.
 */
export async function withPalabre<T>(work: (running: Running) => Promise<T>, config = commandConfig()): Promise<T> {
  const { boot } = await import('../boot.js');
  const running = await boot(config, new Role(false, false), { command: true });
  try {
    return await work(running);
  } finally {
    await running.close();
  }
}

export const say = (line = ''): void => {
  process.stdout.write(`${line}\n`);
};
