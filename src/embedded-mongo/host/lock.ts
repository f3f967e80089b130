import { chmod, link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';

const LOCK_FILE = 'engine.lock';
const FILE_BYTES = 1024;

/** Another engine has the directory. */
export class EngineLockedError extends Error {
  override name = 'EngineLockedError';

  constructor(
    readonly directory: string,
    readonly pid: number,
  ) {
    super(`The database in ${directory} is already open in process ${pid}`);
  }
}

interface Owner {
  readonly pid: number;
  /** Tells this process from a later one with the same number, as in a restarted container. */
  readonly started: string;
  readonly uri?: string;
}

/** A directory's one engine. */
export class DirectoryLock {
  private constructor(
    private readonly path: string,
    private readonly owner: Owner,
  ) {}

  static async take(directory: string): Promise<DirectoryLock> {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await chmod(directory, 0o700);
    const path = join(directory, LOCK_FILE);
    const owner = { pid: process.pid, started: await startOf(process.pid) };
    for (let attempt = 0; attempt < 5; attempt++) {
      if (await claim(path, owner)) return new DirectoryLock(path, owner);
      const text = await readFile(path, 'utf8').catch(() => undefined);
      const holder = text === undefined ? undefined : parseOwner(text);
      if (holder && (await isRunning(holder))) throw new EngineLockedError(directory, holder.pid);
      if (text !== undefined) await removeStale(path, text);
    }
    throw new EngineLockedError(directory, 0);
  }

  /** Tells others where the engine listens. */
  async announce(uri: string): Promise<void> {
    // In place, since a full disk has no room for a second file.
    await writeFile(this.path, fileText({ ...this.owner, uri }), { flag: 'r+' });
  }

  async release(): Promise<void> {
    await rm(this.path, { force: true });
  }
}

/** The connection string of the engine that has this directory open, if one has. */
export async function runningEngine(directory: string): Promise<string | undefined> {
  const text = await readFile(join(directory, LOCK_FILE), 'utf8').catch(() => undefined);
  const owner = text === undefined ? undefined : parseOwner(text);
  return owner && (await isRunning(owner)) ? owner.uri : undefined;
}

/** Always of one length, so that a later text takes the place of an earlier one. */
function fileText(owner: Owner): string {
  return JSON.stringify(owner).padEnd(FILE_BYTES);
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}

function temporaryName(path: string): string {
  return `${path}.${process.pid}-${threadId}`;
}

/** A link appears whole or not at all. */
async function claim(path: string, owner: Owner): Promise<boolean> {
  const temporary = temporaryName(path);
  try {
    await writeFile(temporary, fileText(owner), { mode: 0o600 });
    await link(temporary, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Moves a dead owner's lock away, and puts it back where another start has been faster. */
async function removeStale(path: string, stale: string): Promise<void> {
  const aside = `${temporaryName(path)}.stale`;
  try {
    await rename(path, aside);
  } catch {
    return;
  }
  const moved = await readFile(aside, 'utf8');
  if (moved !== stale) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}

function parseOwner(text: string): Owner | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('pid' in value) || typeof value.pid !== 'number')
      return undefined;
    const started = 'started' in value && typeof value.started === 'string' ? value.started : '';
    const uri = 'uri' in value && typeof value.uri === 'string' ? { uri: value.uri } : {};
    return { pid: value.pid, started, ...uri };
  } catch {
    return undefined;
  }
}

async function isRunning(owner: Owner): Promise<boolean> {
  if (!isAlive(owner.pid)) return false;
  const started = await startOf(owner.pid);
  if (started !== '' && owner.started !== '') return started === owner.started;
  return owner.uri === undefined || (await isListening(owner.uri));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** When a process started, in the kernel's words; empty where the system does not tell. */
async function startOf(pid: number): Promise<string> {
  try {
    const [boot, stat] = await Promise.all([
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
      readFile(`/proc/${pid}/stat`, 'utf8'),
    ]);
    const afterName = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return `${boot.trim()} ${afterName[19] ?? ''}`;
  } catch {
    return '';
  }
}

/** Whether connections are taken there: an engine that stops ends this before it gives its directory back. */
export async function isListening(uri: string): Promise<boolean> {
  const host = decodeURIComponent(uri.replace('mongodb://', '').split('/?')[0] ?? '');
  const [, port] = host.split(':');
  return new Promise((resolve) => {
    const socket = host.startsWith('/') ? connect(host) : connect(Number(port), '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
