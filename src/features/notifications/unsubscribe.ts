import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';
import { FOLLOW_KINDS, type Follow, type FollowKind } from './follow.model.js';
import type { MailWish } from './mail-wish.model.js';
import type { Notification } from './notification.model.js';
import type { Unsubscription } from './unsubscribe-token.js';

const IN_PERSON = 'in-person:';

/** Stops the e-mail that a link stands for. What was followed stays followed on the site. Safe to repeat. */
@Injectable()
export class Unsubscribe {
  constructor(
    @InjectModel('Follow') private readonly follows: Model<Follow>,
    @InjectModel('MailWish') private readonly wishes: Model<MailWish>,
    @InjectModel('Notification') private readonly notifications: Model<Notification>,
  ) {}

  async apply({ reader: member, from }: Unsubscription): Promise<void> {
    if (from === 'digest')
      await this.follows.updateMany({ member, way: { $in: ['daily', 'weekly'] } }, { $set: { way: 'site' } });
    else if (from.startsWith(IN_PERSON))
      await this.wishes.updateOne(
        { _id: member },
        { $addToSet: { off: from.slice(IN_PERSON.length) } },
        { upsert: true },
      );
    else await this.follows.updateOne({ member, ...targetOf(from) }, { $set: { way: 'site' } });
    await this.forgetWaiting({ reader: member, from });
  }

  /** What waits to be sent for the same reason is not sent any more. */
  private async forgetWaiting({ reader: member, from }: Unsubscription): Promise<void> {
    const which = waitingFor(from);
    await this.notifications.updateMany({ member, 'mail.done': false, ...which }, { $set: { 'mail.done': true } });
  }
}

function waitingFor(from: string): QueryFilter<Notification> {
  if (from === 'digest') return { 'mail.way': { $in: ['daily', 'weekly'] } };
  return from.startsWith(IN_PERSON) ? { kind: from.slice(IN_PERSON.length) } : { 'mail.because': from };
}

function targetOf(from: string): { kind: FollowKind; target: string } {
  const [kind = '', ...target] = from.split(':');
  const known = FOLLOW_KINDS.find((one) => one === kind);
  if (!known) throw new Error(`nothing of the kind ${kind} can be followed`);
  return { kind: known, target: target.join(':') };
}
