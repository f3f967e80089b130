import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Viewer } from '../../platform/access/viewer.js';
import { Clock } from '../../platform/clock/clock.js';
import { Conflict, Forbidden } from '../../platform/errors/errors.js';
import { record } from '../../platform/facts/fact.js';
import { Facts } from '../../platform/facts/facts.js';
import { Live } from '../../platform/realtime/live.js';
import type { MemberId } from '../accounts/public.js';
import { requireId } from './acting.js';
import { Doors } from './doors.js';
import type { Membership } from './membership.model.js';
import type { Workspace, WorkspaceId } from './workspace.model.js';
import { facilitatorEnded, facilitatorMade } from './workspaces.facts.js';
import { workspaceRules } from './workspaces.policy.js';

/** There is a second one: who they are stands in the workspace, so that the same write that takes one away can see that another stays. */
const ANOTHER = { 'facilitators.1': { $exists: true } };

/** Who leads a workspace, and the ways out of it. A workspace with members always keeps a facilitator. */
@Injectable()
export class Facilitators {
  constructor(
    @InjectModel('Workspace') private readonly workspaces: Model<Workspace>,
    @InjectModel('Membership') private readonly memberships: Model<Membership>,
    @Inject(Doors) private readonly doors: Doors,
    @Inject(Facts) private readonly facts: Facts,
    @Inject(Live) private readonly live: Live,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws Conflict when they do not belong to the workspace. */
  async make(viewer: Viewer, workspace: Workspace, member: MemberId): Promise<void> {
    if (!workspaceRules.manage(viewer, workspace)) throw new Forbidden();
    await this.promote(viewer, workspace, member);
  }

  /** Gives the lead to somebody else on the way out. @throws Conflict when they do not belong to the workspace. */
  async handOver(viewer: Viewer, workspace: Workspace, successor: MemberId): Promise<void> {
    if (!workspaceRules.leave(viewer, workspace) || !viewer.facilitates(workspace._id)) throw new Forbidden();
    await this.promote(viewer, workspace, successor);
    await this.leave(viewer, workspace);
  }

  private async promote(viewer: Viewer, workspace: Workspace, member: MemberId): Promise<void> {
    if (!(await this.belongs(workspace._id, member))) throw new Conflict('workspaces.notHere');
    const made = record(facilitatorMade, { workspace: workspace._id, member, by: requireId(viewer) }, this.clock.now());
    await this.workspaces.updateOne(
      { _id: workspace._id, facilitators: { $ne: member } },
      { $push: { facilitators: member, outbox: made } },
    );
    // They may have left in between: then the role goes too.
    if (!(await this.belongs(workspace._id, member))) await this.forget(workspace._id, member);
    await this.facts.announce(this.workspaces, workspace._id);
    this.recheck(member);
  }

  /** Becomes, or is made, a member like the others. @throws Conflict for the last facilitator. */
  async stepDown(viewer: Viewer, workspace: Workspace, member: MemberId): Promise<void> {
    if (!viewer.is(member) && !workspaceRules.manage(viewer, workspace)) throw new Forbidden();
    if (!viewer.writes) throw new Forbidden();
    const ended = record(
      facilitatorEnded,
      { workspace: workspace._id, member, by: requireId(viewer) },
      this.clock.now(),
    );
    const { modifiedCount } = await this.workspaces.updateOne(
      { _id: workspace._id, facilitators: member, ...ANOTHER },
      { $pull: { facilitators: member }, $push: { outbox: ended } },
    );
    if (modifiedCount === 0 && (await this.leads(workspace._id, member)))
      throw new Conflict('workspaces.lastFacilitator');
    await this.facts.announce(this.workspaces, workspace._id);
    this.recheck(member);
  }

  /** @throws Conflict for the last facilitator, who hands over first. */
  async leave(viewer: Viewer, workspace: Workspace): Promise<void> {
    if (!workspaceRules.leave(viewer, workspace)) throw new Forbidden();
    const member = requireId(viewer);
    await this.release(workspace._id, member);
    await this.doors.end(workspace._id, member, member);
    this.recheck(member);
  }

  /** Takes a member out; their open connections are cut at once. */
  async remove(viewer: Viewer, workspace: Workspace, member: MemberId): Promise<void> {
    if (!workspaceRules.remove(viewer, workspace, member)) throw new Forbidden('workspaces.notRemovable');
    await this.release(workspace._id, member);
    await this.doors.end(workspace._id, member, requireId(viewer));
    this.recheck(member);
  }

  /** One write decides: of two who leave at the same moment, one stays. */
  private async release(workspace: WorkspaceId, member: MemberId): Promise<void> {
    const { matchedCount } = await this.workspaces.updateOne(
      { _id: workspace, $or: [{ facilitators: { $ne: member } }, ANOTHER] },
      { $pull: { facilitators: member } },
    );
    if (matchedCount === 0) throw new Conflict('workspaces.lastFacilitator');
  }

  /**
   * Whoever has been here longest takes over where no facilitator is left: an account was removed, or a role was given to somebody in the moment
   * they left. Safe to repeat.
   */
  async ensureOne(workspace: WorkspaceId): Promise<void> {
    const found = await this.workspaces.findById(workspace, { facilitators: 1 }).lean<Workspace>();
    if (!found) return;
    for (const member of found.facilitators)
      if (!(await this.belongs(workspace, member))) await this.forget(workspace, member);
    const [eldest] = await this.memberships
      .find({ workspace, state: 'active' })
      .sort({ since: 1, _id: 1 })
      .limit(1)
      .lean<Membership[]>();
    if (eldest)
      await this.workspaces.updateOne(
        { _id: workspace, facilitators: { $size: 0 } },
        { $push: { facilitators: eldest.member } },
      );
  }

  private async forget(workspace: WorkspaceId, member: MemberId): Promise<void> {
    await this.workspaces.updateOne({ _id: workspace }, { $pull: { facilitators: member } });
  }

  private async belongs(workspace: WorkspaceId, member: MemberId): Promise<boolean> {
    return (await this.memberships.exists({ workspace, member, state: 'active' })) !== null;
  }

  private async leads(workspace: WorkspaceId, member: MemberId): Promise<boolean> {
    return (await this.workspaces.exists({ _id: workspace, facilitators: member })) !== null;
  }

  private recheck(member: MemberId): void {
    this.live.recheck(`member:${member.toHexString()}`);
  }
}
