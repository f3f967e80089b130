import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { parseId } from '../../platform/database/ids.js';
import { NotFound } from '../../platform/errors/errors.js';
import { sameSecret } from '../../platform/same-secret.js';
import { SiteSettings } from '../accounts/public.js';
import type { ReaderId } from './reader.js';

/** What a link of an e-mail lets anybody do who has it: take one reader off one list. */
export interface Unsubscription {
  reader: ReaderId;
  /** `<kind>:<target>` of a follow; `digest` for the digests; `in-person:<notice>` for what was meant for them. */
  from: string;
}

const Claims = z.tuple([z.string(), z.string().max(200)]);

/** Links that work without signing in: what they do is written in them, and signed (HMAC-SHA-256, RFC 2104) with the site's secret. */
@Injectable()
export class UnsubscribeTokens {
  constructor(@Inject(SiteSettings) private readonly site: SiteSettings) {}

  async pack({ reader, from }: Unsubscription): Promise<string> {
    const claims = Buffer.from(JSON.stringify([reader.toHexString(), from])).toString('base64url');
    return `${claims}.${await this.sign(claims)}`;
  }

  /** @throws NotFound for what we have not signed. */
  async unpack(token: string): Promise<Unsubscription> {
    const [claims = '', signature = ''] = token.split('.');
    const expected = await this.sign(claims);
    if (!sameSecret(signature, expected)) throw new NotFound();
    const [reader, from] = Claims.parse(JSON.parse(Buffer.from(claims, 'base64url').toString()));
    const id = parseId<'member' | 'subscriber'>(reader);
    if (!id) throw new NotFound();
    return { reader: id, from };
  }

  private async sign(claims: string): Promise<string> {
    const { secret } = await this.site.get();
    return createHmac('sha256', secret).update(`unsubscribe:${claims}`).digest('base64url');
  }
}
