import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Deliveries } from './deliveries.js';
import type { Delivery, DeliveryState } from './delivery.model.js';
import { Mailer } from './mailer.js';

export interface LedgerQuery {
  limit: number;
  state?: DeliveryState;
  /** Older than this line: its date and key. */
  after?: { at: Date; key: string };
}

/** What is not tried again without somebody's word: nobody knows whether it arrived, or it lay here while there was no mail server. */
const AGAIN: DeliveryState[] = ['uncertain', 'rejected', 'kept'];

/** The ledger of e-mail as administrators read it. */
@Injectable()
export class Ledger {
  constructor(
    @InjectModel('Delivery') private readonly ledger: Model<Delivery>,
    @Inject(Deliveries) private readonly deliveries: Deliveries,
    @Inject(Mailer) private readonly mailer: Mailer,
  ) {}

  /** Newest first. */
  async list({ limit, state, after }: LedgerQuery): Promise<{ lines: Delivery[]; more: boolean }> {
    const older = after && {
      $or: [{ claimedAt: { $lt: after.at } }, { claimedAt: after.at, _id: { $lt: after.key } }],
    };
    const lines = await this.ledger
      .find({ ...(state && { state }), ...older })
      .sort({ claimedAt: -1, _id: -1 })
      .limit(limit + 1)
      .lean<Delivery[]>();
    return { lines: lines.slice(0, limit), more: lines.length > limit };
  }

  find(key: string): Promise<Delivery | null> {
    return this.ledger.findById(key).lean<Delivery>();
  }

  async counts(): Promise<Partial<Record<DeliveryState, number>>> {
    const found = await this.ledger.aggregate<{ _id: DeliveryState; count: number }>([
      { $group: { _id: '$state', count: { $sum: 1 } } },
    ]);
    return Object.fromEntries(found.map(({ _id, count }) => [_id, count]));
  }

  /** Whether an administrator may have it sent (again): there is a mail server, and nothing will send it by itself. */
  maySendAgain({ state }: Pick<Delivery, 'state'>): boolean {
    return this.mailer.sends && AGAIN.includes(state);
  }

  /** Sends it once more, on an administrator's word. Of two who press at once, one sends. @returns whether it was sent now. */
  async sendAgain(key: string): Promise<boolean> {
    if (!this.mailer.sends) return false;
    const released = await this.ledger
      .findOneAndUpdate({ _id: key, state: { $in: AGAIN } }, { $set: { state: 'refused' } })
      .lean<Delivery>();
    if (released) await this.deliveries.deliver(key, released.message);
    return released !== null;
  }
}
