import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { type Credentials, type Identity, Viewers } from '../../platform/access/viewers.js';
import { asViewerMember, type MemberId } from './member.model.js';
import { Members } from './members.js';
import { Sessions } from './sessions.js';

/** Tells the platform who a session's cookie belongs to. Asked anew on each request, so that what changes counts at once. */
@Injectable()
export class Identify implements OnModuleInit {
  constructor(
    @Inject(Viewers) private readonly viewers: Viewers,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(Members) private readonly members: Members,
  ) {}

  onModuleInit(): void {
    this.viewers.identifyBy((credentials) => this.identify(credentials));
  }

  private async identify({ sessionToken }: Credentials): Promise<Identity | null> {
    const member = sessionToken ? await this.sessions.memberOf(sessionToken) : null;
    return member && this.identityOf(member);
  }

  private async identityOf(id: MemberId): Promise<Identity | null> {
    const member = await this.members.byId(id);
    return member && { member: asViewerMember(member), locale: member.locale, timeZone: member.timeZone, scopes: null };
  }
}
