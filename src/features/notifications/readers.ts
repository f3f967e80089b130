import { Inject, Injectable } from '@nestjs/common';
import { Viewers } from '../../platform/access/viewers.js';
import { Config } from '../../platform/config/config.js';
import { asViewerMember, type Member, type MemberId, Members } from '../accounts/public.js';
import type { Reader, ReaderId } from './reader.js';

/** Finds whoever is to be told, as they are now. */
@Injectable()
export class Readers {
  constructor(
    @Inject(Members) private readonly members: Members,
    @Inject(Viewers) private readonly viewers: Viewers,
    @Inject(Config) private readonly config: Config,
  ) {}

  /** Null for who has left. */
  async byId(id: ReaderId): Promise<Reader | null> {
    const member = await this.members.byId(id as MemberId);
    return member && this.ofMember(member);
  }

  private async ofMember(member: Member): Promise<Reader> {
    const locale = member.locale ?? this.config.defaultLocale;
    const timeZone = member.timeZone ?? 'UTC';
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
}
