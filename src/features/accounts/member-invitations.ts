import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { SiteRole } from '../../platform/access/viewer.js';
import { Config } from '../../platform/config/config.js';
import { newId } from '../../platform/database/ids.js';
import { Invalid } from '../../platform/errors/errors.js';
import type { Locale } from '../../platform/i18n/locales.js';
import { line } from '../../platform/web/input.js';
import { problemsOf } from '../../platform/web/validation.js';
import { email, newPassword } from './accounts.input.js';
import { Letters } from './letters.js';
import type { Member } from './member.model.js';
import { Members } from './members.js';
import { refuseEasyPassword } from './passwords.js';

export interface Invitation {
  email: string;
  name: string;
  /** Without one they choose it themselves, by a link. */
  password: string | null;
  role?: SiteRole;
  locale?: Locale;
}

const Checked = z.object({ email, name: line(80), password: newPassword.nullable() });

/** Members made by those who look after the server, from the command line. */
@Injectable()
export class MemberInvitations {
  constructor(
    @Inject(Members) private readonly members: Members,
    @Inject(Letters) private readonly letters: Letters,
    @Inject(Config) private readonly config: Config,
  ) {}

  /** @throws Invalid where something given breaks a rule, or the address is taken. */
  async make({ role, locale, ...given }: Invitation): Promise<Member> {
    const checked = Checked.safeParse(given);
    if (!checked.success) throw new Invalid(checked.error.issues.flatMap(problemsOf));
    const { email: address, name, password } = checked.data;
    if (password !== null) await refuseEasyPassword(password, [name, address]);
    const roles = role ? [role] : [];
    return this.members.create({ name, email: address, password, roles, locale, confirmed: true });
  }

  /** @throws Invalid when there is no such member. */
  async find(identifier: string): Promise<Member> {
    const member = await this.members.byIdentifier(identifier);
    if (!member) throw Invalid.field(identifier, 'accounts.rule.noSuchMember');
    return member;
  }

  /** A link for choosing a password; it goes to their address, too. */
  async passwordLink(member: Member): Promise<string> {
    if (!member.email) throw Invalid.field(member.handle, 'accounts.rule.noAddress');
    const key = newId().toHexString();
    const locale = member.locale ?? this.config.defaultLocale;
    await this.letters.write({ kind: 'reset', member: member._id, to: member.email, locale }, key);
    return `${this.config.publicUrl}/reset-password/${await this.letters.tokenOf({ _id: key, kind: 'reset' })}`;
  }
}
