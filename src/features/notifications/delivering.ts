import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Id } from '../../platform/database/ids.js';
import { Deliveries } from '../../platform/mail/deliveries.js';
import { Letters } from './letters.js';
import { Notices } from './notices.js';
import { factIdOf, type Notification } from './notification.model.js';
import type { ReaderId } from './reader.js';
import { Readers } from './readers.js';
import { Wanting } from './wanting.js';

/** One e-mail of what is still unread, still theirs to see and still wanted. Whatever it does twice, the ledger does once. */
@Injectable()
export class Delivering {
  constructor(
    @InjectModel('Notification') private readonly notifications: Model<Notification>,
    @Inject(Notices) private readonly notices: Notices,
    @Inject(Letters) private readonly letters: Letters,
    @Inject(Readers) private readonly readers: Readers,
    @Inject(Wanting) private readonly wanting: Wanting,
    @Inject(Deliveries) private readonly deliveries: Deliveries,
  ) {}

  /** The e-mail of one notification. */
  async notice(id: Id<'notification'>): Promise<void> {
    const notification = await this.notifications.findOne({ _id: id, 'mail.done': false }).lean<Notification>();
    if (!notification) return;
    await this.sendNotice(notification);
    await this.done([notification._id]);
  }

  private async sendNotice(notification: Notification): Promise<void> {
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

  /** One e-mail for one reader and hour. */
  async digest(way: 'daily' | 'weekly', id: ReaderId, dueAt: Date): Promise<void> {
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

  private async done(ids: Id<'notification'>[]): Promise<void> {
    await this.notifications.updateMany({ _id: { $in: ids } }, { $set: { 'mail.done': true } });
  }
}
