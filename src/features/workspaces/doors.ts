import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Viewer } from '../../platform/access/viewer.js';
import { Clock } from '../../platform/clock/clock.js';
import { isDuplicateKey } from '../../platform/database/duplicate-key.js';
import { Conflict, Forbidden } from '../../platform/errors/errors.js';
import { type FactType, record } from '../../platform/facts/fact.js';
import { Facts } from '../../platform/facts/facts.js';
import { type Limit, Limits } from '../../platform/web/limits.js';
import type { MemberId } from '../accounts/public.js';
import { requireId } from './acting.js';
import type { Membership, MembershipState } from './membership.model.js';
import type { Workspace, WorkspaceId } from './workspace.model.js';
import {
  membershipAccepted,
  membershipEnded,
  membershipJoined,
  membershipRefused,
  membershipRequested,
} from './workspaces.facts.js';
import { workspaceRules } from './workspaces.policy.js';

/** Each request is mailed to every facilitator: whoever takes it back and asks again is soon heard no more. */
const ASKED: Limit = { name: 'asked-to-join', points: 30, seconds: 24 * 3600 };
const ASKED_HERE: Limit = { name: 'asked-to-join-here', points: 5, seconds: 24 * 3600 };
/** Each coming and going is counted, told and followed up. */
const JOINED: Limit = { name: 'joined', points: 100, seconds: 24 * 3600 };

type MembershipFact = FactType<{ workspace: WorkspaceId; member: MemberId; by: MemberId }>;

interface Step {
  workspace: WorkspaceId;
  member: MemberId;
  by: MemberId;
  from: MembershipState[];
  to: MembershipState;
  fact: MembershipFact;
  message?: string;
}

/** The ways into a workspace: each changes one membership, with its fact. */
@Injectable()
export class Doors {
  constructor(
    @InjectModel('Membership') private readonly memberships: Model<Membership>,
    @Inject(Facts) private readonly facts: Facts,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Limits) private readonly limits: Limits,
  ) {}

  /** Joins a public workspace. */
  async join(viewer: Viewer, workspace: Workspace): Promise<void> {
    if (viewer.belongsTo(workspace._id)) return;
    if (!workspaceRules.join(viewer, workspace)) throw new Forbidden();
    const member = requireId(viewer);
    await this.limits.count(JOINED, member.toHexString());
    await this.admit(workspace._id, member, member);
  }

  /** Asks the facilitators of a workspace for members to be let in. */
  async ask(viewer: Viewer, workspace: Workspace, message: string): Promise<void> {
    if (viewer.belongsTo(workspace._id)) return;
    if (!workspaceRules.askToJoin(viewer, workspace)) throw new Forbidden();
    const member = requireId(viewer);
    await this.limits.count(ASKED, member.toHexString());
    await this.limits.count(ASKED_HERE, `${workspace._id.toHexString()}:${member.toHexString()}`);
    await this.enter({
      ...here(workspace, member, member),
      from: ['ended'],
      to: 'requested',
      fact: membershipRequested,
      message,
    });
  }

  /** @throws Conflict when the request is not there any more. */
  async accept(viewer: Viewer, workspace: Workspace, member: MemberId): Promise<void> {
    if (!workspaceRules.manage(viewer, workspace)) throw new Forbidden();
    const step = { ...here(workspace, member, requireId(viewer)), fact: membershipAccepted };
    if (!(await this.change({ ...step, from: ['requested'], to: 'active' })))
      throw new Conflict('workspaces.requestGone');
  }

  /** @throws Conflict when the request is not there any more. */
  async refuse(viewer: Viewer, workspace: Workspace, member: MemberId): Promise<void> {
    if (!workspaceRules.manage(viewer, workspace)) throw new Forbidden();
    const step = { ...here(workspace, member, requireId(viewer)), fact: membershipRefused };
    if (!(await this.change({ ...step, from: ['requested'], to: 'ended' })))
      throw new Conflict('workspaces.requestGone');
  }

  /** Takes back one's own request. */
  async withdraw(viewer: Viewer, workspace: Workspace): Promise<void> {
    const member = requireId(viewer);
    await this.change({
      ...here(workspace, member, member),
      from: ['requested'],
      to: 'ended',
      fact: membershipRefused,
    });
  }

  /** Makes somebody a member, whatever they were before. For verbs that have asked the rules; safe to repeat. */
  async admit(workspace: WorkspaceId, member: MemberId, by: MemberId): Promise<void> {
    const step = { workspace, member, by, to: 'active' as const, fact: membershipJoined };
    await this.enter({ ...step, from: ['requested', 'ended'] });
  }

  /** Ends a membership. For verbs that have asked the rules; safe to repeat. */
  async end(workspace: WorkspaceId, member: MemberId, by: MemberId): Promise<void> {
    await this.change({ workspace, member, by, from: ['active'], to: 'ended', fact: membershipEnded });
  }

  /** How many wait to be let into these workspaces. */
  countWaiting(workspaces: WorkspaceId[]): Promise<number> {
    if (workspaces.length === 0) return Promise.resolve(0);
    return this.memberships.countDocuments({ workspace: { $in: workspaces }, state: 'requested' });
  }

  /** From one of these states, or from never having been here. */
  private async enter(step: Step): Promise<void> {
    if (await this.change(step)) return;
    const { workspace, member, to, message = '' } = step;
    const now = this.clock.now();
    try {
      const made = await this.memberships.create({
        workspace,
        member,
        state: to,
        message,
        since: now,
        outbox: [this.factOf(step, now)],
      });
      await this.facts.announce(this.memberships, made._id);
    } catch (error) {
      // They are there already, in a state from which nothing is to be done.
      if (!isDuplicateKey(error)) throw error;
    }
  }

  /** @returns false when the membership is in none of the states that this leads on from. */
  private async change(step: Step): Promise<boolean> {
    const { workspace, member, from, to, message = '' } = step;
    const now = this.clock.now();
    const changed = await this.memberships
      .findOneAndUpdate(
        { workspace, member, state: { $in: from } },
        { $set: { state: to, since: now, message }, $push: { outbox: this.factOf(step, now) } },
        { projection: { _id: 1 } },
      )
      .lean<Pick<Membership, '_id'>>();
    if (changed) await this.facts.announce(this.memberships, changed._id);
    return changed !== null;
  }

  private factOf({ fact, workspace, member, by }: Step, at: Date) {
    return record(fact, { workspace, member, by }, at);
  }
}

const here = ({ _id }: Workspace, member: MemberId, by: MemberId) => ({ workspace: _id, member, by });
