import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Locale, locales } from './locales.js';

export type Words = ReadonlyMap<string, string>;

export interface Messages {
  readonly words: Readonly<Record<Locale, Words>>;
  /** An unknown key or a missing value is a fault of ours: it throws. Otherwise the reader sees the key and nothing breaks. */
  readonly strict: boolean;
}

/** `src` under jest, `dist` once built: the words lie beside the features in both. */
const defaultRoot = fileURLToPath(new URL('../..', import.meta.url));

let loaded: Messages | undefined;

/** Reads every `messages/<locale>.json` below the root and makes them the words of this process. */
export function loadMessages(rootDir: string = defaultRoot, options: { strict?: boolean } = {}): Messages {
  const folders = messageFolders(rootDir);
  const words = Object.fromEntries(locales.map((locale) => [locale, wordsOf(folders, locale)]));
  loaded = { words: words as Record<Locale, Words>, strict: options.strict ?? true };
  return loaded;
}

export function loadedMessages(): Messages {
  return loaded ?? loadMessages();
}

function messageFolders(rootDir: string): string[] {
  return readdirSync(rootDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name === 'messages')
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function wordsOf(folders: string[], locale: Locale): Words {
  return new Map(folders.flatMap((folder) => Object.entries(readWords(join(folder, `${locale}.json`)))));
}

function readWords(file: string): Record<string, string> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new Error(`${file}: ${(error as Error).message}`);
  }
}
