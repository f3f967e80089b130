import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { newId, parseId } from '../../platform/database/ids.js';
import { Conflict, Invalid, NotFound } from '../../platform/errors/errors.js';
import { record } from '../../platform/facts/fact.js';
import { Facts } from '../../platform/facts/facts.js';
import type { Locale } from '../../platform/i18n/locales.js';
import { type Limit, Limits } from '../../platform/web/limits.js';
import { memberConfirmed, memberEmailChangeAsked, memberEmailChanged } from './accounts.facts.js';
import type { EmailChangeInput } from './accounts.input.js';
import { Credentials } from './credentials.js';
import type { Letter } from './letter.model.js';
import { Letters } from './letters.js';
import { LinkSpent } from './link-spent.js';
import type { EmailChange, Member, MemberId } from './member.model.js';
import { emailKeyOf, isEmailTaken, Members } from './members.js';

/** Each one writes to an address that may be a stranger's. */
const CHANGES: Limit = { name: 'email-change', points: 5, seconds: 3600 };
const SIDES = { emailOld: 'oldAt', emailNew: 'newAt' } as const;

/** Another e-mail address: both ends have to agree, so that neither a stolen session nor a typing error takes an account away. */
@Injectable()
export class EmailChanges implements OnModuleInit {
  constructor(
    @Inject(Members) private readonly members: Members,
    @Inject(Letters) private readonly letters: Letters,
    @Inject(Credentials) private readonly credentials: Credentials,
    @Inject(Limits) private readonly limits: Limits,
    @Inject(Facts) private readonly facts: Facts,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.facts.on(memberEmailChangeAsked, ({ member, change, locale }, { id }) =>
      this.writeToBothEnds(member, change, locale as Locale, id),
    );
  }

  async ask(id: MemberId, { email, password }: EmailChangeInput, locale: Locale): Promise<void> {
    const member = await this.credentials.check(id, password);
    if (member.emailKey === emailKeyOf(email)) throw Invalid.field('email', 'accounts.rule.emailSame');
    await this.limits.count(CHANGES, id.toHexString());
    const now = this.clock.now();
    const emailChange: EmailChange = {
      id: newId().toHexString(),
      email,
      askedAt: now,
      oldAt: member.confirmedAt ? null : now,
      newAt: null,
    };
    await this.letters.takeBack(id, 'emailOld', 'emailNew');
    await this.members.change(id, { $set: { emailChange } }, [
      record(memberEmailChangeAsked, { member: id.toHexString(), change: emailChange.id, locale }),
    ]);
  }

  async cancel(id: MemberId): Promise<void> {
    await this.members.change(id, { $set: { emailChange: null } }, []);
    await this.letters.takeBack(id, 'emailOld', 'emailNew');
  }

  private async writeToBothEnds(hex: string, change: string, locale: Locale, fact: string): Promise<void> {
    const id = parseId<'member'>(hex);
    const member = id && (await this.members.byId(id));
    if (!member?.email || member.emailChange?.id !== change) return;
    const letter = { member: member._id, locale, change };
    if (!member.emailChange.oldAt)
      await this.letters.write({ ...letter, kind: 'emailOld', to: member.email }, `${fact}-old`);
    const holder = await this.members.holderOf(member.emailChange.email);
    if (!holder) await this.letters.write({ ...letter, kind: 'emailNew', to: member.emailChange.email }, `${fact}-new`);
    else if (holder.email && !holder.removed) await this.tellHolder(holder, locale, fact);
  }

  /** The new address belongs to another account: its owner is told, and nobody else. */
  private async tellHolder(holder: Member, locale: Locale, fact: string): Promise<void> {
    const letter = {
      kind: 'known' as const,
      member: holder._id,
      to: holder.email ?? '',
      locale: holder.locale ?? locale,
    };
    await this.letters.write(letter, `${fact}-new`);
  }

  /** The change that a link asks about. */
  async askedBy(token: string): Promise<EmailChange> {
    const letter = await this.letters.read(token, 'emailOld', 'emailNew');
    return (await this.changeOf(letter)).change;
  }

  /** One end agrees. @returns whether the change is complete. */
  async agree(token: string): Promise<boolean> {
    const letter = await this.letters.read(token, 'emailOld', 'emailNew');
    const { member } = await this.changeOf(letter);
    const side = SIDES[letter.kind as keyof typeof SIDES];
    const about = { 'emailChange.id': letter.change };
    await this.members.change(member._id, { $set: { [`emailChange.${side}`]: this.clock.now() } }, [], about);
    await this.letters.use(letter);
    const { change } = await this.changeOf(letter);
    if (!change.oldAt || !change.newAt) return false;
    await this.complete(member, change);
    return true;
  }

  private async changeOf(letter: Letter): Promise<{ member: Member; change: EmailChange }> {
    const member = await this.members.byId(letter.member);
    if (!member) throw new NotFound();
    if (member.emailChange?.id !== letter.change || !member.emailChange) throw new LinkSpent();
    return { member, change: member.emailChange };
  }

  private async complete(member: Member, { id, email }: EmailChange): Promise<void> {
    const about = { member: member._id.toHexString() };
    const facts = [record(memberEmailChanged, about)];
    if (!member.confirmedAt) facts.push(record(memberConfirmed, about));
    const confirmedAt = member.confirmedAt ?? this.clock.now();
    const fields = { email, emailKey: emailKeyOf(email), confirmedAt, emailChange: null };
    try {
      await this.members.change(member._id, { $set: fields }, facts, { 'emailChange.id': id });
    } catch (error) {
      if (!isEmailTaken(error)) throw error;
      await this.cancel(member._id);
      throw new Conflict('accounts.emailTakenMeanwhile');
    }
    await this.letters.takeBack(member._id, 'reset', 'confirm');
  }
}
