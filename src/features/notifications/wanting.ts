import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { FOLLOW_KINDS } from './follow.model.js';
import { Follows } from './follows.js';
import type { MailWish } from './mail-wish.model.js';
import type { Notification } from './notification.model.js';
import type { Reader } from './reader.js';

/** Whether somebody still wants the e-mail of what they have been notified of, and may still see it. */
@Injectable()
export class Wanting {
  constructor(
    @InjectModel('MailWish') private readonly wishes: Model<MailWish>,
    @Inject(Follows) private readonly follows: Follows,
  ) {}

  /** Those that are unread, theirs to see today, and of no kind that they asked to be spared. */
  async stillWanted({ id, address, viewer }: Reader, notifications: Notification[]): Promise<Notification[]> {
    if (!address) return [];
    const wish = await this.wishes.findById(id).lean<MailWish>();
    const spared = ({ mail, kind }: Notification) => mail.because === null && Boolean(wish?.off.includes(kind));
    return notifications.filter((one) => one.readAt === null && viewer.sees(one.workspace) && !spared(one));
  }

  /** What brought it to them, by its title: the reason that a letter gives. Null where it was meant for them in person. */
  async followed({ viewer }: Reader, { mail: { because } }: Pick<Notification, 'mail'>): Promise<string | null> {
    if (because === null) return null;
    const kind = FOLLOW_KINDS.find((one) => because.startsWith(`${one}:`));
    if (!kind) return null;
    const target = because.slice(kind.length + 1);
    return (await this.follows.describe(viewer, { kind, target }))?.title ?? null;
  }
}
