import { Inject, Injectable } from '@nestjs/common';
import { Viewers } from '../../platform/access/viewers.js';
import { Config } from '../../platform/config/config.js';
import { asViewerMember, type Member, type MemberId, Members } from '../accounts/public.js';
import type { Reader, ReaderId } from './reader.js';
import type { Subscriber } from './subscriptions/subscriber.model.js';
import { Subscribers } from './subscriptions/subscribers.js';
import { SubscriptionLinks } from './subscriptions/subscription-links.js';

/** Where nobody has said where they live. */
const SITE_ZONE = 'UTC';

/** Finds whoever is to be told, as they are now. */
@Injectable()
export class Readers {
  constructor(
    @Inject(Members) private readonly members: Members,
    @Inject(Subscribers) private readonly subscribers: Subscribers,
    @Inject(SubscriptionLinks) private readonly links: SubscriptionLinks,
    @Inject(Viewers) private readonly viewers: Viewers,
    @Inject(Config) private readonly config: Config,
  ) {}

  /** Null for who has left. */
  async byId(id: ReaderId): Promise<Reader | null> {
    const member = await this.members.byId(id as MemberId);
    if (member) return this.ofMember(member);
    const subscriber = await this.subscribers.byId(id);
    return subscriber && this.ofSubscriber(subscriber);
  }

  private async ofMember(member: Member): Promise<Reader> {
    const locale = member.locale ?? this.config.defaultLocale;
    const timeZone = member.timeZone ?? SITE_ZONE;
    return {
      id: member._id,
      kind: 'member',
      name: member.name,
      address: member.confirmedAt && member.email,
      locale,
      timeZone,
      viewer: await this.viewers.ofMember(asViewerMember(member), locale, timeZone),
      followsPath: '/settings/follows',
    };
  }

  /** They may see what any visitor may. */
  private async ofSubscriber({ _id, email, locale }: Subscriber): Promise<Reader> {
    return {
      id: _id,
      kind: 'subscriber',
      name: '',
      address: email,
      locale,
      timeZone: SITE_ZONE,
      viewer: await this.viewers.visitor(locale, SITE_ZONE),
      followsPath: await this.links.toAll(_id),
    };
  }
}
