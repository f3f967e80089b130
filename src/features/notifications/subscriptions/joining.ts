import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Model, Types } from 'mongoose';
import { Clock } from '../../../platform/clock/clock.js';
import { isDuplicateKey } from '../../../platform/database/duplicate-key.js';
import { Facts } from '../../../platform/facts/facts.js';
import { type Member, type MemberId, Members, memberConfirmed, memberEmailChanged } from '../../accounts/public.js';
import type { Follow } from '../follow.model.js';
import type { Notification } from '../notification.model.js';
import type { SubscriberId } from '../reader.js';
import { Subscribers } from './subscribers.js';

/** A subscriber who gets an account takes along what they subscribed to, so that no mail comes twice. */
@Injectable()
export class Joining implements OnModuleInit {
  constructor(
    @InjectModel('Follow') private readonly follows: Model<Follow>,
    @InjectModel('Notification') private readonly notifications: Model<Notification>,
    @Inject(Subscribers) private readonly subscribers: Subscribers,
    @Inject(Members) private readonly members: Members,
    @Inject(Facts) private readonly facts: Facts,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    for (const fact of [memberConfirmed, memberEmailChanged])
      this.facts.on(fact, ({ member }) => this.takeAlong(new Types.ObjectId(member)));
  }

  /** The account that has proved this address: what is wished for it is that member's follow. */
  async accountOf(email: string): Promise<Member | null> {
    const member = await this.members.byEmail(email);
    return member?.confirmedAt ? member : null;
  }

  /** Safe to repeat: what is done already is not found again. */
  async takeAlong(id: MemberId): Promise<void> {
    const member = await this.members.byId(id);
    const subscriber = member?.email && member.confirmedAt && (await this.subscribers.byEmail(member.email));
    if (!subscriber) return;
    await this.moveFollows(subscriber._id, id);
    await this.moveWaiting(subscriber._id, id);
    await this.subscribers.drop(subscriber._id);
  }

  /** One by one, so that at every moment each is either theirs or the member's. What the member has chosen stays. */
  private async moveFollows(from: SubscriberId, to: MemberId): Promise<void> {
    for (const { _id } of await this.follows.find({ member: from }, { _id: 1 }).lean<Pick<Follow, '_id'>[]>())
      await this.move(
        () => this.follows.updateOne({ _id }, { $set: { member: to } }),
        () => this.follows.deleteOne({ _id }),
      );
  }

  /** What waits for a digest comes in the member's own. What is due is on its way already, and is not sent under a second key. */
  private async moveWaiting(from: SubscriberId, to: MemberId): Promise<void> {
    const waiting = { member: from, 'mail.done': false, 'mail.dueAt': { $gt: this.clock.now() } };
    for (const { _id } of await this.notifications.find(waiting, { _id: 1 }).lean<Pick<Notification, '_id'>[]>())
      await this.move(
        () => this.notifications.updateOne({ _id }, { $set: { member: to } }),
        () => this.notifications.deleteOne({ _id }),
      );
    await this.notifications.deleteMany({ member: from });
  }

  private async move(move: () => Promise<unknown>, drop: () => Promise<unknown>): Promise<void> {
    try {
      await move();
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      await drop();
    }
  }
}
