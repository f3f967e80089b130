import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DirectoryLock, EngineLockedError, runningEngine } from './lock.js';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'lock-spec-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const lockFile = () => join(directory, 'engine.lock');

test('a directory is locked once, for its owner only, and free after its release', async () => {
  const lock = await DirectoryLock.take(directory);
  await lock.announce('mongodb://somewhere/');
  expect(await runningEngine(directory)).toBe('mongodb://somewhere/');
  expect((await stat(directory)).mode & 0o777).toBe(0o700);
  await expect(DirectoryLock.take(directory)).rejects.toThrow(EngineLockedError);
  await lock.release();
  await (await DirectoryLock.take(directory)).release();
});

test('the lock of a process that is gone is taken over', async () => {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  await writeFile(lockFile(), JSON.stringify({ pid: child.pid, started: '', uri: 'mongodb://gone/' }));
  expect(await runningEngine(directory)).toBeUndefined();
  const lock = await DirectoryLock.take(directory);
  expect(JSON.parse(await readFile(lockFile(), 'utf8')).pid).toBe(process.pid);
  await lock.release();
});

test('a later process with the number of a dead one does not hold its lock', async () => {
  const lock = await DirectoryLock.take(directory);
  const own = JSON.parse(await readFile(lockFile(), 'utf8'));
  await lock.release();
  await writeFile(lockFile(), JSON.stringify({ ...own, started: `${own.started}0` }));
  await (await DirectoryLock.take(directory)).release();
});

test('of many starts over a stale lock one wins', async () => {
  await writeFile(lockFile(), 'not even JSON');
  const starts = await Promise.allSettled(Array.from({ length: 5 }, () => DirectoryLock.take(directory)));
  expect(starts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});
