import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { NotFound } from '../../platform/errors/errors.js';
import type { SetUpInput } from './accounts.input.js';
import type { Member, MemberId } from './member.model.js';
import { Members } from './members.js';
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
    const site = await this.site.get();
    if (site.setUpAt || (await this.memberModel.exists({ roles: 'administrator' }))) return null;
    const secret = newSecret();
    await this.site.change({ setUpHash: hashSecret(secret) });
    return `${this.config.publicUrl}/set-up/${secret}`;
  }

  async check(secret: string): Promise<void> {
    const site = await this.site.get();
    if (site.setUpAt || site.setUpHash !== hashSecret(secret)) throw new NotFound();
  }

  /** @throws NotFound when the link has been used or replaced. */
  async complete(secret: string, input: SetUpInput): Promise<MemberId> {
    await this.check(secret);
    const member = await this.members.create({
      name: input.name,
      email: input.email,
      password: input.password,
      roles: ['administrator'],
      confirmed: true,
    });
    await this.site.change({ name: input.community, setUpAt: this.clock.now(), setUpHash: null });
    return member._id;
  }
}
