import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Clock } from '../../platform/clock/clock.js';
import { Jobs, job } from '../../platform/jobs/jobs.js';
import type { Attachment } from './attachment.model.js';
import { FileStore } from './file-store.js';

const sweepAttachments = job<Record<string, never>>('sweep-attachments', { attempts: 1 });

const HOUR_MS = 3600_000;
const DAY_MS = 24 * HOUR_MS;
const BATCH = 500;

/** Uploads that no text came to use, and bytes without an attachment, go after a day. */
@Injectable()
export class AttachmentSweep implements OnModuleInit, OnApplicationBootstrap {
  constructor(
    @InjectModel('Attachment') private readonly attachments: Model<Attachment>,
    @Inject(FileStore) private readonly files: FileStore,
    @Inject(Jobs) private readonly jobs: Jobs,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(sweepAttachments, () => this.sweep());
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.jobs.every(sweepAttachments, {}, HOUR_MS);
  }

  async sweep(): Promise<void> {
    const dayAgo = new Date(this.clock.now().getTime() - DAY_MS);
    await this.dropOrphans(dayAgo);
    await this.dropStrays(dayAgo);
  }

  private async dropOrphans(before: Date): Promise<void> {
    const orphans = await this.attachments
      .find({ orphanSince: { $type: 'date', $lt: before } })
      .limit(BATCH)
      .lean<Attachment[]>();
    for (const { _id, original, smaller } of orphans) {
      // A text may have come to use it since: then it stays.
      const { deletedCount } = await this.attachments.deleteOne({ _id, subjects: { $size: 0 } });
      if (deletedCount === 1) await this.files.drop([original, ...smaller].map(({ file }) => file));
    }
  }

  private async dropStrays(before: Date): Promise<void> {
    const from = new Date(before.getTime() - 7 * DAY_MS);
    for await (const { file, attachment } of this.files.strays({ from, to: before }))
      if (!(await this.attachments.exists({ _id: attachment }))) await this.files.drop([file]);
  }
}
