import { mkdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { EngineLockedError, isListening, runningEngine, startEngine } from '../../embedded-mongo/index.js';
import type { Config } from '../config/config.js';
import { engineDir } from './places.js';

/** As long as a server may take to finish what it has in hand, and a little. */
const PATIENCE_MS = 15_000;
const LOOK_EVERY_MS = 100;

/** Where documents are kept; closing it stops the embedded engine where we have started it. */
export interface Database {
  uri: string;
  close(): Promise<void>;
}

/** Another server holds this folder. */
export class DataDirInUse extends Error {
  override name = 'DataDirInUse';
}

/** The database of a server: MongoDB where MONGODB_URI names it, else the embedded engine, started here, in DATA_DIR. */
export async function openDatabase(config: Config): Promise<Database> {
  if (config.mongodbUri) return { uri: config.mongodbUri, close: async () => {} };
  await mkdir(config.dataDir, { recursive: true });
  try {
    return await startEngine({ dir: engineDir(config) });
  } catch (error) {
    if (!(error instanceof EngineLockedError)) throw error;
    throw new DataDirInUse(`another Palabre already runs in ${config.dataDir}: stop it first, or set DATA_DIR`, {
      cause: error,
    });
  }
}

/**
 * The database of a command: joins the server that runs in DATA_DIR, or starts the engine for as long as the command takes.
 * A server that is just starting or stopping is waited for.
 */
export async function joinDatabase(config: Config): Promise<Database> {
  if (config.mongodbUri) return { uri: config.mongodbUri, close: async () => {} };
  for (let waited = 0; ; waited += LOOK_EVERY_MS) {
    const uri = await runningEngine(engineDir(config));
    if (uri && (await isListening(uri))) return { uri, close: async () => {} };
    try {
      return await openDatabase(config);
    } catch (error) {
      if (!(error instanceof DataDirInUse) || waited >= PATIENCE_MS) throw error;
    }
    await sleep(LOOK_EVERY_MS);
  }
}
