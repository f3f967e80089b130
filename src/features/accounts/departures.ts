import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Clock } from '../../platform/clock/clock.js';
import { Conflict, NotFound } from '../../platform/errors/errors.js';
import { record } from '../../platform/facts/fact.js';
import { memberRemoved } from './accounts.facts.js';
import { LETTER_KINDS } from './letter.model.js';
import { Letters } from './letters.js';
import type { Member, MemberId } from './member.model.js';
import { Members, type MemberUpdate } from './members.js';
import { Sessions } from './sessions.js';

/** Taking members out. What was written stays; who wrote it cannot sign in any more. */
@Injectable()
export class Departures {
  constructor(
    @InjectModel('Member') private readonly memberModel: Model<Member>,
    @Inject(Members) private readonly members: Members,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(Letters) private readonly letters: Letters,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

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

  /** With what is erased of the member in the same write. */
  async takeOut(id: MemberId, by: MemberId, update: MemberUpdate): Promise<void> {
    const fields = { ...update.$set, removed: { at: this.clock.now(), by } };
    await this.members.change(id, { ...update, $set: fields }, [record(memberRemoved, { member: id.toHexString() })]);
    await this.letters.takeBack(id, ...LETTER_KINDS);
    await this.sessions.endAll(id);
  }
}
