import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from '../config/config.js';

/** A server on the embedded database leaves a note in its DATA_DIR that says where it listens: commands may be run with other settings. */
const Note = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: 'custom' });
      return z.NEVER;
    }
  })
  .pipe(z.object({ url: z.url() }));

const fileIn = ({ dataDir }: Config): string => join(dataDir, 'server.json');

export async function leaveWhereabouts(config: Config, url: string): Promise<void> {
  if (!config.mongodbUri) await writeFile(fileIn(config), `${JSON.stringify({ url })}\n`);
}

export async function forgetWhereabouts(config: Config): Promise<void> {
  if (!config.mongodbUri) await rm(fileIn(config), { force: true });
}

/** Null where nothing was left. A server that was killed could not take its note away. */
export async function whereaboutsLeft(config: Config): Promise<URL | null> {
  const { data } = Note.safeParse(await readFile(fileIn(config), 'utf8').catch(() => null));
  return data ? new URL(data.url) : null;
}
