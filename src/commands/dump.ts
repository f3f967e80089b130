import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { Config } from '../platform/config/config.js';
import { databaseNamedIn, engineDir } from '../platform/database/places.js';
import { commandConfig, say } from './application.js';
import { secondsSince, whileStopped, withDatabase } from './embedded.js';
import { WrongUse } from './explain.js';
import { Progress } from './progress.js';
import { contents } from './restore.js';

const THEIRS = new Set(['admin', 'config', 'local']);

export function addDump(program: Command): void {
  program
    .command('dump <folder>')
    .description(
      'write the database, embedded or a MongoDB, as plain BSON files that mongorestore and `palabre load` read',
    )
    .action((folder: string) => dump(resolve(folder)));
  program
    .command('load <folder>')
    .description('fill the database, embedded or a MongoDB, from what mongodump or `palabre dump` has written')
    .option('--drop', 'throw away what is in the way; otherwise nothing is loaded where there is something')
    .action((folder: string, { drop }: { drop?: boolean }) => load(resolve(folder), Boolean(drop)));
}

/** The folder of the database appears when it is whole. */
async function dump(folder: string): Promise<void> {
  const config = commandConfig();
  const began = Date.now();
  const name = databaseNamedIn(config.mongodbUri);
  const target = join(folder, encodeURIComponent(name));
  if ((await entriesOf(folder)).length > 0) throw new WrongUse(`${folder} is not empty: name a new folder`);
  const unfinished = `${target}.part`;
  const progress = new Progress();
  try {
    const { dumpDatabase } = await import('../embedded-mongo/operations/index.js');
    const moved = await withDatabase(config, (uri) =>
      dumpDatabase(uri, name, unfinished, (part) => progress.show('writing', part)),
    );
    await rename(unfinished, target);
    progress.end();
    say(`Dumped ${contents(moved)} to ${target} in ${secondsSince(began)}`);
    say('  What people wrote meanwhile may be in one file and not in another: before a move, stop the server.');
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  } finally {
    progress.end();
  }
}

async function load(folder: string, drop: boolean): Promise<void> {
  const config = commandConfig();
  const began = Date.now();
  const name = databaseNamedIn(config.mongodbUri);
  const source = await databaseFolder(folder, name);
  const progress = new Progress();
  try {
    const { loadDatabase, CollectionNotEmptyError } = await import('../embedded-mongo/operations/index.js');
    const moved = await alone(config, (uri) =>
      loadDatabase(uri, name, source, { drop, onProgress: (step, part) => progress.show(step, part) }).catch(
        (error: unknown) => {
          if (!(error instanceof CollectionNotEmptyError)) throw error;
          throw new WrongUse(`${error.message}, and nothing was loaded: --drop throws away what is in the way`);
        },
      ),
    );
    progress.end();
    say(`Loaded ${contents(moved)} from ${source} in ${secondsSince(began)}`);
  } finally {
    progress.end();
  }
}

/** A server that runs here would go on with what it remembers of the old. */
async function alone<T>(config: Config, work: (uri: string) => Promise<T>): Promise<T> {
  if (config.mongodbUri) return work(config.mongodbUri);
  const { startEngine } = await import('../embedded-mongo/index.js');
  return whileStopped(config, async () => {
    await mkdir(config.dataDir, { recursive: true });
    const engine = await startEngine({ dir: engineDir(config) });
    try {
      return await work(engine.uri);
    } finally {
      await engine.close();
    }
  });
}

/** The folder with the files: the one that is named, or that of our database in it, or the only one in it. */
async function databaseFolder(folder: string, name: string): Promise<string> {
  const entries = await entriesOf(folder);
  if (entries.some((entry) => entry.isFile() && entry.name.endsWith('.metadata.json'))) return folder;
  const databases = entries
    .filter((entry) => entry.isDirectory() && !THEIRS.has(entry.name))
    .map((entry) => entry.name);
  const [first, second] = databases;
  if (databases.includes(name)) return join(folder, name);
  if (first && !second) return join(folder, first);
  if (!first) throw new WrongUse(`${folder} holds no dump`);
  throw new WrongUse(`${folder} holds several databases: name the folder of one, such as ${join(folder, first)}`);
}

const entriesOf = (folder: string) => readdir(folder, { withFileTypes: true }).catch(() => []);
