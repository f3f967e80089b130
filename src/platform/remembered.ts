/** An answer that is the same for everybody and may be a little old: looked up once, then again when it is older than `forMs`. */
export class Remembered<T> {
  private kept: { answer: Promise<T>; until: number } | null = null;

  constructor(
    private readonly forMs: number,
    private readonly lookUp: () => Promise<T>,
  ) {}

  get(): Promise<T> {
    if (!this.kept || this.kept.until < Date.now()) this.kept = this.fresh();
    return this.kept.answer;
  }

  forget(): void {
    this.kept = null;
  }

  private fresh() {
    const kept = { answer: this.lookUp(), until: Date.now() + this.forMs };
    // A failure is not remembered.
    kept.answer.catch(() => {
      if (this.kept === kept) this.kept = null;
    });
    return kept;
  }
}
