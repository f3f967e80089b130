import { type HostOptions, type RunningEngine, startInline } from './host/inline-host.js';
import { startThread } from './host/thread-host.js';

export type { RunningEngine } from './host/inline-host.js';
export { EngineLockedError, runningEngine } from './host/lock.js';
export { runEngineProcess } from './host/process.js';
export { compactDirectory, restoreBackup } from './operations/copies.js';
export { dumpDatabases } from './operations/dump.js';
export { CollectionNotEmptyError, loadDatabases } from './operations/load.js';

export interface StartOptions extends HostOptions {
  /** Where the engine runs; in a thread of its own unless the program runs from TypeScript sources. */
  readonly host?: 'thread' | 'inline';
}

/** Opens the database of a directory; any driver of MongoDB may connect to the `uri`. */
export function startEngine(options: StartOptions): Promise<RunningEngine> {
  const { host = fromSources() ? 'inline' : 'thread', ...rest } = options;
  return host === 'thread' ? startThread(rest) : startInline(rest);
}

function fromSources(): boolean {
  return import.meta.url.endsWith('.ts');
}
