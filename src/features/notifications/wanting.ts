import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Viewers } from '../../platform/access/viewers.js';
import type { Id } from '../../platform/database/ids.js';
import { asViewerMember, type Member } from '../accounts/public.js';
import { FOLLOW_KINDS } from './follow.model.js';
import { Follows } from './follows.js';
import type { MailWish } from './mail-wish.model.js';
import type { Notification } from './notification.model.js';

/** Whether a member still wants the e-mail of what they have been notified of, and may still see it. */
@Injectable()
export class Wanting {
  constructor(
    @InjectModel('MailWish') private readonly wishes: Model<MailWish>,
    @Inject(Viewers) private readonly viewers: Viewers,
    @Inject(Follows) private readonly follows: Follows,
  ) {}

  /** Those that are unread, theirs to see today, and of no kind that they asked to be spared. */
  async stillWanted(member: Member, notifications: Notification[]): Promise<Notification[]> {
    if (!member.email || !member.confirmedAt) return [];
    const viewer = await this.viewerOf(member);
    const wish = await this.wishes.findById(member._id).lean<MailWish>();
    const spared = ({ mail, kind }: Notification) => mail.because === null && Boolean(wish?.off.includes(kind));
    return notifications.filter((one) => one.readAt === null && viewer.sees(one.workspace) && !spared(one));
  }

  /** What brought it to them, by its title: the reason that a letter gives. Null where it was meant for them in person. */
  async followed(member: Member, { mail: { because } }: Pick<Notification, 'mail'>): Promise<string | null> {
    if (because === null) return null;
    const kind = FOLLOW_KINDS.find((one) => because.startsWith(`${one}:`));
    if (!kind) return null;
    const target = because.slice(kind.length + 1);
    return (await this.follows.describe(await this.viewerOf(member), { kind, target }))?.title ?? null;
  }

  async maySee(member: Member, workspace: Id<'workspace'> | null): Promise<boolean> {
    return (await this.viewerOf(member)).sees(workspace);
  }

  private viewerOf(member: Member) {
    return this.viewers.ofMember(asViewerMember(member), member.locale ?? 'en', member.timeZone ?? 'UTC');
  }
}
