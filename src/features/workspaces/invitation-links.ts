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

  async path(invitation: Pick<Invitation, '_id'>): Promise<string> {
    const [token = ''] = await this.tokensOf([invitation]);
    return invitationPath(token);
  }

  async tokensOf(invitations: Pick<Invitation, '_id'>[]): Promise<string[]> {
    const { secret } = await this.site.get();
    return invitations.map(({ _id }) => `${_id.toHexString()}-${proofOf(secret, _id.toHexString())}`);
  }

  /** @returns null for what is no link of ours. */
  async read(token: string): Promise<Id<'invitation'> | null> {
    const [, id = '', proof = ''] = TOKEN.exec(token) ?? [];
    if (!id) return null;
    const { secret } = await this.site.get();
    return sameSecret(proof, proofOf(secret, id)) ? parseId<'invitation'>(id) : null;
  }
}

export const invitationPath = (token: string): string => `/invitations/${token}`;

const proofOf = (secret: string, id: string): string =>
  createHmac('sha256', secret).update(`invitation:${id}`).digest('base64url').slice(0, 22);
