import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../platform/config/config.js';
import { engineDir } from '../platform/database/places.js';
import { commandConfig } from './application.js';
import { WrongUse } from './explain.js';

/** The settings of a command about the embedded database; `instead` says what to do where a MongoDB serves. */
export function embeddedConfig(instead: string): Config {
  const config = commandConfig();
  if (config.mongodbUri) throw new WrongUse(`MONGODB_URI is set, so everything is in that MongoDB: ${instead}`);
  return config;
}

/** @throws where nothing has ever been kept: opening it would make an empty database. */
export async function requireData(config: Config): Promise<void> {
  await stat(join(engineDir(config), 'data.mdb')).catch(() => {
    throw new WrongUse(`${config.dataDir}: there is nothing here yet; is DATA_DIR the folder of your server?`);
  });
}

/** Does something for which no server may run, and says so when one does. */
export async function whileStopped<T>(config: Config, work: () => Promise<T>): Promise<T> {
  const { EngineLockedError } = await import('../embedded-mongo/index.js');
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof EngineLockedError)) throw error;
    throw new WrongUse(`a Palabre runs in ${config.dataDir} (process ${error.pid}): stop it first`);
  }
}

/** The database in DATA_DIR for the time of a command, without the application around it. */
export async function withDatabase<T>(config: Config, work: (uri: string) => Promise<T>): Promise<T> {
  if (!config.mongodbUri) await requireData(config);
  const { joinDatabase } = await import('../platform/database/database.js');
  const database = await joinDatabase(config);
  try {
    return await work(database.uri);
  } finally {
    await database.close();
  }
}

export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

export const secondsSince = (began: number): string => `${((Date.now() - began) / 1000).toFixed(1)} s`;

export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

/** A moment as part of a name; names sort as moments do. */
export const stamp = (): string => new Date().toISOString().replace(/[:.]/g, '-');
