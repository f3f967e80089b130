import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Clock } from '../../platform/clock/clock.js';
import type { Id } from '../../platform/database/ids.js';
import { LOG, type Log } from '../../platform/log/log.js';
import { Deliveries } from '../../platform/mail/deliveries.js';
import type { Way } from './follow.model.js';
import { Letters } from './letters.js';
import { Notices } from './notices.js';
import { factIdOf, type Notification } from './notification.model.js';
import type { ReaderId } from './reader.js';
import { Readers } from './readers.js';
import { Wanting } from './wanting.js';

const BATCH = 200;
/** A bell is given this long before the look for what is due takes over. */
export const BELL_MS = 30_000;

/** From records that are still unread to e-mail. Whatever it does twice, the ledger does once. */
@Injectable()
export class Postman {
  constructor(
    @InjectModel('Notification') private readonly notifications: Model<Notification>,
    @Inject(Notices) private readonly notices: Notices,
    @Inject(Letters) private readonly letters: Letters,
    @Inject(Readers) private readonly readers: Readers,
    @Inject(Wanting) private readonly wanting: Wanting,
    @Inject(Deliveries) private readonly deliveries: Deliveries,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** The e-mail of one notification. */
  async deliver(id: Id<'notification'>): Promise<void> {
    const notification = await this.notifications.findOne({ _id: id, 'mail.done': false }).lean<Notification>();
    if (!notification) return;
    await this.send(notification);
    await this.done([notification._id]);
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
      await this.bestEffort(() => this.deliverDigest(way, member, dueAt));
    }
  }

  /** One e-mail for one reader and hour, with what is still unread of it. */
  private async deliverDigest(way: 'daily' | 'weekly', id: ReaderId, dueAt: Date): Promise<void> {
    const window = await this.notifications
      .find({ member: id, 'mail.done': false, 'mail.way': way, 'mail.dueAt': dueAt })
      .sort({ at: 1 })
      .lean<Notification[]>();
    const reader = await this.readers.byId(id);
    const unread = reader ? await this.wanting.stillWanted(reader, window) : [];
    if (reader && unread.length > 0) {
      const message = await this.letters.digest(reader, way, unread);
      await this.deliveries.deliver(`digest:${way}:${id.toHexString()}:${dueAt.toISOString()}`, message);
    }
    await this.done(window.map(({ _id }) => _id));
  }

  private async send(notification: Notification): Promise<void> {
    const notice = this.notices.get(notification.kind);
    const subject = await notice?.load(notification.payload as never, { id: factIdOf(notification) });
    const reader = await this.readers.byId(notification.member);
    if (!notice || !subject || !reader?.viewer.sees(subject.workspace)) return;
    const [wanted] = await this.wanting.stillWanted(reader, [notification]);
    if (!wanted) return;
    const followed = await this.wanting.followed(reader, notification);
    await this.deliveries.deliver(
      `notice:${notification.key}:${reader.id.toHexString()}`,
      await this.letters.notice(reader, notification, notice, subject, followed),
    );
  }

  private async done(ids: Id<'notification'>[]): Promise<void> {
    await this.notifications.updateMany({ _id: { $in: ids } }, { $set: { 'mail.done': true } });
  }
}
