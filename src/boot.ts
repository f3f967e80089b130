import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { getConnectionToken } from '@nestjs/mongoose';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Connection } from 'mongoose';
import { AppModule, features } from './app.module.js';
import type { Config } from './platform/config/config.js';
import { joinDatabase, openDatabase } from './platform/database/database.js';
import { loadMessages } from './platform/i18n/messages.js';
import { createLog, type Log, NestLog } from './platform/log/log.js';
import { SocketAdapter } from './platform/realtime/socket-adapter.js';
import { Role } from './platform/role.js';
import { createAdapter, furnish } from './platform/web/server.js';
import { refuseOpenRoutes } from './platform/web/wiring.js';

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
  loadMessages(undefined, { strict: config.development });
  const database = command ? await joinDatabase(config) : await openDatabase(config);
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

async function assemble(config: Config, role: Role, log: Log, databaseUri: string): Promise<NestFastifyApplication> {
  const module = AppModule.with({ config, databaseUri, log, role }, await featuresFor(config));
  const app = await NestFactory.create<NestFastifyApplication>(module, createAdapter(config), {
    logger: new NestLog(log),
    abortOnError: false,
    bodyParser: false,
  });
  app.useWebSocketAdapter(new SocketAdapter(app, config.redisUrl));
  await furnish(app, config);
  refuseOpenRoutes(app);
  await buildIndexes(app.get<Connection>(getConnectionToken()));
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
}

/** In development there are pages that look behind the others; nowhere else is their code even loaded. */
async function featuresFor(config: Config): Promise<Type[]> {
  if (!config.development) return features;
  const { DevModule } = await import('./dev/dev.module.js');
  return [...features, DevModule];
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

/** Unique indexes are promises that verbs rely on: nothing is served before they stand. */
async function buildIndexes(connection: Connection): Promise<void> {
  await Promise.all(Object.values(connection.models).map((model) => model.init()));
}
