import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { record } from '../../platform/facts/fact.js';
import type { Locale } from '../../platform/i18n/locales.js';
import { type Limit, Limits } from '../../platform/web/limits.js';
import { memberConfirmed, memberPasswordChanged } from './accounts.facts.js';
import { evenly } from './evenly.js';
import { Letters } from './letters.js';
import { LinkSpent } from './link-spent.js';
import type { Member, MemberId } from './member.model.js';
import { emailKeyOf, Members } from './members.js';
import { hashPassword, refuseEasyPassword } from './passwords.js';
import { Sessions } from './sessions.js';
import { isClaimable } from './sign-up.js';

const PER_BROWSER: Limit = { name: 'lost-access-browser', points: 30, seconds: 3600 };
const PER_ACCOUNT: Limit = { name: 'lost-access-account', points: 5, seconds: 3600 };

/** For those who cannot get in. What they are told is the same whether there is such an account or not. */
@Injectable()
export class LostAccess {
  constructor(
    @Inject(Members) private readonly members: Members,
    @Inject(Letters) private readonly letters: Letters,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(Limits) private readonly limits: Limits,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Sends a link for a new password to the address of the account. */
  async askReset(identifier: string, locale: Locale, address: string): Promise<void> {
    await this.countAttempt(identifier, address);
    await evenly(async () => this.write('reset', await this.members.byIdentifier(identifier), locale));
  }

  /** Tells the owner of an address by which handle they sign in. */
  async askLogin(email: string, locale: Locale, address: string): Promise<void> {
    await this.countAttempt(email, address);
    await evenly(async () => this.write('login', await this.members.byEmail(email), locale));
  }

  async check(token: string): Promise<void> {
    await this.letters.read(token, 'reset');
  }

  /** A new password by the link of a letter. It proves the address, too, and ends every session. */
  async reset(token: string, password: string): Promise<MemberId> {
    const letter = await this.letters.read(token, 'reset');
    const member = await this.members.byId(letter.member);
    if (!member?.email || emailKeyOf(member.email) !== emailKeyOf(letter.to)) throw new LinkSpent();
    await refuseEasyPassword(password, [member.name, member.email, member.handle], 'newPassword');
    const passwordHash = await hashPassword(password);
    await this.letters.use(letter);
    await this.setPassword(member, passwordHash, letter.locale);
    return member._id;
  }

  private async setPassword(member: Member, passwordHash: string, locale: Locale): Promise<void> {
    const about = { member: member._id.toHexString() };
    const facts = [record(memberPasswordChanged, { ...about, locale })];
    if (!member.confirmedAt) facts.push(record(memberConfirmed, about));
    const confirmedAt = member.confirmedAt ?? this.clock.now();
    await this.members.change(member._id, { $set: { passwordHash, confirmedAt } }, facts);
    await this.letters.takeBack(member._id, 'reset', 'confirm');
    await this.sessions.endAll(member._id);
  }

  private async countAttempt(account: string, address: string): Promise<void> {
    await this.limits.count(PER_BROWSER, address);
    await this.limits.count(PER_ACCOUNT, emailKeyOf(account));
  }

  private async write(kind: 'reset' | 'login', member: Member | null, asked: Locale): Promise<void> {
    if (!member?.email || isClaimable(member)) return;
    await this.letters.write({ kind, member: member._id, to: member.email, locale: member.locale ?? asked });
  }
}
