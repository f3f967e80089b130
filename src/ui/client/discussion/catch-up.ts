import type { Place } from './place.js';
import type { Fragment, Thread } from './thread.js';

interface Missed {
  replies: Fragment[];
  last: number;
  more: boolean;
  title: string;
  state: string;
}

/** Asks for what was missed: every reply after the last one here, and those here that were changed since. One question at a time. */
export class CatchUp {
  private asking: Promise<void> | null = null;
  private again = false;

  constructor(
    private readonly place: Place,
    private readonly thread: Thread,
    private readonly onState: (state: { title: string; html: string }) => void,
  ) {}

  /** Fails quietly where there is no line: it is asked again as soon as there is one. */
  now(): Promise<void> {
    this.again = this.asking !== null;
    this.asking ??= this.askAll().finally(() => {
      this.asking = null;
      if (this.again) void this.now();
    });
    return this.asking;
  }

  private async askAll(): Promise<void> {
    for (let more = true; more; ) {
      const missed = await this.ask();
      if (!missed) return;
      for (const fragment of missed.replies) this.thread.take(fragment);
      this.onState({ title: missed.title, html: missed.state });
      more = missed.more;
    }
  }

  private async ask(): Promise<Missed | null> {
    const { plain, from } = this.place;
    const { last, have } = this.thread;
    const question = new URLSearchParams({ from: String(from), after: String(last), have });
    try {
      const answer = await fetch(`${plain}/news?${question}`, { headers: { accept: 'application/json' } });
      return answer.ok ? ((await answer.json()) as Missed) : null;
    } catch {
      return null;
    }
  }
}
