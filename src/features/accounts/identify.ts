import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Scope } from '../../platform/access/viewer.js';
import { type Credentials, type Identity, Viewers } from '../../platform/access/viewers.js';
import { SignInNeeded } from '../../platform/errors/errors.js';
import { asViewerMember, type MemberId } from './member.model.js';
import { Members } from './members.js';
import { Sessions } from './sessions.js';
import { Tokens } from './tokens.js';

const READ_ONLY: ReadonlySet<Scope> = new Set<Scope>(['read']);

/** Tells the platform who a session's cookie or a token belongs to. Asked anew on each request, so that what changes counts at once. */
@Injectable()
export class Identify implements OnModuleInit {
  constructor(
    @Inject(Viewers) private readonly viewers: Viewers,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(Tokens) private readonly tokens: Tokens,
    @Inject(Members) private readonly members: Members,
  ) {}

  onModuleInit(): void {
    this.viewers.identifyBy((credentials) => this.identify(credentials));
  }

  private async identify({ sessionToken, bearerToken, feedKey }: Credentials): Promise<Identity | null> {
    if (bearerToken !== undefined) return this.identifyToken(bearerToken);
    if (feedKey !== undefined) return this.identifyFeed(feedKey);
    const member = sessionToken ? await this.sessions.memberOf(sessionToken) : null;
    return member && this.identityOf(member, null);
  }

  /** A token that is not (any more) good for anything is refused, and never passed over in favour of a cookie. */
  private async identifyToken(secret: string): Promise<Identity> {
    const token = await this.tokens.find(secret);
    const identity = token && (await this.identityOf(token.member, new Set(token.scopes)));
    if (!identity) throw new SignInNeeded();
    return identity;
  }

  /** A key that is not (any more) good shows what a visitor sees. */
  private async identifyFeed(feedKey: string): Promise<Identity | null> {
    const member = await this.members.byFeedKey(feedKey);
    return (
      member && { member: asViewerMember(member), locale: member.locale, timeZone: member.timeZone, scopes: READ_ONLY }
    );
  }

  private async identityOf(id: MemberId, scopes: ReadonlySet<Scope> | null): Promise<Identity | null> {
    const member = await this.members.byId(id);
    if (!member) return null;
    await this.members.seen(member);
    return { member: asViewerMember(member), locale: member.locale, timeZone: member.timeZone, scopes };
  }
}
