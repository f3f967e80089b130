import { Inject, Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { newId } from '../../platform/database/ids.js';
import { translator } from '../../platform/i18n/translator.js';
import { Credentials } from './credentials.js';
import { Departures } from './departures.js';
import { BLANK_PROFILE, type MemberId } from './member.model.js';
import { Members } from './members.js';
import { Tokens } from './tokens.js';

/** Leaving of one's own will. */
@Injectable()
export class Leaving {
  constructor(
    @Inject(Credentials) private readonly credentials: Credentials,
    @Inject(Departures) private readonly departures: Departures,
    @Inject(Tokens) private readonly tokens: Tokens,
    @Inject(Members) private readonly members: Members,
    @Inject(Config) private readonly config: Config,
  ) {}

  /**
   * A member deletes their own account, for good: address, password and profile are erased at once.
   * What they wrote stays, under their name where they want it so, else under "Former member".
   */
  async leave(id: MemberId, password: string, { keepName }: { keepName: boolean }): Promise<void> {
    const member = await this.credentials.check(id, password);
    await this.departures.refuseLastAdministrator(member);
    await this.departures.takeOut(
      id,
      id,
      keepName ? ERASED : { $set: { ...ERASED.$set, ...this.nameless() }, $unset: ERASED.$unset },
    );
    await this.tokens.revokeAll(id);
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
    ...BLANK_PROFILE,
  },
  $unset: { emailKey: 1 as const },
};
