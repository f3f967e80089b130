import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Facts } from '../../platform/facts/facts.js';
import { Doors } from './doors.js';
import { Facilitators } from './facilitators.js';
import type { Membership } from './membership.model.js';
import type { Workspace, WorkspaceId } from './workspace.model.js';
import { membershipAccepted, membershipEnded, membershipJoined, workspaceCreated } from './workspaces.facts.js';

/** What follows from the facts; all of it can happen twice. */
@Injectable()
export class Consequences implements OnModuleInit {
  constructor(
    @InjectModel('Workspace') private readonly workspaces: Model<Workspace>,
    @InjectModel('Membership') private readonly memberships: Model<Membership>,
    @Inject(Doors) private readonly doors: Doors,
    @Inject(Facilitators) private readonly facilitators: Facilitators,
    @Inject(Facts) private readonly facts: Facts,
  ) {}

  onModuleInit(): void {
    this.facts.on(workspaceCreated, ({ workspace, by }) => this.doors.admit(workspace, by, by));
    for (const fact of [membershipJoined, membershipAccepted, membershipEnded])
      this.facts.on(fact, ({ workspace }) => this.countMembers(workspace));
    this.facts.on(membershipEnded, ({ workspace }) => this.facilitators.ensureOne(workspace));
  }

  /** Looks again after it has written: of several counts at once, the last to write has also been the last to count. */
  private async countMembers(workspace: WorkspaceId): Promise<void> {
    for (;;) {
      const memberCount = await this.activeIn(workspace);
      await this.workspaces.updateOne({ _id: workspace }, { $set: { memberCount } });
      if ((await this.activeIn(workspace)) === memberCount) return;
    }
  }

  private activeIn(workspace: WorkspaceId): Promise<number> {
    return this.memberships.countDocuments({ workspace, state: 'active' });
  }
}
