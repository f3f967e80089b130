import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Model, Types } from 'mongoose';
import type { Viewer } from '../../../platform/access/viewer.js';
import { type CursorQuery, dateCursor, type Listing } from '../../../platform/api/api.js';
import { Clock } from '../../../platform/clock/clock.js';
import { newId } from '../../../platform/database/ids.js';
import { NotFound } from '../../../platform/errors/errors.js';
import { fact, record } from '../../../platform/facts/fact.js';
import { Facts } from '../../../platform/facts/facts.js';
import { type Limit, Limits } from '../../../platform/web/limits.js';
import type { FeedbackInput } from './feedback.input.js';
import type { Feedback } from './feedback.model.js';

export const feedbackGiven = fact<{ feedback: string }>('feedback.given');

const PER_ADDRESS: Limit = { name: 'feedback', points: 5, seconds: 3600 };

/** What people tell us, kept for the administrators. */
@Injectable()
export class Feedbacks {
  constructor(
    @InjectModel('Feedback') private readonly feedbacks: Model<Feedback>,
    @Inject(Facts) private readonly facts: Facts,
    @Inject(Limits) private readonly limits: Limits,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    facts.carriedBy(feedbacks);
  }

  /** @throws TooMany when this address has told us enough for now. */
  async give(viewer: Viewer, input: FeedbackInput, address: string): Promise<void> {
    await this.limits.count(PER_ADDRESS, address);
    const _id = newId<'feedback'>();
    const at = this.clock.now();
    await this.feedbacks.create({
      _id,
      ...input,
      ...(viewer.member && { name: viewer.member.name, email: '', member: viewer.id }),
      language: viewer.locale,
      at,
      outbox: [record(feedbackGiven, { feedback: _id.toHexString() }, at)],
    });
    await this.facts.announce(this.feedbacks, _id);
  }

  async byId(id: string): Promise<Feedback | null> {
    return this.feedbacks.findById(id).lean<Feedback>();
  }

  /** Newest first, for administrators. */
  async list({ after, limit }: CursorQuery): Promise<Listing<Feedback>> {
    const cursor = dateCursor.unpack(after);
    const older = cursor
      ? { $or: [{ at: { $lt: cursor.at } }, { at: cursor.at, _id: { $lt: new Types.ObjectId(cursor.id) } }] }
      : {};
    const found = await this.feedbacks
      .find(older)
      .sort({ at: -1, _id: -1 })
      .limit(limit + 1)
      .lean<Feedback[]>();
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return { items, next: found.length > limit && last ? dateCursor.pack(last.at, last._id) : null };
  }

  /** Says that it has been dealt with, or that it has not. */
  async settle(viewer: Viewer, id: string, done: boolean): Promise<void> {
    const stamp = done ? { at: this.clock.now(), by: viewer.id } : null;
    const { matchedCount } = await this.feedbacks.updateOne({ _id: id }, { $set: { done: stamp } });
    if (matchedCount === 0) throw new NotFound();
  }
}
