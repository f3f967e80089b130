import { Inject, Injectable } from '@nestjs/common';
import { Viewers } from '../../../platform/access/viewers.js';
import { Config } from '../../../platform/config/config.js';
import { translator } from '../../../platform/i18n/translator.js';
import type { MailMessage } from '../../../platform/mail/message.js';
import { SiteSettings } from '../../accounts/public.js';
import { Follows } from '../follows.js';
import { composeWish } from './emails/wish-email.js';
import { Joining } from './joining.js';
import { SubscriptionLinks } from './subscription-links.js';
import type { Wish } from './wish.model.js';

/** Asks an address whether it may be written to. A member reads there that it goes to their account. */
@Injectable()
export class WishLetters {
  constructor(
    @Inject(Follows) private readonly follows: Follows,
    @Inject(Viewers) private readonly viewers: Viewers,
    @Inject(Joining) private readonly joining: Joining,
    @Inject(SubscriptionLinks) private readonly links: SubscriptionLinks,
    @Inject(SiteSettings) private readonly site: SiteSettings,
    @Inject(Config) private readonly config: Config,
  ) {}

  /** Null when what they wished for is not for everybody any more. */
  async compose({ _id, email, locale, way, kind, target }: Wish): Promise<MailMessage | null> {
    const followed = await this.follows.describe(await this.viewers.visitor(locale), { kind, target });
    if (!followed) return null;
    const member = await this.joining.accountOf(email);
    const view = {
      community: { name: (await this.site.get()).name, url: this.config.publicUrl },
      title: followed.title,
      way,
      handle: member?.handle ?? null,
      link: this.config.publicUrl + (await this.links.toWish(_id)),
    };
    const to = { name: member?.name ?? '', address: email };
    return { to, ...composeWish(translator(member?.locale ?? locale), view) };
  }
}
