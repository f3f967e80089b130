import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';
import type { SiteRole } from '../../platform/access/viewer.js';
import { Clock } from '../../platform/clock/clock.js';
import { NotFound } from '../../platform/errors/errors.js';
import { record } from '../../platform/facts/fact.js';
import { Live } from '../../platform/realtime/live.js';
import { memberChanged, memberConfirmed } from './accounts.facts.js';
import { Departures } from './departures.js';
import type { Member, MemberId } from './member.model.js';
import { emailKeyOf, Members } from './members.js';
import { sortNameOf } from './names.js';

const PAGE = 50;

export interface MemberSearch {
  words: string;
  /** Past this name and id. */
  after: { sortName: string; id: MemberId } | null;
}

/** What administrators do for members. */
@Injectable()
export class MemberCare {
  constructor(
    @InjectModel('Member') private readonly memberModel: Model<Member>,
    @Inject(Members) private readonly members: Members,
    @Inject(Departures) private readonly departures: Departures,
    @Inject(Live) private readonly live: Live,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** By name, also those who are gone: one page, and whether there are more. */
  async search({ words, after }: MemberSearch): Promise<{ members: Member[]; more: boolean }> {
    const filters = [matching(words), ...(after ? [beyond(after)] : [])];
    const found = await this.memberModel
      .find({ $and: filters })
      .sort({ sortName: 1, _id: 1 })
      .limit(PAGE + 1)
      .lean<Member[]>();
    return { members: found.slice(0, PAGE), more: found.length > PAGE };
  }

  /** Also when they are gone. */
  async find(handle: string): Promise<Member> {
    const member = await this.memberModel.findOne({ handle: handle.toLowerCase() }).lean<Member>();
    if (!member) throw new NotFound();
    return member;
  }

  async setRoles(id: MemberId, roles: SiteRole[]): Promise<void> {
    const member = await this.members.byId(id);
    if (!member) throw new NotFound();
    if (!roles.includes('administrator')) await this.departures.refuseLastAdministrator(member);
    await this.members.change(id, { $set: { roles: [...new Set(roles)] } }, [
      record(memberChanged, { member: id.toHexString() }),
    ]);
    this.live.recheck(`member:${id.toHexString()}`);
  }

  /** Vouches for somebody's address, where no e-mail reaches them. */
  async confirm(id: MemberId): Promise<void> {
    await this.members.change(
      id,
      { $set: { confirmedAt: this.clock.now() } },
      [record(memberConfirmed, { member: id.toHexString() })],
      { confirmedAt: null, removed: null },
    );
  }
}

function matching(words: string): QueryFilter<Member> {
  if (words === '') return {};
  const start = (text: string) => ({ $regex: `^${escapeRegex(text)}` });
  const inside = { $regex: escapeRegex(sortNameOf(words)) };
  return {
    $or: [{ sortName: inside }, { handle: start(words.toLowerCase()) }, { emailKey: start(emailKeyOf(words)) }],
  };
}

const beyond = ({ sortName, id }: { sortName: string; id: MemberId }): QueryFilter<Member> => ({
  $or: [{ sortName: { $gt: sortName } }, { sortName, _id: { $gt: id } }],
});

const escapeRegex = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
