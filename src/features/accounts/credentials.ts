import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { parseId } from '../../platform/database/ids.js';
import { Invalid, NotFound } from '../../platform/errors/errors.js';
import { record } from '../../platform/facts/fact.js';
import { Facts } from '../../platform/facts/facts.js';
import type { Locale } from '../../platform/i18n/locales.js';
import { type Limit, Limits } from '../../platform/web/limits.js';
import { memberPasswordChanged } from './accounts.facts.js';
import type { PasswordChangeInput } from './accounts.input.js';
import { Letters } from './letters.js';
import type { Member, MemberId } from './member.model.js';
import { Members } from './members.js';
import { hashPassword, passwordMatches, refuseEasyPassword } from './passwords.js';
import { Sessions } from './sessions.js';

const ATTEMPTS: Limit = { name: 'password-again', points: 10, seconds: 900 };

/** The password of somebody who is signed in: asked again before what matters, and changed. */
@Injectable()
export class Credentials implements OnModuleInit {
  constructor(
    @Inject(Members) private readonly members: Members,
    @Inject(Letters) private readonly letters: Letters,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(Limits) private readonly limits: Limits,
    @Inject(Facts) private readonly facts: Facts,
  ) {}

  onModuleInit(): void {
    this.facts.on(memberPasswordChanged, async ({ member, locale }, { id }) => {
      const memberId = parseId<'member'>(member);
      const found = memberId && (await this.members.byId(memberId));
      if (!found?.email) return;
      const letter = { kind: 'passwordChanged' as const, member: found._id, to: found.email };
      await this.letters.write({ ...letter, locale: found.locale ?? (locale as Locale) }, id);
    });
  }

  /** @throws Invalid on `field` when it is not their password. */
  async check(id: MemberId, password: string, field = 'password'): Promise<Member> {
    await this.limits.count(ATTEMPTS, id.toHexString());
    const member = await this.members.byId(id);
    if (!member) throw new NotFound();
    if (!(await passwordMatches(member.passwordHash, password)))
      throw Invalid.field(field, 'accounts.rule.passwordWrong');
    await this.limits.forget(ATTEMPTS, id.toHexString());
    return member;
  }

  /** Changes the password and ends every other session; `token` is of the session that stays. */
  async changePassword(id: MemberId, input: PasswordChangeInput, locale: Locale, token?: string): Promise<void> {
    const member = await this.check(id, input.currentPassword, 'currentPassword');
    await refuseEasyPassword(input.newPassword, [member.name, member.email ?? '', member.handle], 'newPassword');
    const passwordHash = await hashPassword(input.newPassword);
    await this.members.change(id, { $set: { passwordHash } }, [
      record(memberPasswordChanged, { member: id.toHexString(), locale }),
    ]);
    await this.letters.takeBack(id, 'reset');
    await this.sessions.endAll(id, token);
  }
}
