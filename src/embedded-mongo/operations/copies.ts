import { copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DirectoryLock } from '../host/lock.js';
import { DATA_FILE, Store } from '../storage/store.js';

/** Puts a backup in the place of a directory that no engine has open. */
export async function restoreBackup(backup: string, directory: string): Promise<void> {
  const source = join(backup, DATA_FILE);
  await stat(source);
  const lock = await DirectoryLock.take(directory);
  try {
    const target = join(directory, DATA_FILE);
    const incoming = `${target}.incoming`;
    await copyFile(source, incoming);
    await flushToDisk(incoming);
    await replaceData(directory, incoming);
  } finally {
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

/** A copy as of one moment, complete on the disk before this resolves. */
export async function backupTo(store: Store, directory: string): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  if ((await readdir(directory)).length > 0) throw new Error(`The directory of a backup must be empty: ${directory}`);
  const partial = join(directory, `${DATA_FILE}.partial`);
  await store.copyTo(partial);
  await flushToDisk(partial);
  await rename(partial, join(directory, DATA_FILE));
  await flushToDisk(directory);
}

async function replaceData(directory: string, incoming: string): Promise<void> {
  const target = join(directory, DATA_FILE);
  await rename(incoming, target);
  // Readers of the old file are recorded here; nobody has the new one open.
  await rm(`${target}-lock`, { force: true });
  await flushToDisk(directory);
}

async function flushToDisk(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
