import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Passport } from 'passport';
import { Strategy } from 'passport-local';
import { Invalid } from '../../platform/errors/errors.js';
import { SESSION_COOKIE } from '../../platform/web/cookies.js';
import { type Limit, Limits } from '../../platform/web/limits.js';
import type { SignInInput } from './accounts.input.js';
import { evenly } from './evenly.js';
import type { Member, MemberId } from './member.model.js';
import { Members } from './members.js';
import { passwordMatches, prepareDecoy } from './passwords.js';
import { Sessions } from './sessions.js';

const PER_ACCOUNT: Limit = { name: 'sign-in-account', points: 10, seconds: 15 * 60 };
const PER_ADDRESS: Limit = { name: 'sign-in-address', points: 60, seconds: 15 * 60 };

/** Checks credentials by passport's local strategy; what comes of it is our own session. */
@Injectable()
export class SignIn implements OnApplicationBootstrap {
  private readonly passport = new Passport();

  constructor(
    @Inject(Members) private readonly members: Members,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(Limits) private readonly limits: Limits,
  ) {
    const fields = { usernameField: 'identifier', passwordField: 'password', session: false };
    this.passport.use(
      new Strategy(fields, (identifier, password, done) => {
        this.memberWith(identifier, password).then((member) => done(null, member ?? false), done);
      }),
    );
  }

  onApplicationBootstrap(): void {
    void prepareDecoy();
  }

  /** @returns the session's token; the session that the browser had ends. @throws Invalid with the same words whatever was wrong; TooMany. */
  async signIn(request: FastifyRequest, input: SignInInput): Promise<string> {
    const account = input.identifier.toLowerCase();
    await this.limits.count(PER_ADDRESS, request.ip);
    await this.limits.count(PER_ACCOUNT, account);
    const member = await evenly(() => this.authenticate(input));
    if (!member) throw Invalid.field('identifier', 'accounts.rule.wrongCredentials');
    await this.limits.forget(PER_ACCOUNT, account);
    return this.begin(request, member._id, { kept: input.stay });
  }

  /** A fresh session in this browser, in place of the one it had. */
  async begin(request: FastifyRequest, member: MemberId, { kept }: { kept: boolean }): Promise<string> {
    const before = request.cookies[SESSION_COOKIE];
    if (before) await this.sessions.end(before);
    const browser = { address: request.ip, agent: request.headers['user-agent'] ?? '' };
    return this.sessions.begin(member, browser, { kept });
  }

  private authenticate(input: SignInInput): Promise<Member | null> {
    return new Promise((resolve, reject) => {
      const answer = (error: unknown, member?: Member | false) =>
        error ? reject(error as Error) : resolve(member || null);
      // passport wants an Express request; its local strategy reads only the body and the query.
      const asked = { body: input, query: {} };
      this.passport.authenticate('local', { session: false }, answer)(asked, {}, reject);
    });
  }

  private async memberWith(identifier: string, password: string): Promise<Member | null> {
    const member = await this.members.byIdentifier(identifier);
    return (await passwordMatches(member?.passwordHash ?? null, password)) ? member : null;
  }
}
