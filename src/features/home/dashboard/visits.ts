import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Clock } from '../../../platform/clock/clock.js';
import type { MemberId } from '../../accounts/public.js';
import type { Visit } from './visit.model.js';

/** Looking again within this time is still the same visit. */
const VISIT_MS = 30 * 60_000;

/** When members look at their dashboards. */
@Injectable()
export class Visits {
  constructor(
    @InjectModel('Visit') private readonly visits: Model<Visit>,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Remembers this visit. @returns when the one before it was. */
  async remember(member: MemberId): Promise<Date | null> {
    const now = this.clock.now();
    const known = await this.visits.findById(member).lean<Visit>();
    if (known && now.getTime() - known.at.getTime() < VISIT_MS) return known.before;
    const before = known?.at ?? null;
    await this.visits.updateOne({ _id: member }, { $set: { at: now, before } }, { upsert: true });
    return before;
  }
}
