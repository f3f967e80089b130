import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Clock } from '../../platform/clock/clock.js';
import { Invalid, NotFound } from '../../platform/errors/errors.js';
import { record } from '../../platform/facts/fact.js';
import { Facts } from '../../platform/facts/facts.js';
import type { Locale } from '../../platform/i18n/locales.js';
import { type Limit, Limits } from '../../platform/web/limits.js';
import { memberConfirmed, memberSignedUp } from './accounts.facts.js';
import type { SignUpInput } from './accounts.input.js';
import { evenly } from './evenly.js';
import type { Claim, Letter } from './letter.model.js';
import { Letters } from './letters.js';
import { LinkSpent } from './link-spent.js';
import type { Member, MemberId } from './member.model.js';
import { emailKeyOf, Members } from './members.js';
import { hashPassword, passwordMatches, refuseEasyPassword } from './passwords.js';

const PER_BROWSER: Limit = { name: 'sign-up-browser', points: 30, seconds: 3600 };
const PER_EMAIL: Limit = { name: 'sign-up-email', points: 5, seconds: 3600 };
const RESEND: Limit = { name: 'confirm-again', points: 5, seconds: 3600 };
const CLAIM: Limit = { name: 'claim', points: 10, seconds: 3600 };

/** Joining: an account, then proof by a link that the address is theirs. */
@Injectable()
export class SignUp implements OnModuleInit {
  constructor(
    @InjectModel('Member') private readonly memberModel: Model<Member>,
    @Inject(Members) private readonly members: Members,
    @Inject(Letters) private readonly letters: Letters,
    @Inject(Limits) private readonly limits: Limits,
    @Inject(Facts) private readonly facts: Facts,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.facts.on(memberSignedUp, async ({ member, locale }, { id }) => {
      const found = await this.memberModel.findById(member).lean<Member>();
      if (found?.email && !found.confirmedAt)
        await this.letters.write({ kind: 'confirm', member: found._id, to: found.email, locale: locale as Locale }, id);
    });
  }

  /** Takes the same time and says the same whether the address is known or not; only its owner learns, by e-mail. */
  async signUp(input: SignUpInput, locale: Locale, address: string): Promise<void> {
    await refuseEasyPassword(input.password, [input.name, input.email]);
    await this.limits.count(PER_BROWSER, address);
    await this.limits.count(PER_EMAIL, emailKeyOf(input.email));
    await evenly(async () => {
      const passwordHash = await hashPassword(input.password);
      const holder = await this.members.holderOf(input.email);
      await (holder ? this.writeToHolder(holder, input, passwordHash, locale) : this.join(input, passwordHash, locale));
    });
  }

  private async join(input: SignUpInput, passwordHash: string, locale: Locale): Promise<void> {
    const { name, email, country, languages } = input;
    const acceptedTermsAt = this.clock.now();
    try {
      await this.members.create(
        { name, email, password: null, passwordHash, country, languages, locale, acceptedTermsAt },
        (id) => [record(memberSignedUp, { member: id.toHexString(), locale })],
      );
    } catch (error) {
      // The same person pressed twice: the first press has made the account.
      if (!(error instanceof Invalid) || error.problems[0]?.field !== 'email') throw error;
    }
  }

  private async writeToHolder(holder: Member, input: SignUpInput, passwordHash: string, asked: Locale): Promise<void> {
    if (holder.removed || !holder.email) return;
    const letter = { member: holder._id, to: holder.email, locale: holder.locale ?? asked };
    if (!isClaimable(holder)) return this.letters.write({ ...letter, kind: 'known' });
    const claim = { ...pick(input), passwordHash, acceptedTermsAt: this.clock.now() };
    await this.letters.write({ ...letter, kind: 'claim', claim });
  }

  /** Sends the link once more. */
  async resend(id: MemberId, locale: Locale): Promise<void> {
    await this.limits.count(RESEND, id.toHexString());
    const member = await this.members.byId(id);
    if (!member?.email || member.confirmedAt) return;
    await this.letters.write({ kind: 'confirm', member: id, to: member.email, locale });
  }

  /** What the landing page shows. */
  letterOf(token: string): Promise<Letter> {
    return this.letters.read(token, 'confirm');
  }

  /** @returns whose address it is. */
  async confirm(token: string): Promise<MemberId> {
    const letter = await this.letters.read(token, 'confirm');
    const confirmed = await this.members.change(
      letter.member,
      { $set: { confirmedAt: this.clock.now() } },
      [record(memberConfirmed, { member: letter.member.toHexString() })],
      { emailKey: emailKeyOf(letter.to), confirmedAt: null, removed: null },
    );
    await this.letters.use(letter);
    if (!confirmed) throw new LinkSpent();
    return letter.member;
  }

  /** The imported account that a letter offers. */
  async offerOf(token: string): Promise<Member> {
    const letter = await this.letters.read(token, 'claim');
    const member = await this.members.byId(letter.member);
    if (!member || !isClaimable(member)) throw new LinkSpent();
    return member;
  }

  /**
   * Takes over an imported account. The password typed at sign-up is asked again: a stranger who signed up with
   * somebody else's address must not get in by that person's press of a button.
   */
  async claim(token: string, password: string): Promise<MemberId> {
    const letter = await this.letters.read(token, 'claim');
    await this.limits.count(CLAIM, letter._id);
    const { claim } = letter;
    if (!claim) throw new NotFound();
    if (!(await passwordMatches(claim.passwordHash, password)))
      throw Invalid.field('password', 'accounts.rule.passwordWrong');
    await this.takeOver(letter, claim);
    return letter.member;
  }

  private async takeOver(letter: Letter, claim: Claim): Promise<void> {
    const { name, country, languages, passwordHash, acceptedTermsAt } = claim;
    const fields = { country, languages, passwordHash, acceptedTermsAt, locale: letter.locale };
    const taken = await this.members.change(
      letter.member,
      { $set: { ...fields, ...this.members.nameFields(name), confirmedAt: this.clock.now() } },
      [record(memberConfirmed, { member: letter.member.toHexString() })],
      { emailKey: emailKeyOf(letter.to), passwordHash: null, removed: null },
    );
    if (!taken) throw new LinkSpent();
    await this.letters.use(letter);
  }
}

/** Made by an import, and never signed in to. */
export const isClaimable = (member: Pick<Member, 'imported' | 'passwordHash'>): boolean =>
  member.imported !== null && member.passwordHash === null;

const pick = ({ name, country, languages }: SignUpInput) => ({ name, country, languages });
