import { Inject, Injectable } from '@nestjs/common';
import { Viewers } from '../../../platform/access/viewers.js';
import type { FollowTarget } from '../follow.model.js';
import { type DescribedFollow, Follows } from '../follows.js';
import type { SubscriberId } from '../reader.js';
import { Unsubscribe } from '../unsubscribe.js';
import { Joining } from './joining.js';
import type { Subscriber } from './subscriber.model.js';
import { Subscribers } from './subscribers.js';
import type { MailedWay, Wish } from './wish.model.js';

/** What an address is written to about, once it has been proved. */
@Injectable()
export class Subscriptions {
  constructor(
    @Inject(Follows) private readonly follows: Follows,
    @Inject(Subscribers) private readonly subscribers: Subscribers,
    @Inject(Unsubscribe) private readonly unsubscribing: Unsubscribe,
    @Inject(Joining) private readonly joining: Joining,
    @Inject(Viewers) private readonly viewers: Viewers,
  ) {}

  /** The press of the link in the letter. Safe to repeat. @returns the subscriber; null where it is a member who follows now. */
  async confirm({ email, kind, target, way, locale }: Wish): Promise<SubscriberId | null> {
    const member = await this.joining.accountOf(email);
    if (member) {
      await this.follows.set(member._id, { kind, target }, way);
      return null;
    }
    const subscriber = await this.subscribers.welcome(email, locale);
    await this.follows.set(subscriber, { kind, target }, way);
    return this.unlessJoined(subscriber, email);
  }

  /** Somebody may have confirmed an account with this address in this very moment. */
  private async unlessJoined(subscriber: SubscriberId, email: string): Promise<SubscriberId | null> {
    const member = await this.joining.accountOf(email);
    if (member) await this.joining.takeAlong(member._id);
    return member ? null : subscriber;
  }

  /** All that they hear of, as far as anybody may see it today. */
  async listOf({ _id, locale }: Subscriber): Promise<DescribedFollow[]> {
    return this.follows.describedOf(_id, await this.viewers.visitor(locale));
  }

  async change(id: SubscriberId, what: FollowTarget, way: MailedWay): Promise<void> {
    await this.follows.change(id, what, way);
  }

  async end(id: SubscriberId, { kind, target }: FollowTarget): Promise<void> {
    await this.unsubscribing.apply({ reader: id, from: `${kind}:${target}` });
  }

  async endAll(id: SubscriberId): Promise<void> {
    await this.subscribers.forget(id);
  }
}
