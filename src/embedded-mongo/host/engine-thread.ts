import { parentPort, workerData } from 'node:worker_threads';
import { type HostOptions, startInline } from './inline-host.js';
import { EngineLockedError } from './lock.js';
import type { Started } from './thread-host.js';

/** The thread that `startThread` starts. */
async function run(options: HostOptions): Promise<void> {
  const port = parentPort;
  if (!port) throw new Error('This file runs as a thread');
  const say = (message: Started) => port.postMessage(message);
  try {
    const engine = await startInline(options);
    port.once('message', async () => {
      await engine.close();
      port.close();
    });
    say({ uri: engine.uri });
  } catch (error) {
    if (error instanceof EngineLockedError) say({ locked: { directory: error.directory, pid: error.pid } });
    else say({ error: error instanceof Error ? error.message : String(error) });
  }
}

await run(workerData);
