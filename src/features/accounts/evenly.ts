import { setTimeout as sleep } from 'node:timers/promises';

export const STEP_MS = 250;

/** Ends, well or not, only at a whole number of steps after its beginning: how long it took does not tell which way it went. */
export async function evenly<T>(work: () => Promise<T>, stepMs = STEP_MS): Promise<T> {
  const begun = performance.now();
  try {
    return await work();
  } finally {
    const taken = performance.now() - begun;
    await sleep(Math.ceil(taken / stepMs) * stepMs - taken);
  }
}
