import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig } from '../config/config.js';
import { joinDatabase, openDatabase } from './database.js';
import { engineDir } from './places.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'palabre-database-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const config = () => readConfig({ DATA_DIR: folder });

test('a command joins the engine of the server that runs, and leaves it running', async () => {
  const server = await openDatabase(config());
  const joined = await joinDatabase(config());
  expect(joined.uri).toBe(server.uri);
  await joined.close();
  expect((await joinDatabase(config())).uri).toBe(server.uri);
  await server.close();
});

test('a command waits for a server that is just stopping, and opens the engine itself', async () => {
  const lock = join(engineDir(config()), 'engine.lock');
  await mkdir(engineDir(config()));
  await writeFile(lock, JSON.stringify({ pid: process.pid, started: '' }));
  const joining = joinDatabase(config());
  await Promise.race([joining, sleep(300)]);
  await rm(lock);
  const joined = await joining;
  expect(joined.uri).toContain('mongodb://');
  await joined.close();
});
