import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Clock } from '../../platform/clock/clock.js';
import type { Id } from '../../platform/database/ids.js';
import { LOG, type Log } from '../../platform/log/log.js';
import { Delivering } from './delivering.js';
import type { Way } from './follow.model.js';
import type { Notification } from './notification.model.js';

const BATCH = 200;
/** A bell is given this long before the look for what is due takes over. */
export const BELL_MS = 30_000;

/** Knows when e-mail is due: at a bell, after a lost bell, and at the hour of the digests. */
@Injectable()
export class Postman {
  constructor(
    @InjectModel('Notification') private readonly notifications: Model<Notification>,
    @Inject(Delivering) private readonly delivering: Delivering,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** The e-mail of one notification. */
  deliver(id: Id<'notification'>): Promise<void> {
    return this.delivering.notice(id);
  }

  /** Everything that is due: e-mail whose bell was lost, and the digests of this hour. */
  async deliverDue(bellMs: number, stopping?: AbortSignal): Promise<void> {
    const now = this.clock.now();
    await this.deliverLate(new Date(now.getTime() - bellMs), stopping);
    for (const way of ['daily', 'weekly'] as const) await this.deliverDigests(way, now, stopping);
  }

  /** Batch after batch, until none is left that can be sent now. What the mail server refuses does not hold up the others. */
  private async deliverLate(before: Date, stopping?: AbortSignal): Promise<void> {
    let sent: boolean[];
    do {
      const late = await this.due('now', before);
      sent = [];
      for (const { _id } of late) {
        if (stopping?.aborted) return;
        sent.push(await this.bestEffort(() => this.deliver(_id)));
      }
    } while (sent.length === BATCH && sent.includes(true));
  }

  private async bestEffort(attempt: () => Promise<void>): Promise<boolean> {
    try {
      await attempt();
      return true;
    } catch (error) {
      this.log.warn({ err: error }, 'an e-mail has to wait; it will be tried again');
      return false;
    }
  }

  private due(way: Way, before: Date): Promise<Pick<Notification, '_id' | 'member' | 'mail'>[]> {
    return this.notifications
      .find({ 'mail.done': false, 'mail.dueAt': { $lte: before }, 'mail.way': way }, { member: 1, mail: 1 })
      .sort({ 'mail.dueAt': 1 })
      .limit(BATCH)
      .lean<Pick<Notification, '_id' | 'member' | 'mail'>[]>();
  }

  private async deliverDigests(way: 'daily' | 'weekly', now: Date, stopping?: AbortSignal): Promise<void> {
    const windows = new Map(
      (await this.due(way, now)).map(({ member, mail }) => [
        `${member.toHexString()}:${mail.dueAt.getTime()}`,
        { member, dueAt: mail.dueAt },
      ]),
    );
    for (const { member, dueAt } of windows.values()) {
      if (stopping?.aborted) return;
      await this.bestEffort(() => this.delivering.digest(way, member, dueAt));
    }
  }
}
