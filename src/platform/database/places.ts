import { join } from 'node:path';
import type { Config } from '../config/config.js';

/** Where the embedded engine keeps everything. */
export const engineDir = (config: Config): string => join(config.dataDir, 'engine');

/** The database that an address names, or `palabre`; the embedded engine has no other. */
export function databaseNamedIn(uri: string | null): string {
  if (uri === null) return 'palabre';
  const { pathname } = new URL(uri.replace(/^mongodb(\+srv)?:/, 'http:').replace(/\/\/([^@/]*@)?[^/]*/, '//host'));
  return decodeURIComponent(pathname.slice(1)) || 'palabre';
}
