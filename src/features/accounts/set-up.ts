import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { NotFound } from '../../platform/errors/errors.js';
import type { SetUpInput } from './accounts.input.js';
import type { Member, MemberId } from './member.model.js';
import { Members } from './members.js';
import { refuseEasyPassword } from './passwords.js';
import { hashSecret, newSecret } from './secrets.js';
import { SiteSettings } from './site.js';

/** The first run: a link on the console makes the first administrator and names the community, once. */
@Injectable()
export class SetUp {
  constructor(
    @InjectModel('Member') private readonly memberModel: Model<Member>,
    @Inject(Members) private readonly members: Members,
    @Inject(SiteSettings) private readonly site: SiteSettings,
    @Inject(Config) private readonly config: Config,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** A fresh link for who reads the console; null when there is an administrator already. The link before it stops working. */
  async link(): Promise<string | null> {
    if (await this.hasAdministrator()) return null;
    await this.site.get();
    const secret = newSecret();
    await this.site.change({ setUpHash: hashSecret(secret) });
    return `${this.config.publicUrl}/set-up/${secret}`;
  }

  /** @throws NotFound when the link has been used or replaced. */
  async check(secret: string): Promise<void> {
    const { setUpHash } = await this.site.get();
    if (setUpHash !== hashSecret(secret) || (await this.hasAdministrator())) throw new NotFound();
  }

  /** Of several who come at once with the same link, one gets through. @throws NotFound for the others. */
  async complete(secret: string, input: SetUpInput): Promise<MemberId> {
    await this.check(secret);
    await refuseEasyPassword(input.password, [input.name, input.email, input.community]);
    if (!(await this.site.takeSetUp(hashSecret(secret)))) throw new NotFound();
    try {
      return await this.begin(input);
    } catch (error) {
      await this.site.change({ setUpHash: hashSecret(secret) });
      throw error;
    }
  }

  private async begin({ community, name, email, password }: SetUpInput): Promise<MemberId> {
    const now = this.clock.now();
    const member = await this.members.create({
      name,
      email,
      password,
      roles: ['administrator'],
      confirmed: true,
      acceptedTermsAt: now,
    });
    await this.site.change({ name: community, setUpAt: now });
    return member._id;
  }

  private async hasAdministrator(): Promise<boolean> {
    return (await this.memberModel.exists({ roles: 'administrator', removed: null })) !== null;
  }
}
