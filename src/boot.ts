import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Config } from './platform/config/config.js';
import { joinDatabase, openDatabase } from './platform/database/database.js';
import { loadMessages } from './platform/i18n/messages.js';
import { createLog, type Log } from './platform/log/log.js';
import type { Role } from './platform/role.js';

export interface Running {
  app: NestFastifyApplication;
  config: Config;
  log: Log;
  /** Finishes what is in hand, then lets go of everything. */
  close(): Promise<void>;
}

/** The whole application in one of its roles, not yet listening. */
export async function boot(config: Config, role: Role, { command = false } = {}): Promise<Running> {
  const log = createLog(config.logLevel);
  // The database opens in its own thread while this one loads the application.
  const opening = command ? joinDatabase(config) : openDatabase(config);
  const [database, { assemble }] = await Promise.all([opening, import('./boot-application.js')]);
  loadMessages(undefined, { strict: config.development });
  try {
    const app = await assemble(config, role, log, database.uri);
    const close = async () => {
      await closeServer(app);
      await database.close();
    };
    return { app, config, log, close };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Connections that browsers keep open for the next request are let go as soon as nothing is in hand on them. */
async function closeServer(app: NestFastifyApplication): Promise<void> {
  const letGo = setInterval(() => app.getHttpServer().closeIdleConnections(), 50);
  try {
    await app.close();
  } finally {
    clearInterval(letGo);
  }
}
