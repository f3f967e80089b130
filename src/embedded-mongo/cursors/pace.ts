import { MongoError } from '../errors.js';

const SLICE_MS = 5;

/** Keeps one long command from holding up the others, and ends it at its `maxTimeMS`. */
export class Pace {
  private sliceEnd = performance.now() + SLICE_MS;
  private readonly deadline: number;

  constructor(maxTimeMs = 0) {
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
