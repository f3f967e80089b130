import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Config } from '../../platform/config/config.js';
import { allOf } from '../../platform/database/bring.js';
import type { Locale } from '../../platform/i18n/locales.js';
import { emailKeyOf, type MemberId } from '../accounts/public.js';
import type { Follow, FollowTarget, Way } from './follow.model.js';
import type { ReaderId } from './reader.js';
import { Joining } from './subscriptions/joining.js';
import type { Subscriber } from './subscriptions/subscriber.model.js';
import { Subscribers } from './subscriptions/subscribers.js';

export interface ImportedFollow extends FollowTarget {
  member: MemberId;
  way: Way;
  since: Date;
}

/** Of an address without an account. */
export interface ImportedSubscription extends FollowTarget {
  email: string;
  locale: Locale | null;
  way: Way;
  since: Date;
}

type Wished = Pick<Follow, 'member' | 'kind' | 'target' | 'way' | 'since'>;

/** Wishes to hear of something by import: what somebody has chosen here stays. */
@Injectable()
export class ImportedFollows {
  constructor(
    @InjectModel('Follow') private readonly follows: Model<Follow>,
    @InjectModel('Subscriber') private readonly subscriberModel: Model<Subscriber>,
    @Inject(Subscribers) private readonly subscribers: Subscribers,
    @Inject(Joining) private readonly joining: Joining,
    @Inject(Config) private readonly config: Config,
  ) {}

  /** @returns how many are new. */
  async put(batch: Wished[]): Promise<number> {
    const { upsertedCount } = await this.follows.bulkWrite(
      batch.map(({ member, kind, target, way, since }) => ({
        updateOne: { filter: { member, kind, target }, update: { $setOnInsert: { way, since } }, upsert: true },
      })),
      { ordered: false },
    );
    return upsertedCount;
  }

  /** Those of members. */
  async *all(): AsyncGenerator<ImportedFollow> {
    const subscribers = await this.subscriberModel.distinct('_id');
    const theirs = new Set(subscribers.map((id) => id.toHexString()));
    for await (const { member, kind, target, way, since } of allOf(this.follows))
      if (!theirs.has(member.toHexString())) yield { member: member as MemberId, kind, target, way, since };
  }

  /** An address that has an account by now follows with it. @returns how many are new. */
  async putSubscriptions(batch: ImportedSubscription[]): Promise<number> {
    const readers = new Map<string, ReaderId>();
    for (const { email, locale } of batch) {
      const key = emailKeyOf(email);
      if (!readers.has(key)) readers.set(key, await this.readerWith(email, locale));
    }
    return this.put(
      batch.flatMap(({ email, ...wished }) => {
        const member = readers.get(emailKeyOf(email));
        return member ? [{ ...wished, member }] : [];
      }),
    );
  }

  private async readerWith(email: string, locale: Locale | null): Promise<ReaderId> {
    const known = (await this.joining.accountOf(email)) ?? (await this.subscribers.byEmail(email));
    return known?._id ?? (await this.subscribers.welcome(email, locale ?? this.config.defaultLocale));
  }

  async *allSubscriptions(): AsyncGenerator<ImportedSubscription> {
    for await (const { _id, email, locale } of allOf(this.subscriberModel))
      for await (const { kind, target, way, since } of allOf(this.follows, { member: _id }))
        yield { email, locale, kind, target, way, since };
  }
}
