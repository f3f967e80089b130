import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Clock } from '../../../platform/clock/clock.js';
import type { Id } from '../../../platform/database/ids.js';
import { LOG, type Log } from '../../../platform/log/log.js';
import { Deliveries } from '../../../platform/mail/deliveries.js';
import { Subscribers } from './subscribers.js';
import { letterKeyOf, type Wish } from './wish.model.js';
import { WishLetters } from './wish-letters.js';

const BATCH = 100;

/** Mails the letters about wishes, and forgets the wishes that nobody has confirmed in time. */
@Injectable()
export class WishPost {
  constructor(
    @InjectModel('Wish') private readonly wishes: Model<Wish>,
    @Inject(WishLetters) private readonly letters: WishLetters,
    @Inject(Subscribers) private readonly subscribers: Subscribers,
    @Inject(Deliveries) private readonly deliveries: Deliveries,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  async mail(id: Id<'wish'>): Promise<void> {
    const wish = await this.wishes.findOne({ _id: id, mailed: false, ...this.alive() }).lean<Wish>();
    if (!wish) return;
    const message = await this.letters.compose(wish);
    if (message) await this.deliveries.deliver(letterKeyOf(wish), message);
    await this.wishes.updateOne({ _id: id }, { $set: { mailed: true } });
  }

  async deliverDue(bellMs: number, stopping?: AbortSignal): Promise<void> {
    await this.mailLate(new Date(this.clock.now().getTime() - bellMs), stopping);
    await this.forgetExpired(stopping);
  }

  /** Letters whose bell was lost; what the mail server refuses has to wait. */
  private async mailLate(before: Date, stopping?: AbortSignal): Promise<void> {
    const late = await this.wishes
      .find({ mailed: false, at: { $lte: before }, ...this.alive() }, { _id: 1 })
      .sort({ at: 1 })
      .limit(BATCH)
      .lean<Pick<Wish, '_id'>[]>();
    for (const { _id } of late) {
      if (stopping?.aborted) return;
      await this.mailBestEffort(_id);
    }
  }

  private async mailBestEffort(id: Id<'wish'>): Promise<void> {
    try {
      await this.mail(id);
    } catch (error) {
      this.log.warn({ err: error, wish: id }, 'a letter about a subscription has to wait; it will be tried again');
    }
  }

  /** Of an address that was only typed nothing stays, in the ledger of e-mail neither. */
  private async forgetExpired(stopping?: AbortSignal): Promise<void> {
    const expired = await this.wishes
      .find({ expiresAt: { $lte: this.clock.now() } })
      .limit(BATCH)
      .lean<Wish[]>();
    for (const wish of expired) {
      if (stopping?.aborted) return;
      await this.subscribers.forgetWish(wish);
    }
  }

  private alive() {
    return { expiresAt: { $gt: this.clock.now() } };
  }
}
