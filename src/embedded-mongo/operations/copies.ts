import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { copyFile, link, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DirectoryLock } from '../host/lock.js';
import { DATA_FILE, Store } from '../storage/store.js';

const NOTE_FILE = 'backup.json';
const CHUNK_BYTES = 256 * 1024;

/** Lies beside a backup's file: LMDB itself would not notice a letter that a disk has changed. */
export interface BackupNote {
  readonly takenAt: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** The directory of a restore has a database already. */
export class DirectoryFilledError extends Error {
  override name = 'DirectoryFilledError';
}

/** A backup is not what it was when it was made, or is none. */
export class DamagedBackupError extends Error {
  override name = 'DamagedBackupError';
}

export interface RestoreOptions {
  /** A new directory for what is replaced. Without it a directory that has a database is refused. */
  readonly aside?: string;
  /** Looks at the copy, in a directory of its own, before it replaces anything; what it throws ends the restore. */
  readonly check?: (directory: string) => Promise<void>;
  readonly onProgress?: (part: number) => void;
}

/** A copy as of one moment, complete on the disk before this resolves. */
export async function backupTo(store: Store, directory: string): Promise<BackupNote> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  if ((await readdir(directory)).length > 0) throw new Error(`The directory of a backup must be empty: ${directory}`);
  const partial = join(directory, `${DATA_FILE}.partial`);
  const note = join(directory, NOTE_FILE);
  try {
    const takenAt = new Date().toISOString();
    await store.copyTo(partial);
    await flushToDisk(partial);
    const content: BackupNote = { takenAt, ...(await fingerprint(partial)) };
    await writeFile(note, `${JSON.stringify(content, null, 2)}\n`);
    await flushToDisk(note);
    await rename(partial, join(directory, DATA_FILE));
    await flushToDisk(directory);
    return content;
  } catch (error) {
    await Promise.all([partial, note].map((path) => rm(path, { force: true })));
    throw error;
  }
}

/** Puts a backup in the place of a directory that no engine has open. */
export async function restoreBackup(
  backup: string,
  directory: string,
  { aside, check, onProgress }: RestoreOptions = {},
): Promise<void> {
  const source = join(backup, DATA_FILE);
  if (!(await exists(source)))
    throw new DamagedBackupError(`${backup} is not a whole backup: there is no ${DATA_FILE}`);
  const lock = await DirectoryLock.take(directory);
  const target = join(directory, DATA_FILE);
  const incoming = join(directory, 'incoming');
  try {
    const filled = await exists(target);
    if (filled && !aside) throw new DirectoryFilledError(`${directory} has a database already`);
    await rm(incoming, { recursive: true, force: true });
    await mkdir(incoming, { mode: 0o700 });
    const copy = join(incoming, DATA_FILE);
    await copyChecked(backup, copy, onProgress);
    await check?.(incoming);
    await flushToDisk(copy);
    if (filled && aside) await keepAside(target, aside);
    await replaceData(directory, copy);
  } finally {
    await rm(incoming, { recursive: true, force: true });
    await lock.release();
  }
}

/** Rewrites the file of a directory that no engine has open without the space that deleted documents left. */
export async function compactDirectory(directory: string): Promise<{ before: number; after: number }> {
  const lock = await DirectoryLock.take(directory);
  try {
    const target = join(directory, DATA_FILE);
    const before = (await stat(target)).size;
    const smaller = `${target}.compact`;
    await rm(smaller, { force: true });
    const store = new Store(directory);
    try {
      await store.copyTo(smaller);
    } finally {
      await store.close();
    }
    await flushToDisk(smaller);
    await replaceData(directory, smaller);
    return { before, after: (await stat(target)).size };
  } finally {
    await lock.release();
  }
}

/** Copies a backup's file; one that came without its note is taken as it is. */
async function copyChecked(backup: string, target: string, onProgress: (part: number) => void = () => {}) {
  const source = join(backup, DATA_FILE);
  const total = (await stat(source)).size;
  const hash = createHash('sha256');
  let bytes = 0;
  const passing = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      onProgress(bytes / total);
      done(null, chunk);
    },
  });
  await pipeline(
    createReadStream(source, { highWaterMark: CHUNK_BYTES }),
    passing,
    createWriteStream(target, { mode: 0o600 }),
  );
  const note = await readNote(backup);
  if (note && (note.bytes !== bytes || note.sha256 !== hash.digest('hex')))
    throw new DamagedBackupError(`${source} is damaged: it is not what it was when the backup was made`);
}

async function readNote(backup: string): Promise<BackupNote | undefined> {
  const path = join(backup, NOTE_FILE);
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as BackupNote;
  } catch {
    throw new DamagedBackupError(`${path} is damaged`);
  }
}

async function fingerprint(path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** A second name for the file, so that there is no moment at which a directory has none. */
async function keepAside(target: string, aside: string): Promise<void> {
  await mkdir(aside, { recursive: true, mode: 0o700 });
  const kept = join(aside, DATA_FILE);
  await link(target, kept).catch(() => copyFile(target, kept));
  await flushToDisk(kept);
}

async function replaceData(directory: string, incoming: string): Promise<void> {
  const target = join(directory, DATA_FILE);
  await rename(incoming, target);
  // Readers of the old file are recorded here; nobody has the new one open.
  await rm(`${target}-lock`, { force: true });
  await flushToDisk(directory);
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

async function flushToDisk(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
