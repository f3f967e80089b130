import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Viewers } from '../../../platform/access/viewers.js';
import { Clock } from '../../../platform/clock/clock.js';
import type { Id } from '../../../platform/database/ids.js';
import { NotFound } from '../../../platform/errors/errors.js';
import type { Locale } from '../../../platform/i18n/locales.js';
import { Jobs, job } from '../../../platform/jobs/jobs.js';
import { type Limit, Limits } from '../../../platform/web/limits.js';
import { emailKeyOf, LinkSpent } from '../../accounts/public.js';
import type { FollowTarget } from '../follow.model.js';
import { type Followed, Follows } from '../follows.js';
import type { WishInput } from './subscriptions.input.js';
import type { Wish } from './wish.model.js';

/** Mails the letter that asks whether an address may be written to. */
export const mailWish = job<{ wish: string }>('mail-wish', { attempts: 8, backoffMs: 5000 });

const PER_SENDER: Limit = { name: 'subscribe-sender', points: 30, seconds: 3600 };
/** Each one is a letter that nobody may have asked for. */
const PER_ADDRESS: Limit = { name: 'subscribe-address', points: 5, seconds: 24 * 3600 };
const VALID_MS = 3 * 24 * 3_600_000;

/** What visitors would like to hear of, until they prove that the address is theirs. */
@Injectable()
export class Wishes {
  constructor(
    @InjectModel('Wish') private readonly wishes: Model<Wish>,
    @Inject(Follows) private readonly follows: Follows,
    @Inject(Viewers) private readonly viewers: Viewers,
    @Inject(Limits) private readonly limits: Limits,
    @Inject(Jobs) private readonly jobs: Jobs,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Does and answers the same whosever address it is: what is known of it is asked when the letter is written.
   * @throws NotFound for what is not for everybody.
   */
  async ask({ email, kind, target, way }: WishInput, locale: Locale, sender: string): Promise<Followed> {
    await this.limits.count(PER_SENDER, sender);
    const followed = await this.described({ kind, target }, locale);
    const emailKey = emailKeyOf(email);
    await this.limits.count(PER_ADDRESS, emailKey);
    const at = this.clock.now();
    const expiresAt = new Date(at.getTime() + VALID_MS);
    const wish = await this.wishes.create({ email, emailKey, kind, target, way, locale, at, expiresAt, mailed: false });
    await this.jobs.add(mailWish, { wish: wish._id.toHexString() });
    return followed;
  }

  /** @throws LinkSpent when it is too old, or the address was forgotten meanwhile. */
  async get(id: Id<'wish'>): Promise<Wish> {
    const wish = await this.wishes.findOne({ _id: id, expiresAt: { $gt: this.clock.now() } }).lean<Wish>();
    if (!wish) throw new LinkSpent();
    return wish;
  }

  /** What it is to a visitor. @throws NotFound for what is not, or no longer, for everybody. */
  async described(what: FollowTarget, locale: Locale): Promise<Followed> {
    const followed = await this.follows.describe(await this.viewers.visitor(locale), what);
    if (!followed) throw new NotFound();
    return followed;
  }
}
