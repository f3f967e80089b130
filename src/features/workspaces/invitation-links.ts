import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type Id, parseId } from '../../platform/database/ids.js';
import { sameSecret } from '../../platform/same-secret.js';
import { SiteSettings } from '../accounts/public.js';
import type { Invitation } from './invitation.model.js';

const TOKEN = /^([0-9a-f]{24})-([\w-]{22})$/;

/** Links of invitations: the site's secret proves that we have sent them. */
@Injectable()
export class InvitationLinks {
  constructor(@Inject(SiteSettings) private readonly site: SiteSettings) {}

  async path({ _id }: Pick<Invitation, '_id'>): Promise<string> {
    return `/invitations/${_id.toHexString()}-${await this.proofOf(_id.toHexString())}`;
  }

  /** @returns null for what is no link of ours. */
  async read(token: string): Promise<Id<'invitation'> | null> {
    const [, id = '', proof = ''] = TOKEN.exec(token) ?? [];
    if (!id) return null;
    const expected = await this.proofOf(id);
    return sameSecret(proof, expected) ? parseId<'invitation'>(id) : null;
  }

  private async proofOf(id: string): Promise<string> {
    const { secret } = await this.site.get();
    return createHmac('sha256', secret).update(`invitation:${id}`).digest('base64url').slice(0, 22);
  }
}
