import { Inject, Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { Config } from '../../platform/config/config.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import type { DeliveryState } from '../../platform/mail/delivery.model.js';
import { Ledger } from '../../platform/mail/ledger.js';
import { Mailer } from '../../platform/mail/mailer.js';
import { Members } from '../accounts/public.js';

/** What is counted, where the model exists: features that are left out are not missed. */
const COUNTED = ['Workspace', 'Post', 'Comment', 'Discussion', 'Reply', 'Announcement'] as const;
export type Counted = (typeof COUNTED)[number];

export interface AdminFacts {
  members: number;
  administrators: number;
  counts: { noun: Counted; count: number }[];
  database: { embedded: boolean; milliseconds: number };
  queue: { inProcess: boolean; answers: boolean };
  mail: { sends: boolean; states: Partial<Record<DeliveryState, number>> };
  memoryBytes: number;
  startedAt: Date;
}

/** How the community and its server are, in plain figures. */
@Injectable()
export class AdminFactsReader {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @Inject(Members) private readonly members: Members,
    @Inject(Ledger) private readonly ledger: Ledger,
    @Inject(Mailer) private readonly mailer: Mailer,
    @Inject(Jobs) private readonly jobs: Jobs,
    @Inject(Config) private readonly config: Config,
  ) {}

  async read(): Promise<AdminFacts> {
    const [people, counts, milliseconds, answers, states] = await Promise.all([
      this.members.counts(),
      this.counts(),
      this.databaseAnswersIn(),
      this.queueAnswers(),
      this.ledger.counts(),
    ]);
    return {
      ...people,
      counts,
      database: { embedded: this.config.mongodbUri === null, milliseconds },
      queue: { inProcess: this.config.redisUrl === null, answers },
      mail: { sends: this.mailer.sends, states },
      memoryBytes: process.memoryUsage.rss(),
      startedAt: new Date(Date.now() - process.uptime() * 1000),
    };
  }

  private counts(): Promise<AdminFacts['counts']> {
    const there = COUNTED.filter((noun) => noun in this.connection.models);
    return Promise.all(
      there.map(async (noun) => ({ noun, count: await this.connection.model(noun).estimatedDocumentCount() })),
    );
  }

  private async databaseAnswersIn(): Promise<number> {
    const begun = performance.now();
    await this.connection.db?.command({ ping: 1 });
    return Math.ceil(performance.now() - begun);
  }

  private async queueAnswers(): Promise<boolean> {
    try {
      await this.jobs.ping();
      return true;
    } catch {
      return false;
    }
  }
}
