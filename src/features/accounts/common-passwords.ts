import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

export const PASSWORD_LENGTH = 10;

const LIST = createRequire(import.meta.url).resolve('@zxcvbn-ts/language-common/src/passwords.json');

let common: Promise<ReadonlySet<string>> | null = null;

/** The most common passwords that are long enough for us to take: read on first use, some 1,500 of the list's 50,000. */
export async function isCommonPassword(password: string): Promise<boolean> {
  common ??= readList();
  return (await common).has(password.toLowerCase());
}

async function readList(): Promise<ReadonlySet<string>> {
  const all = JSON.parse(await readFile(LIST, 'utf8')) as string[];
  return new Set(all.filter((password) => password.length >= PASSWORD_LENGTH));
}
