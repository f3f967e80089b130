import type { HostOptions, RunningEngine } from './host/inline-host.js';
import { startThread } from './host/thread-host.js';

export type { RunningEngine } from './host/inline-host.js';
export { EngineLockedError, isListening, runningEngine } from './host/lock.js';
export { runEngineProcess } from './host/process.js';

export interface StartOptions extends HostOptions {
  /** Where the engine runs; in a thread of its own unless the program runs from TypeScript sources. */
  readonly host?: 'thread' | 'inline';
}

/** Opens the database of a directory; any driver of MongoDB may connect to the `uri`. */
export async function startEngine(options: StartOptions): Promise<RunningEngine> {
  const { host = fromSources() ? 'inline' : 'thread', ...rest } = options;
  if (host === 'thread') return startThread(rest);
  // Only where it is to run is the engine itself loaded.
  const { startInline } = await import('./host/inline-host.js');
  return startInline(rest);
}

function fromSources(): boolean {
  return import.meta.url.endsWith('.ts');
}
