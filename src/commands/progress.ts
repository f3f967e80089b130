import cliProgress from 'cli-progress';

const STEPS = { reading: 'Reading', writing: 'Writing', copying: 'Copying', checking: 'Checking' } as const;

/** A bar for each step, on a terminal; silence in a pipe or a log. */
export class Progress {
  private readonly bar: cliProgress.SingleBar | null;
  private step: keyof typeof STEPS | null = null;

  constructor(out: NodeJS.WriteStream = process.stderr) {
    const format = '  {step} {bar} {percentage} %  {eta_formatted}';
    this.bar = out.isTTY
      ? new cliProgress.SingleBar(
          { format, stream: out, hideCursor: true, clearOnComplete: true, etaBuffer: 50 },
          cliProgress.Presets.shades_classic,
        )
      : null;
  }

  show(step: keyof typeof STEPS, part: number): void {
    if (!this.bar) return;
    if (step !== this.step) this.begin(step);
    this.bar.update(Math.floor(Math.min(part, 1) * 1000));
  }

  private begin(step: keyof typeof STEPS): void {
    this.bar?.stop();
    this.bar?.start(1000, 0, { step: STEPS[step] });
    this.step = step;
  }

  end(): void {
    this.bar?.stop();
  }
}
