import type { Command } from 'commander';
import { engineDir } from '../platform/database/places.js';
import { say } from './application.js';
import { embeddedConfig, megabytes, requireData, secondsSince, whileStopped, withDatabase } from './embedded.js';
import { Progress } from './progress.js';
import { contents } from './restore.js';

export function addUpkeep(program: Command): void {
  program
    .command('check')
    .description('compare every document of the embedded database with every index, also while people write')
    .action(check);
  program
    .command('compact')
    .description('give back the space that deleted things left in the embedded database, while the server is stopped')
    .action(compact);
}

async function check(): Promise<void> {
  const config = embeddedConfig('check it with its own tools');
  const { checkDatabases } = await import('../embedded-mongo/operations/index.js');
  const began = Date.now();
  const progress = new Progress();
  try {
    const found = await withDatabase(config, (uri) => checkDatabases(uri, (part) => progress.show('checking', part)));
    progress.end();
    if (found.errors.length > 0) throw new Error(`damaged: ${found.errors.join('; ')}; restore a backup`);
    say(`All is well: ${contents(found)}; indexes agree (${secondsSince(began)})`);
  } finally {
    progress.end();
  }
}

async function compact(): Promise<void> {
  const config = embeddedConfig('it looks after its space itself');
  await requireData(config);
  const { compactDirectory } = await import('../embedded-mongo/operations/index.js');
  const began = Date.now();
  const { before, after } = await whileStopped(config, () => compactDirectory(engineDir(config)));
  say(`Compacted: ${megabytes(before)} before, ${megabytes(after)} now (${secondsSince(began)})`);
}
