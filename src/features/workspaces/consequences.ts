import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Model, Types } from 'mongoose';
import { Facts } from '../../platform/facts/facts.js';
import { type MemberId, memberConfirmed, memberRemoved } from '../accounts/public.js';
import type { CreationRequest } from './creation-request.model.js';
import { CreationRequests } from './creation-requests.js';
import { Doors } from './doors.js';
import { Facilitators } from './facilitators.js';
import { Invitations } from './invitations.js';
import type { Membership } from './membership.model.js';
import { invitationUsed, membershipEnded, workspaceCreated, workspaceGranted } from './workspaces.facts.js';

/** What follows from the facts; all of it can happen twice. */
@Injectable()
export class Consequences implements OnModuleInit {
  constructor(
    @InjectModel('Membership') private readonly memberships: Model<Membership>,
    @Inject(Doors) private readonly doors: Doors,
    @Inject(Facilitators) private readonly facilitators: Facilitators,
    @Inject(Invitations) private readonly invitations: Invitations,
    @Inject(CreationRequests) private readonly requests: CreationRequests,
    @Inject(Facts) private readonly facts: Facts,
  ) {}

  onModuleInit(): void {
    this.facts.on(workspaceCreated, ({ workspace, by }) => this.doors.admit(workspace, by, by));
    this.facts.on(invitationUsed, ({ workspace, by }) => this.doors.admit(workspace, by, by));
    this.facts.on(workspaceGranted, ({ request }) => this.makeGranted(request));
    this.facts.on(memberConfirmed, ({ member }) => this.invitations.acceptAllOf(new Types.ObjectId(member)));
    this.facts.on(memberRemoved, ({ member }) => this.endAllOf(new Types.ObjectId(member)));
    this.facts.on(membershipEnded, ({ workspace }) => this.facilitators.ensureOne(workspace));
  }

  private async makeGranted(id: CreationRequest['_id']): Promise<void> {
    const request = await this.requests.byId(id);
    if (request) await this.requests.make(request);
  }

  private async endAllOf(member: MemberId): Promise<void> {
    const places = await this.memberships.find({ member, state: 'active' }, { workspace: 1 }).lean<Membership[]>();
    for (const { workspace } of places) await this.doors.end(workspace, member, member);
  }
}
