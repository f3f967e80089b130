import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';
import { FOLLOW_KINDS, type Follow, type FollowTarget } from './follow.model.js';
import type { MailWish } from './mail-wish.model.js';
import type { Notification } from './notification.model.js';
import type { ReaderId, SubscriberId } from './reader.js';
import { Subscribers } from './subscriptions/subscribers.js';
import type { Unsubscription } from './unsubscribe-token.js';

const IN_PERSON = 'in-person:';

/** Stops the e-mail that a link stands for. What a member followed stays followed on the site; a subscriber has nothing but the e-mail. Safe to repeat. */
@Injectable()
export class Unsubscribe {
  constructor(
    @InjectModel('Follow') private readonly follows: Model<Follow>,
    @InjectModel('MailWish') private readonly wishes: Model<MailWish>,
    @InjectModel('Notification') private readonly notifications: Model<Notification>,
    @Inject(Subscribers) private readonly subscribers: Subscribers,
  ) {}

  async apply({ reader, from }: Unsubscription): Promise<void> {
    const subscriber = await this.subscribers.byId(reader);
    await (subscriber ? this.end(subscriber._id, from) : this.quieten(reader, from));
  }

  private async quieten(member: ReaderId, from: string): Promise<void> {
    if (from.startsWith(IN_PERSON))
      await this.wishes.updateOne(
        { _id: member },
        { $addToSet: { off: from.slice(IN_PERSON.length) } },
        { upsert: true },
      );
    else await this.follows.updateMany({ member, ...followsMeant(from) }, { $set: { way: 'site' } });
    await this.forgetWaiting(member, from);
  }

  private async end(subscriber: SubscriberId, from: string): Promise<void> {
    await this.follows.deleteMany({ member: subscriber, ...followsMeant(from) });
    await this.forgetWaiting(subscriber, from);
    await this.subscribers.forgetIdle(subscriber);
  }

  /** What waits to be sent for the same reason is not sent any more. */
  private async forgetWaiting(member: ReaderId, from: string): Promise<void> {
    const which = waitingFor(from);
    await this.notifications.updateMany({ member, 'mail.done': false, ...which }, { $set: { 'mail.done': true } });
  }
}

function waitingFor(from: string): QueryFilter<Notification> {
  if (from === 'digest') return { 'mail.way': { $in: ['daily', 'weekly'] } };
  return from.startsWith(IN_PERSON) ? { kind: from.slice(IN_PERSON.length) } : { 'mail.because': from };
}

const followsMeant = (from: string): QueryFilter<Follow> =>
  from === 'digest' ? { way: { $in: ['daily', 'weekly'] } } : { ...targetOf(from) };

function targetOf(from: string): FollowTarget {
  const [kind = '', ...target] = from.split(':');
  const known = FOLLOW_KINDS.find((one) => one === kind);
  if (!known) throw new Error(`nothing of the kind ${kind} can be followed`);
  return { kind: known, target: target.join(':') };
}
