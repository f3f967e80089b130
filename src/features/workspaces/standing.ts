import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Standing, ViewerMember, WorkspaceRole } from '../../platform/access/viewer.js';
import { Viewers } from '../../platform/access/viewers.js';
import type { Membership } from './membership.model.js';
import type { Visibility, Workspace } from './workspace.model.js';

type WithId = Pick<Workspace, '_id'>;

/** Tells the platform where a viewer stands. Asked anew on each request: a change of role or visibility counts at once. */
@Injectable()
export class Standings implements OnModuleInit {
  constructor(
    @InjectModel('Membership') private readonly memberships: Model<Membership>,
    @InjectModel('Workspace') private readonly workspaces: Model<Workspace>,
    @Inject(Viewers) private readonly viewers: Viewers,
  ) {}

  onModuleInit(): void {
    this.viewers.placeBy((member) => this.of(member));
  }

  /** For somebody who is signed in, what is private and not theirs is hidden; for a visitor, all that is not public. */
  private async of(member: ViewerMember | null): Promise<Standing> {
    const [workspaces, closed] = await Promise.all([
      member ? this.placesOf(member) : new Map<string, WorkspaceRole>(),
      this.closedTo(member),
    ]);
    return { workspaces, hidden: closed.map(({ _id }) => _id).filter((id) => !workspaces.has(id.toHexString())) };
  }

  private async placesOf(member: ViewerMember): Promise<Map<string, WorkspaceRole>> {
    const [places, led] = await Promise.all([
      this.memberships
        .find({ member: member.id, state: 'active' }, { workspace: 1 })
        .lean<Pick<Membership, 'workspace'>[]>(),
      this.workspaces.find({ facilitators: member.id }, { _id: 1 }).lean<WithId[]>(),
    ]);
    const leads = new Set(led.map(({ _id }) => _id.toHexString()));
    return new Map(
      places.map(({ workspace }) => {
        const id = workspace.toHexString();
        return [id, leads.has(id) ? 'facilitator' : 'member'];
      }),
    );
  }

  private closedTo(member: ViewerMember | null): Promise<WithId[]> {
    const visibility: Visibility[] = member ? ['private'] : ['private', 'members'];
    return this.workspaces.find({ visibility: { $in: visibility } }, { _id: 1 }).lean<WithId[]>();
  }
}
