import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Viewers } from '../../platform/access/viewers.js';
import type { Id } from '../../platform/database/ids.js';
import { asViewerMember, type Member } from '../accounts/public.js';
import type { MailWish } from './mail-wish.model.js';
import type { Notification } from './notification.model.js';

/** Whether a member still wants the e-mail of what they have been notified of, and may still see it. */
@Injectable()
export class Wanting {
  constructor(
    @InjectModel('MailWish') private readonly wishes: Model<MailWish>,
    @Inject(Viewers) private readonly viewers: Viewers,
  ) {}

  /** Those that are unread, theirs to see today, and of no kind that they asked to be spared. */
  async stillWanted(member: Member, notifications: Notification[]): Promise<Notification[]> {
    if (!member.email || !member.confirmedAt) return [];
    const viewer = await this.viewerOf(member);
    const wish = await this.wishes.findById(member._id).lean<MailWish>();
    const spared = ({ mail, kind }: Notification) => mail.because === null && Boolean(wish?.off.includes(kind));
    return notifications.filter((one) => one.readAt === null && viewer.sees(one.workspace) && !spared(one));
  }

  async maySee(member: Member, workspace: Id<'workspace'> | null): Promise<boolean> {
    return (await this.viewerOf(member)).sees(workspace);
  }

  private viewerOf(member: Member) {
    return this.viewers.ofMember(asViewerMember(member), member.locale ?? 'en', member.timeZone ?? 'UTC');
  }
}
