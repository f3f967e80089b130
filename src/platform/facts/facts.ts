import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Collection, Connection, Model } from 'mongoose';
import { Types } from 'mongoose';
import { Jobs, job } from '../jobs/jobs.js';
import { LOG, type Log } from '../log/log.js';
import { Role } from '../role.js';
import { declaredFacts, type FactRecord, type FactType } from './fact.js';
import type { CarriesFacts } from './outbox.js';

/** Hands on the facts of one document. */
const relayFacts = job<{ collection: string; id: string }>('relay-facts', { attempts: 8 });
/** Looks for documents that still carry facts older than this. */
const sweepFacts = job<{ ageMs: number }>('sweep-facts', { attempts: 1 });

const SWEEP_EVERY_MS = 15_000;
/** What is younger than this has its bell rung already. */
const SWEEP_AGE_MS = 10_000;
const SWEEP_BATCH = 200;

type Listener = (payload: never, record: FactRecord) => Promise<void>;

/**
 * The outbox and its relay (the pattern: Richardson, Microservices Patterns, ch. 3, transactional outbox).
 * A verb writes its fact into the document that it changes; the relay tells every listener and removes it afterwards.
 * A crash in between tells it again: listeners key what they do by the record's id.
 */
@Injectable()
export class Facts implements OnModuleInit, OnApplicationBootstrap {
  private readonly listeners = new Map<string, Listener[]>();
  private readonly carriers = new Set<string>();

  constructor(
    @InjectConnection() private readonly connection: Connection,
    @Inject(Jobs) private readonly jobs: Jobs,
    @Inject(LOG) private readonly log: Log,
    @Inject(Role) private readonly role: Role,
  ) {}

  /** Calls `listener` for each fact of this type, at least once. Registered while modules initialise. */
  on<Payload extends object>(
    type: FactType<Payload>,
    listener: (payload: Payload, record: FactRecord) => Promise<void>,
  ): void {
    this.listeners.set(type.name, [...(this.listeners.get(type.name) ?? []), listener]);
  }

  /** Says that documents of this model carry facts, so that the sweep looks there. */
  carriedBy(...models: Pick<Model<unknown>, 'collection'>[]): void {
    for (const model of models) this.carriers.add(model.collection.name);
  }

  /** Rings the bell after a write: the document has facts to hand on. */
  async announce(model: Pick<Model<unknown>, 'collection'>, id: Types.ObjectId): Promise<void> {
    await this.jobs.add(relayFacts, { collection: model.collection.name, id: id.toHexString() });
  }

  /** How many hear of a fact of this type. */
  listenersOf(type: Pick<FactType<never>, 'name'>): number {
    return this.listeners.get(type.name)?.length ?? 0;
  }

  /** How many documents of each collection have facts that are still to be handed on. */
  async waiting(): Promise<{ collection: string; count: number }[]> {
    return Promise.all(
      [...this.carriers].map(async (collection) => ({
        collection,
        count: await this.connection.collection(collection).countDocuments({ 'outbox.at': { $exists: true } }),
      })),
    );
  }

  onModuleInit(): void {
    this.jobs.handle(relayFacts, ({ collection, id }) => this.relay(collection, new Types.ObjectId(id)));
    this.jobs.handle(sweepFacts, ({ ageMs }, stopping) => this.sweep(new Date(Date.now() - ageMs), stopping));
  }

  async onApplicationBootstrap(): Promise<void> {
    const unheard = declaredFacts().find((type) => !type.silent && !this.listeners.has(type.name));
    if (unheard) throw new Error(`nobody listens to the fact ${unheard.name}, and it is not marked silent`);
    // What a process that died left behind has waited long enough.
    if (this.role.works) await this.jobs.add(sweepFacts, { ageMs: 0 });
    await this.jobs.every(sweepFacts, { ageMs: SWEEP_AGE_MS }, SWEEP_EVERY_MS);
  }

  /** Hands on whatever is older than `before`: after a crash, or when a bell was lost. */
  async sweep(before = new Date(), stopping?: AbortSignal): Promise<void> {
    for (const name of this.carriers) {
      let batch: Types.ObjectId[];
      do {
        batch = await this.carriersIn(name, before);
        const relayed = await Promise.all(batch.map((id) => this.relayBestEffort(name, id)));
        if (!relayed.includes(true)) break;
      } while (batch.length === SWEEP_BATCH && !stopping?.aborted);
    }
  }

  private async carriersIn(name: string, before: Date): Promise<Types.ObjectId[]> {
    const left = this.connection
      .collection(name)
      .find({ 'outbox.at': { $lte: before } }, { projection: { _id: 1 }, limit: SWEEP_BATCH });
    return (await left.toArray()).map(({ _id }) => _id);
  }

  private async relayBestEffort(collection: string, id: Types.ObjectId): Promise<boolean> {
    try {
      await this.relay(collection, id);
      return true;
    } catch (error) {
      this.log.error({ err: error, collection, id }, 'a fact could not be handed on; it stays and will be tried again');
      return false;
    }
  }

  private async relay(collection: string, id: Types.ObjectId): Promise<void> {
    const carriers = this.connection.collection<CarriesFacts>(collection);
    const carrier = await carriers.findOne({ _id: id }, { projection: { outbox: 1 } });
    for (const record of carrier?.outbox ?? []) {
      for (const listener of this.listeners.get(record.fact) ?? []) await listener(record.payload as never, record);
      await this.handedOn(carriers, id, record);
    }
  }

  /** Usually it was the only one: then the outbox goes in the same write. */
  private async handedOn(carriers: Collection<CarriesFacts>, id: Types.ObjectId, record: FactRecord): Promise<void> {
    const only = await carriers.updateOne(
      { _id: id, outbox: { $size: 1 }, 'outbox.id': record.id },
      { $unset: { outbox: 1 } },
    );
    if (only.matchedCount === 0) await carriers.updateOne({ _id: id }, { $pull: { outbox: { id: record.id } } });
  }
}
