import { MongoError } from '../errors.js';

const SLICE_MS = 5;

/** Keeps one long command from holding up the others, and ends it at its `maxTimeMS`. */
export class Pace {
  private sliceEnd = performance.now() + SLICE_MS;
  private deadline = Number.POSITIVE_INFINITY;

  constructor(maxTimeMs = 0) {
    this.restart(maxTimeMs);
  }

  /** For the next batch of a cursor: the time between batches is its client's. */
  restart(maxTimeMs = 0): void {
    this.sliceEnd = performance.now() + SLICE_MS;
    this.deadline = maxTimeMs > 0 ? performance.now() + maxTimeMs : Number.POSITIVE_INFINITY;
  }

  /** Cheap to call for every document. */
  breathe(): Promise<void> | undefined {
    const now = performance.now();
    if (now > this.deadline) throw new MongoError('MaxTimeMSExpired', 'operation exceeded time limit');
    return now > this.sliceEnd ? this.pause() : undefined;
  }

  private async pause(): Promise<void> {
    await new Promise<void>((resume) => setImmediate(resume));
    this.sliceEnd = performance.now() + SLICE_MS;
  }
}
