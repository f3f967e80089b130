import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log/log.js';
import { Jobs, type JobType } from './jobs.js';

const CONCURRENCY = 4;

interface Waiting {
  type: JobType<unknown>;
  payload: unknown;
  attempt: number;
}

/** Jobs in the memory of this process: lost with it, which is allowed, since the database knows what is still to do. */
export class InProcessJobs extends Jobs {
  private readonly queue: Waiting[] = [];
  private readonly later = new Set<NodeJS.Timeout>();
  private running = 0;
  private working = false;

  constructor(private readonly log: Log) {
    super();
  }

  async add<Payload>(type: JobType<Payload>, payload: Payload, { delayMs = 0 } = {}): Promise<void> {
    this.push({ type, payload, attempt: 1 }, delayMs);
  }

  async every<Payload>(type: JobType<Payload>, payload: Payload, everyMs: number): Promise<void> {
    const timer = setInterval(() => this.push({ type, payload, attempt: 1 }, 0), everyMs);
    this.later.add(timer.unref());
  }

  async start(): Promise<void> {
    this.working = true;
    this.pump();
  }

  async stop(): Promise<void> {
    this.working = false;
    this.stopping.abort();
    for (const timer of this.later) clearTimeout(timer);
    this.later.clear();
    while (this.running > 0) await sleep(5);
  }

  close(): Promise<void> {
    return this.stop();
  }

  async ping(): Promise<void> {}

  async settle(): Promise<void> {
    while (this.queue.length > 0 || this.running > 0) await sleep(2);
  }

  private push(waiting: Waiting, delayMs: number): void {
    if (delayMs === 0) {
      this.queue.push(waiting);
      this.pump();
      return;
    }
    const timer = setTimeout(() => {
      this.later.delete(timer);
      this.push(waiting, 0);
    }, delayMs).unref();
    this.later.add(timer);
  }

  private pump(): void {
    while (this.working && this.running < CONCURRENCY) {
      const next = this.queue.shift();
      if (!next) return;
      this.running++;
      void this.attempt(next);
    }
  }

  private async attempt(waiting: Waiting): Promise<void> {
    const { type, payload, attempt } = waiting;
    try {
      await this.run(type.name, payload);
    } catch (error) {
      const last = attempt >= type.attempts;
      this.log[last ? 'error' : 'warn'](
        { job: type.name, attempt, err: error },
        last ? 'job failed for good' : 'job failed, will be tried again',
      );
      if (!last && this.working) this.push({ ...waiting, attempt: attempt + 1 }, type.backoffMs * 2 ** (attempt - 1));
    } finally {
      this.running--;
      this.pump();
    }
  }
}
