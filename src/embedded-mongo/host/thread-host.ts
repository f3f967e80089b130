import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { HostOptions, RunningEngine } from './inline-host.js';
import { EngineLockedError } from './lock.js';

/** What the thread says once: where it listens, or why it does not. */
export type Started =
  | { readonly uri: string }
  | { readonly locked: { readonly directory: string; readonly pid: number } }
  | { readonly error: string };

/** Opens a directory and serves it from a thread of its own, so that no scan holds up this one. */
export async function startThread(options: HostOptions): Promise<RunningEngine> {
  const worker = new Worker(new URL('./engine-thread.js', import.meta.url), { workerData: options });
  const [started]: Started[] = await once(worker, 'message');
  if (!started || !('uri' in started)) {
    await worker.terminate();
    throw failure(started);
  }
  const exited = once(worker, 'exit');
  // Without its database a server is better ended, and started again by whoever watches it.
  worker.on('error', (error) => {
    throw error;
  });
  return {
    uri: started.uri,
    async close() {
      worker.postMessage('close');
      await exited;
    },
  };
}

function failure(started: Started | undefined): Error {
  if (started && 'locked' in started) return new EngineLockedError(started.locked.directory, started.locked.pid);
  return new Error(`The database did not start: ${started && 'error' in started ? started.error : 'no reason given'}`);
}
