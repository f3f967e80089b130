import { readdir, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { engineDir } from '../platform/database/places.js';
import { say } from './application.js';
import { counted, embeddedConfig, megabytes, secondsSince, stamp, withDatabase } from './embedded.js';
import { Progress } from './progress.js';

const NAME = /^palabre-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z$/;

export function addBackup(program: Command): void {
  program
    .command('backup [folder]')
    .description(
      'copy everything, also while people write, into a new dated folder of DATA_DIR/backups or of the one you name',
    )
    .option('--keep <number>', 'delete the oldest copies there, so that this many are left', wholeNumber)
    .action((folder: string | undefined, { keep }: { keep?: number }) => backup(folder, keep));
}

async function backup(folder: string | undefined, keep: number | undefined): Promise<void> {
  const config = embeddedConfig('back it up with mongodump, or with `palabre dump`');
  const all = resolve(folder ?? join(config.dataDir, 'backups'));
  const to = join(all, `palabre-${stamp()}`);
  const began = Date.now();
  const source = join(engineDir(config), 'data.mdb');
  const { bytes } = await withDatabase(config, (uri) => copyTo(to, uri, source));
  say(`Backed up to ${to}`);
  say(`  ${megabytes(bytes)} in ${secondsSince(began)}: members, texts, files, settings of the site`);
  if ((await stat(to)).dev === (await stat(source)).dev)
    say('  It is on the same disk as the database: keep a copy elsewhere, too.');
  const deleted = keep === undefined ? 0 : await deleteOldest(all, keep);
  if (deleted > 0) say(`  Deleted ${counted(deleted, 'older copy', 'older copies')}.`);
  say(`  To bring it back: palabre restore ${JSON.stringify(to)}`);
}

/** The server itself writes the copy: it knows which moment is whole. */
async function copyTo(to: string, uri: string, source: string): Promise<{ bytes: number }> {
  const { default: mongoose } = await import('mongoose');
  const client = await new mongoose.mongo.MongoClient(uri).connect();
  const progress = new Progress();
  const { size } = await stat(source);
  const watch = setInterval(async () => {
    const written = await stat(join(to, 'data.mdb.partial')).catch(() => ({ size: 0 }));
    progress.show('copying', written.size / size);
  }, 200);
  try {
    const { bytes } = await client.db('admin').command({ backup: 1, to });
    return { bytes };
  } finally {
    clearInterval(watch);
    progress.end();
    await client.close();
  }
}

/** Only what a backup has made is ever deleted, by its name. */
async function deleteOldest(folder: string, keep: number): Promise<number> {
  const surplus = (await copiesIn(folder)).slice(keep);
  for (const copy of surplus) await rm(copy, { recursive: true });
  return surplus.length;
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('expected a number from 1.');
  return Number(text);
}

/** The copies in a folder, the latest first. */
export async function copiesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => NAME.test(name))
    .sort()
    .reverse()
    .map((name) => join(folder, name));
}
