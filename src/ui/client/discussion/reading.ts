import type { Place } from './place.js';

const PAUSE_MS = 2000;

/** Tells the server how far this reader has come, so that nobody is written to about what they have read as it came in. */
export class Reading {
  private told: number;
  private seen: number;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly place: Place) {
    this.told = this.seen = Number(place.root.dataset.to);
    addEventListener('pagehide', () => void this.tell());
  }

  upTo(seq: number): void {
    this.seen = Math.max(this.seen, seq);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.tell(), PAUSE_MS);
  }

  private async tell(): Promise<void> {
    clearTimeout(this.timer);
    if (!this.place.reader || this.seen <= this.told) return;
    this.told = this.seen;
    await fetch(`${this.place.plain}/reading`, {
      method: 'POST',
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        'x-csrf-token': this.place.formToken,
      },
      body: JSON.stringify({ seq: this.seen }),
      keepalive: true,
    }).catch(() => undefined);
  }
}
