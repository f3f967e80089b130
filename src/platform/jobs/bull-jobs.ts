import { setTimeout as sleep } from 'node:timers/promises';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import type { Log } from '../log/log.js';
import { Jobs, type JobType } from './jobs.js';

/** Jobs in Redis, by BullMQ: shared by every process, kept over a restart. */
export class BullJobs extends Jobs {
  private readonly connection: Redis;
  private readonly queue: Queue;
  private worker: Worker | null = null;

  constructor(
    redisUrl: string,
    private readonly log: Log,
    private readonly prefix = 'palabre',
  ) {
    super();
    this.connection = new Redis(redisUrl, { maxRetriesPerRequest: null });
    this.connection.on('error', (error) => log.warn({ err: error }, 'redis'));
    this.queue = new Queue('jobs', { connection: this.connection, prefix });
    this.queue.on('error', (error) => log.warn({ err: error }, 'job queue'));
  }

  async add<Payload>(type: JobType<Payload>, payload: Payload, { delayMs = 0 } = {}): Promise<void> {
    await this.queue.add(type.name, payload, { delay: delayMs, ...retention(type) });
  }

  async every<Payload>(type: JobType<Payload>, payload: Payload, everyMs: number): Promise<void> {
    await this.queue.upsertJobScheduler(
      type.name,
      { every: everyMs },
      { name: type.name, data: payload, opts: retention(type) },
    );
  }

  async start(): Promise<void> {
    this.worker = new Worker('jobs', (bullJob) => this.run(bullJob.name, bullJob.data), {
      connection: this.connection,
      prefix: this.prefix,
      concurrency: 4,
    });
    this.worker.on('failed', (bullJob, error) =>
      this.log.warn({ job: bullJob?.name, attempt: bullJob?.attemptsMade, err: error }, 'job failed'),
    );
    this.worker.on('error', (error) => this.log.warn({ err: error }, 'job worker'));
    await this.worker.waitUntilReady();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.worker?.close();
  }

  async close(): Promise<void> {
    await this.stop();
    await this.queue.close();
    this.connection.disconnect();
  }

  async ping(): Promise<void> {
    if (this.connection.status !== 'ready') throw new Error(`redis is ${this.connection.status}`);
    await this.connection.ping();
  }

  async settle(): Promise<void> {
    const unfinished = () => this.queue.getJobCountByTypes('waiting', 'active', 'prioritized');
    while ((await unfinished()) > 0) await sleep(5);
  }
}

const retention = (type: JobType<unknown>) => ({
  attempts: type.attempts,
  backoff: { type: 'exponential', delay: type.backoffMs },
  removeOnComplete: { count: 100 },
  removeOnFail: { count: 1000 },
});
