import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type Id, parseId } from '../../../platform/database/ids.js';
import { NotFound } from '../../../platform/errors/errors.js';
import { sameSecret } from '../../../platform/same-secret.js';
import { SiteSettings } from '../../accounts/public.js';
import type { SubscriberId } from '../reader.js';

const TOKEN = /^([0-9a-f]{24})-([\w-]{43})$/;

/** The links of subscribers, who cannot sign in: the site's secret proves that we have sent them. */
@Injectable()
export class SubscriptionLinks {
  constructor(@Inject(SiteSettings) private readonly site: SiteSettings) {}

  /** Where a wish is confirmed. */
  async toWish(id: Id<'wish'>): Promise<string> {
    return `/subscriptions/confirm/${await this.token('wish', id)}`;
  }

  /** Where somebody finds all their subscriptions. */
  async toAll(id: SubscriberId): Promise<string> {
    return `/subscriptions/${await this.token('subscriber', id)}`;
  }

  /** @throws NotFound for what we never sent. */
  async read<Noun extends 'wish' | 'subscriber'>(noun: Noun, token: string): Promise<Id<Noun>> {
    const id = parseId<Noun>(TOKEN.exec(token)?.[1] ?? '');
    if (!id || !sameSecret(token, await this.token(noun, id))) throw new NotFound();
    return id;
  }

  private async token(noun: 'wish' | 'subscriber', id: Id<'wish' | 'subscriber'>): Promise<string> {
    const { secret } = await this.site.get();
    const proof = createHmac('sha256', secret).update(`${noun}:${id.toHexString()}`).digest('base64url');
    return `${id.toHexString()}-${proof}`;
  }
}
