import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { newId } from '../../platform/database/ids.js';
import { Conflict, NotFound } from '../../platform/errors/errors.js';
import { record } from '../../platform/facts/fact.js';
import { translator } from '../../platform/i18n/translator.js';
import { memberRemoved } from './accounts.facts.js';
import { Credentials } from './credentials.js';
import { LETTER_KINDS } from './letter.model.js';
import { Letters } from './letters.js';
import type { Member, MemberId } from './member.model.js';
import { Members, type MemberUpdate } from './members.js';
import { Sessions } from './sessions.js';
import { Tokens } from './tokens.js';

/** Leaving, of one's own will or not. What was written stays; who wrote it cannot sign in any more. */
@Injectable()
export class Departures {
  constructor(
    @InjectModel('Member') private readonly memberModel: Model<Member>,
    @Inject(Members) private readonly members: Members,
    @Inject(Credentials) private readonly credentials: Credentials,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(Tokens) private readonly tokens: Tokens,
    @Inject(Letters) private readonly letters: Letters,
    @Inject(Config) private readonly config: Config,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * A member deletes their own account, for good: address, password and profile are erased at once.
   * What they wrote stays, under their name where they want it so, else under "Former member".
   */
  async leave(id: MemberId, password: string, { keepName }: { keepName: boolean }): Promise<void> {
    const member = await this.credentials.check(id, password);
    await this.refuseLastAdministrator(member);
    await this.takeOut(
      id,
      id,
      keepName ? ERASED : { $set: { ...ERASED.$set, ...this.nameless() }, $unset: ERASED.$unset },
    );
    await this.tokens.revokeAll(id);
  }

  /** An administrator takes somebody out. It can be undone: nothing is erased. */
  async remove(id: MemberId, by: MemberId): Promise<void> {
    const member = await this.members.byId(id);
    if (!member) throw new NotFound();
    await this.refuseLastAdministrator(member);
    await this.takeOut(id, by, {});
  }

  async restore(id: MemberId): Promise<void> {
    const restored = await this.members.change(id, { $set: { removed: null } }, [], {
      'removed.by': { $exists: true, $ne: id },
    });
    if (!restored) throw new NotFound();
  }

  /** @throws Conflict when nobody would be left to look after the community. */
  async refuseLastAdministrator(member: Pick<Member, '_id' | 'roles'>): Promise<void> {
    if (!member.roles.includes('administrator')) return;
    const other = await this.memberModel.exists({ roles: 'administrator', removed: null, _id: { $ne: member._id } });
    if (!other) throw new Conflict('accounts.lastAdministrator');
  }

  private async takeOut(id: MemberId, by: MemberId, update: MemberUpdate): Promise<void> {
    const fields = { ...update.$set, removed: { at: this.clock.now(), by } };
    await this.members.change(id, { ...update, $set: fields }, [record(memberRemoved, { member: id.toHexString() })]);
    await this.letters.takeBack(id, ...LETTER_KINDS);
    await this.sessions.endAll(id);
  }

  private nameless() {
    const name = translator(this.config.defaultLocale)('accounts.formerMember');
    return { ...this.members.nameFields(name), handle: `former-${newId().toHexString().slice(-10)}` };
  }
}

const ERASED = {
  $set: {
    email: null,
    emailChange: null,
    passwordHash: null,
    country: '',
    languages: [],
    bio: '',
    interests: [],
    sector: '',
    level: '',
    locale: null,
    timeZone: null,
    roles: [],
  },
  $unset: { emailKey: 1 as const },
};
