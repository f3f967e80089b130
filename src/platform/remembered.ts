/** How many times as old as it should be an answer may be given, while a fresh one is looked up. */
const PATIENCE = 10;

/**
 * An answer that is the same for everybody and may be a little old: looked up again when it is older than `forMs`.
 * Nobody waits for that, unless it is much older.
 */
export class Remembered<T> {
  private kept: { answer: Promise<T>; at: number } | null = null;
  private renewing = false;

  constructor(
    private readonly forMs: number,
    private readonly lookUp: () => Promise<T>,
  ) {}

  get(): Promise<T> {
    const age = this.kept ? Date.now() - this.kept.at : Infinity;
    if (!this.kept || age > this.forMs * PATIENCE) return this.fresh();
    if (age > this.forMs) void this.renew();
    return this.kept.answer;
  }

  /** It has changed: whoever asks next still gets the old answer, and sets off the look for the new one. */
  outdate(): void {
    if (this.kept) this.kept.at = Math.min(this.kept.at, Date.now() - this.forMs - 1);
  }

  /** Nobody is given the old answer any more. */
  forget(): void {
    this.kept = null;
  }

  private fresh(): Promise<T> {
    const kept = { answer: this.lookUp(), at: Date.now() };
    this.kept = kept;
    // A failure is not remembered.
    kept.answer.catch(() => {
      if (this.kept === kept) this.kept = null;
    });
    return kept.answer;
  }

  private async renew(): Promise<void> {
    if (this.renewing) return;
    this.renewing = true;
    const before = this.kept;
    try {
      const at = Date.now();
      const answer = await this.lookUp();
      if (this.kept === before) this.kept = { answer: Promise.resolve(answer), at };
    } catch {
      // The old answer stands until it is too old; then whoever asks hears of the failure.
    } finally {
      this.renewing = false;
    }
  }
}
