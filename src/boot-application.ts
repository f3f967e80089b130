import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { getConnectionToken } from '@nestjs/mongoose';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Connection } from 'mongoose';
import { AppModule, features } from './app.module.js';
import type { Config } from './platform/config/config.js';
import { type Log, NestLog } from './platform/log/log.js';
import { SocketAdapter } from './platform/realtime/socket-adapter.js';
import type { Role } from './platform/role.js';
import { createAdapter, furnish } from './platform/web/server.js';
import { refuseOpenRoutes } from './platform/web/wiring.js';

/** The application on a database that is open. */
export async function assemble(
  config: Config,
  role: Role,
  log: Log,
  databaseUri: string,
): Promise<NestFastifyApplication> {
  const module = AppModule.with({ config, databaseUri, log, role }, await featuresFor(config));
  const app = await NestFactory.create<NestFastifyApplication>(module, createAdapter(config), {
    logger: new NestLog(log),
    abortOnError: false,
    bodyParser: false,
  });
  app.useWebSocketAdapter(await SocketAdapter.for(app, config.redisUrl));
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

/** Unique indexes are promises that verbs rely on: nothing is served before they stand. */
async function buildIndexes(connection: Connection): Promise<void> {
  await Promise.all(Object.values(connection.models).map((model) => model.init()));
}
