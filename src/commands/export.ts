import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { withPalabre } from './application.js';

export function addExport(program: Command): void {
  program
    .command('export [file]')
    .description(
      'everything that people wrote, and who they are, one document a line (docs/import-format.md); to standard output without a file',
    )
    .action((file?: string) => write(file));
}

/** A file appears when it is whole. */
const write = (file?: string): Promise<void> =>
  withPalabre(async ({ app }) => {
    const { Exporter } = await import('../features/imports/public.js');
    const lines = Readable.from(app.get(Exporter, { strict: false }).lines());
    if (file === undefined) return pipeline(lines, process.stdout, { end: false });
    const unfinished = `${file}.part`;
    try {
      await pipeline(lines, createWriteStream(unfinished, { mode: 0o600 }));
      await rename(unfinished, file);
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
  });
