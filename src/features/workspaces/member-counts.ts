import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Facts } from '../../platform/facts/facts.js';
import type { Membership } from './membership.model.js';
import type { Workspace, WorkspaceId } from './workspace.model.js';
import { membershipAccepted, membershipEnded, membershipJoined } from './workspaces.facts.js';

/** How many belong to a workspace, as lists show it. */
@Injectable()
export class MemberCounts implements OnModuleInit {
  constructor(
    @InjectModel('Workspace') private readonly workspaces: Model<Workspace>,
    @InjectModel('Membership') private readonly memberships: Model<Membership>,
    @Inject(Facts) private readonly facts: Facts,
  ) {}

  onModuleInit(): void {
    for (const fact of [membershipJoined, membershipAccepted, membershipEnded])
      this.facts.on(fact, ({ workspace }) => this.count(workspace));
  }

  /** Looks again after it has written: of several counts at once, the last to write has also been the last to count. */
  private async count(workspace: WorkspaceId): Promise<void> {
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
