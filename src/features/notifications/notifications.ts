import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Viewer } from '../../platform/access/viewer.js';
import { type CursorQuery, dateCursor, type Listing } from '../../platform/api/api.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Id } from '../../platform/database/ids.js';
import { translator } from '../../platform/i18n/translator.js';
import { Live } from '../../platform/realtime/live.js';
import { Lines } from './lines.js';
import type { Notification } from './notification.model.js';

/** What a member finds in their list. */
export interface ListedNotification {
  id: string;
  kind: string;
  path: string;
  title: string;
  /** What happened, in the reader's language: "Ben answered in …". */
  line: string;
  excerpt: string;
  at: Date;
  read: boolean;
}

/** The notifications of the one who asks; what they may no longer see is neither listed nor counted. */
@Injectable()
export class Notifications {
  constructor(
    @InjectModel('Notification') private readonly notifications: Model<Notification>,
    @Inject(Live) private readonly live: Live,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Lines) private readonly lines: Lines,
  ) {}

  async listFor(viewer: Viewer, { after, limit }: CursorQuery): Promise<Listing<ListedNotification>> {
    const cursor = dateCursor.unpack(after);
    const older = cursor ? { $or: [{ at: { $lt: cursor.at } }, { at: cursor.at, _id: { $lt: cursor.id } }] } : {};
    const found = await this.notifications
      .find({ member: viewer.id, ...viewer.visible, ...older })
      .sort({ at: -1, _id: -1 })
      .limit(limit + 1)
      .lean<Notification[]>();
    const shown = found.slice(0, limit);
    const last = shown.at(-1);
    const lines = await this.lines.of(translator(viewer.locale), shown);
    const items = shown.map((one, at) => listed(one, lines[at] ?? one.title));
    return { items, next: found.length > limit && last ? dateCursor.pack(last.at, last._id) : null };
  }

  async unreadFor(viewer: Viewer): Promise<number> {
    return viewer.id ? this.notifications.countDocuments({ member: viewer.id, readAt: null, ...viewer.visible }) : 0;
  }

  /** The viewer has seen what these are about: pages call it. No e-mail goes out about it any more. */
  async read(viewer: Viewer, subject: string): Promise<void> {
    await this.markRead(viewer, { subject });
  }

  async readOne(viewer: Viewer, id: Id<'notification'>): Promise<void> {
    await this.markRead(viewer, { _id: id });
  }

  async readAll(viewer: Viewer): Promise<void> {
    await this.markRead(viewer, {});
  }

  private async markRead(viewer: Viewer, which: { subject?: string; _id?: Id<'notification'> }): Promise<void> {
    if (!viewer.id) return;
    const { modifiedCount } = await this.notifications.updateMany(
      { member: viewer.id, readAt: null, ...which },
      { $set: { readAt: this.clock.now(), 'mail.done': true } },
    );
    if (modifiedCount > 0) this.live.tell(`member:${viewer.id.toHexString()}`, 'notified', {});
  }
}

const listed = ({ _id, kind, path, title, excerpt, at, readAt }: Notification, line: string): ListedNotification => ({
  id: _id.toHexString(),
  kind,
  path,
  title,
  line,
  excerpt,
  at,
  read: readAt !== null,
});
