import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Engine, type EngineOptions } from '../engine.js';
import { DirectoryLock } from './lock.js';
import { type Address, EngineServer } from './server.js';

export interface HostOptions extends EngineOptions {
  readonly dir: string;
  /** A port of the loopback address instead of a Unix socket; 0 for any free one. */
  readonly port?: number;
  readonly socketPath?: string;
}

export interface RunningEngine {
  readonly uri: string;
  close(): Promise<void>;
}

const SOCKET_FILE = 'engine.sock';
/** The kernel's limit for the path of a socket is 108 bytes, on some systems 104. */
const LONGEST_SOCKET_PATH = 100;

/** Opens a directory and serves it from this thread. */
export async function startInline(options: HostOptions): Promise<RunningEngine> {
  const directory = resolve(options.dir);
  const lock = await DirectoryLock.take(directory);
  try {
    return await serve(directory, lock, options);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function serve(directory: string, lock: DirectoryLock, options: HostOptions): Promise<RunningEngine> {
  const engine = new Engine(directory, options);
  const server = new EngineServer(engine);
  const { address, tidy } = await addressFor(directory, options);
  const uri = await server.listen(address);
  await lock.announce(uri);
  return {
    uri,
    async close() {
      await server.close();
      await engine.close();
      await tidy();
      await lock.release();
    },
  };
}

async function addressFor(
  directory: string,
  { port, socketPath }: HostOptions,
): Promise<{ address: Address; tidy: () => Promise<void> }> {
  // Drivers reach no socket file on Windows.
  if (port !== undefined || process.platform === 'win32') return { address: { port: port ?? 0 }, tidy: async () => {} };
  const wanted = socketPath ?? join(directory, SOCKET_FILE);
  if (Buffer.byteLength(wanted) <= LONGEST_SOCKET_PATH) {
    // The lock is ours: a socket that is there belonged to an engine that was killed.
    await rm(wanted, { force: true });
    return { address: { socketPath: wanted }, tidy: () => rm(wanted, { force: true }) };
  }
  const shorter = join(await mkdtemp(join(tmpdir(), 'engine-')), SOCKET_FILE);
  return { address: { socketPath: shorter }, tidy: () => rm(dirname(shorter), { recursive: true, force: true }) };
}
