import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import type { Config } from '../platform/config/config.js';
import { engineDir } from '../platform/database/places.js';
import { say } from './application.js';
import { copiesIn } from './backup.js';
import { counted, embeddedConfig, secondsSince, stamp, whileStopped } from './embedded.js';
import { WrongUse } from './explain.js';
import { Progress } from './progress.js';

export function addRestore(program: Command): void {
  program
    .command('restore <folder>')
    .description('bring back what `palabre backup` has copied, while the server is stopped; the copy is checked first')
    .option('--replace', 'also where there is something already; that is put aside, and kept')
    .action((folder: string, { replace }: { replace?: boolean }) => restore(resolve(folder), Boolean(replace)));
}

async function restore(folder: string, replace: boolean): Promise<void> {
  const config = embeddedConfig('bring it back with mongorestore, or with `palabre load`');
  const { restoreBackup, DirectoryFilledError } = await import('../embedded-mongo/operations/index.js');
  const copy = await copyIn(folder, config);
  const aside = join(config.dataDir, `replaced-${stamp()}`);
  const began = Date.now();
  const progress = new Progress();
  let found = { collections: 0, documents: 0 };
  const check = async (directory: string) => {
    found = await soundCopy(directory, copy, (part) => progress.show('checking', part));
  };
  const onProgress = (part: number) => progress.show('copying', part);
  const replaced = replace && (await exists(join(engineDir(config), 'data.mdb')));
  try {
    await whileStopped(config, () =>
      restoreBackup(copy, engineDir(config), { ...(replace ? { aside } : {}), check, onProgress }),
    );
  } catch (error) {
    if (!(error instanceof DirectoryFilledError)) throw error;
    throw new WrongUse(`there is something in ${config.dataDir} already: --replace puts it aside, and keeps it`);
  } finally {
    progress.end();
  }
  say(`Restored ${copy}`);
  say(`  into ${config.dataDir} in ${secondsSince(began)}: ${contents(found)}; indexes agree`);
  if (replaced) say(`  What was there is kept in ${aside}: delete it when you are sure.`);
}

export const contents = ({ collections, documents }: { collections: number; documents: number }): string =>
  `${counted(documents, 'document')} in ${counted(collections, 'collection')}`;

/** The copy that a folder is, or holds: also a folder DATA_DIR that was copied while its server was stopped. */
async function copyIn(folder: string, config: Config): Promise<string> {
  const { runningEngine } = await import('../embedded-mongo/index.js');
  for (const place of [folder, join(folder, 'engine')]) {
    if (!(await exists(join(place, 'data.mdb')))) continue;
    if (place === engineDir(config)) throw new WrongUse(`${folder} is what you have now, and no copy of it`);
    if (await runningEngine(place)) throw new WrongUse(`${folder} is in use: copy it with \`palabre backup\``);
    return place;
  }
  const [latest] = await copiesIn(folder);
  if (latest) throw new WrongUse(`${folder} holds copies: name one of them; the latest is ${latest}`);
  throw new WrongUse(`${folder} is no backup: there is no data.mdb in it`);
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Opens a copy in a process of its own, since a damaged file can end the process that reads it. */
async function soundCopy(directory: string, name: string, onProgress: (part: number) => void) {
  const cli = fileURLToPath(new URL('../cli.js', import.meta.url));
  const engine = spawn(process.execPath, [cli, 'engine', '--dir', directory], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(engine, 'exit');
  const complaint = text(engine.stderr);
  try {
    const uri = await readyAt(engine.stdout);
    if (!uri) throw new WrongUse(`${name} is damaged: ${firstLine(await complaint) || 'it cannot be opened'}`);
    const { checkDatabases } = await import('../embedded-mongo/operations/index.js');
    const found = await checkDatabases(uri, onProgress).catch((error: Error) => {
      throw new WrongUse(`${name} is damaged: ${error.message}`);
    });
    if (found.errors[0]) throw new WrongUse(`${name} is damaged: ${found.errors[0]}`);
    return found;
  } finally {
    engine.kill();
    await ended;
  }
}

const firstLine = (output: string): string => (output.split('\n')[0] ?? '').replace(/^palabre: /, '');

async function readyAt(output: NodeJS.ReadableStream): Promise<string | undefined> {
  for await (const line of createInterface(output)) {
    const uri = /^ready (mongodb:\S+)$/.exec(line)?.[1];
    if (uri) return uri;
  }
  return undefined;
}
