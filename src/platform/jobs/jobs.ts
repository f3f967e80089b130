/**
 * Work to be done after the answer has gone out. A job is a bell: it carries ids and may be lost, late or repeated.
 * What is to be done can always be found in the database; a handler looks there, and does nothing the second time.
 */
export interface JobType<Payload> {
  readonly name: string;
  /** How often a failing job is tried in all. */
  readonly attempts: number;
  /** The pause before the second try; it doubles with each further one. */
  readonly backoffMs: number;
  /** Never present: ties the payload's type to the constant. */
  readonly payload?: Payload;
}

const declared = new Map<string, JobType<never>>();

/** Declares a job, once, as an exported constant. */
export function job<Payload>(name: string, { attempts = 5, backoffMs = 1000 } = {}): JobType<Payload> {
  if (declared.has(name)) throw new Error(`two jobs are called ${name}`);
  const type = { name, attempts, backoffMs };
  declared.set(name, type);
  return type;
}

export const declaredJobs = (): JobType<never>[] => [...declared.values()];

/** `stopping` is aborted when the process is about to end: a long handler stops at the next good place. What it leaves is found again. */
export type JobHandler<Payload = never> = (payload: Payload, stopping: AbortSignal) => Promise<void>;

/** Two drivers stand behind this: in-process, and BullMQ on Redis. `jobs.contract.spec.ts` holds both to the same promises. */
export abstract class Jobs {
  private readonly handlers = new Map<string, JobHandler>();
  protected readonly stopping = new AbortController();

  /** Says who does a job. Exactly one handler for each; called while modules initialise. */
  handle<Payload>(type: JobType<Payload>, handler: JobHandler<Payload>): void {
    if (this.handlers.has(type.name)) throw new Error(`job ${type.name} has two handlers`);
    this.handlers.set(type.name, handler);
  }

  /** Rings the bell. `delayMs` puts it off. */
  abstract add<Payload>(type: JobType<Payload>, payload: Payload, options?: { delayMs?: number }): Promise<void>;

  /** Rings the bell again and again, first after one interval; one bell for all processes. */
  abstract every<Payload>(type: JobType<Payload>, payload: Payload, everyMs: number): Promise<void>;

  /** Begins to work. Before that, jobs only queue up. */
  abstract start(): Promise<void>;

  /** Lets the jobs in hand finish, and takes no more. Bells still ring, for other processes or the next start. */
  abstract stop(): Promise<void>;

  /** Stops, and lets go of the queue. */
  abstract close(): Promise<void>;

  /** Throws when the queue cannot be reached. */
  abstract ping(): Promise<void>;

  /** Waits until nothing that is due remains to be done. For tests and the command line. */
  abstract settle(): Promise<void>;

  /** Refuses to go on when a declared job has no handler. */
  checkWiring(): void {
    const orphan = declaredJobs().find((type) => !this.handlers.has(type.name));
    if (orphan) throw new Error(`job ${orphan.name} has no handler`);
  }

  protected async run(name: string, payload: unknown): Promise<void> {
    const handler = this.handlers.get(name);
    if (!handler) throw new Error(`job ${name} has no handler`);
    await handler(payload as never, this.stopping.signal);
  }
}
