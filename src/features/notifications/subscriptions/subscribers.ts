import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Clock } from '../../../platform/clock/clock.js';
import type { Locale } from '../../../platform/i18n/locales.js';
import { Deliveries } from '../../../platform/mail/deliveries.js';
import { emailKeyOf } from '../../accounts/public.js';
import type { Follow } from '../follow.model.js';
import type { Notification } from '../notification.model.js';
import type { ReaderId, SubscriberId } from '../reader.js';
import type { Subscriber } from './subscriber.model.js';
import { letterKeyOf, type Wish } from './wish.model.js';

/** The addresses that we write to without an account. */
@Injectable()
export class Subscribers {
  constructor(
    @InjectModel('Subscriber') private readonly subscribers: Model<Subscriber>,
    @InjectModel('Wish') private readonly wishes: Model<Wish>,
    @InjectModel('Follow') private readonly follows: Model<Follow>,
    @InjectModel('Notification') private readonly notifications: Model<Notification>,
    @Inject(Deliveries) private readonly deliveries: Deliveries,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  byId(id: ReaderId): Promise<Subscriber | null> {
    return this.subscribers.findById(id).lean<Subscriber>();
  }

  byEmail(email: string): Promise<Subscriber | null> {
    return this.subscribers.findOne({ emailKey: emailKeyOf(email) }).lean<Subscriber>();
  }

  /** Which of these have no account. */
  async among(ids: ReaderId[]): Promise<SubscriberId[]> {
    return this.subscribers.distinct('_id', { _id: { $in: ids } });
  }

  /** Their record, made where there is none. */
  async welcome(email: string, locale: Locale): Promise<SubscriberId> {
    const { _id } = await this.subscribers
      .findOneAndUpdate(
        { emailKey: emailKeyOf(email) },
        { $set: { locale }, $setOnInsert: { email, since: this.clock.now() } },
        { upsert: true, returnDocument: 'after' },
      )
      .lean<Subscriber>()
      .orFail();
    return _id;
  }

  /** Whoever hears of nothing any more is forgotten. */
  async forgetIdle(id: SubscriberId): Promise<void> {
    if (!(await this.follows.exists({ member: id }))) await this.forget(id);
  }

  /** Ends everything. Of the address nothing stays; of each letter that was sent, its key in the ledger. */
  async forget(id: SubscriberId): Promise<void> {
    const subscriber = await this.byId(id);
    if (!subscriber) return;
    const wishes = await this.wishes.find({ emailKey: subscriber.emailKey }).lean<Wish[]>();
    for (const wish of wishes) await this.forgetWish(wish);
    await this.follows.deleteMany({ member: id });
    await this.notifications.deleteMany({ member: id });
    await this.deliveries.forget(subscriber.email, new RegExp(id.toHexString()));
    await this.drop(id);
  }

  /** The letter that asked goes with it: its address may be written otherwise than the subscriber's. */
  async forgetWish(wish: Wish): Promise<void> {
    await this.deliveries.forget(wish.email, new RegExp(`^${letterKeyOf(wish)}$`));
    await this.wishes.deleteOne({ _id: wish._id });
  }

  /** Only the record: last of all, so that what was broken off is finished when it is asked for again. */
  async drop(id: SubscriberId): Promise<void> {
    await this.subscribers.deleteOne({ _id: id });
  }
}
