import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Viewer } from '../../platform/access/viewer.js';
import { Clock } from '../../platform/clock/clock.js';
import { Conflict, Forbidden, NotFound } from '../../platform/errors/errors.js';
import { record } from '../../platform/facts/fact.js';
import { Facts } from '../../platform/facts/facts.js';
import { type MemberId, Members } from '../accounts/public.js';
import { requireId } from './acting.js';
import { Doors } from './doors.js';
import { closingOf, type Invitation } from './invitation.model.js';
import { InvitationLinks } from './invitation-links.js';
import type { Workspace } from './workspace.model.js';
import { invitationUsed } from './workspaces.facts.js';

/** The guests' side of invitations: places held open for them by e-mail. */
@Injectable()
export class Invitations {
  constructor(
    @InjectModel('Invitation') private readonly invitations: Model<Invitation>,
    @Inject(InvitationLinks) private readonly links: InvitationLinks,
    @Inject(Members) private readonly members: Members,
    @Inject(Doors) private readonly doors: Doors,
    @Inject(Facts) private readonly facts: Facts,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The open invitation that a link leads to. @throws NotFound when it is closed, too old, or never was. */
  async find(token: string): Promise<Invitation> {
    const id = await this.links.read(token);
    const found = id && (await this.invitations.findOne({ _id: id, ...this.valid() }).lean<Invitation>());
    if (!found) throw new NotFound();
    return found;
  }

  /** What waits for the viewer. */
  async listFor(viewer: Viewer): Promise<Invitation[]> {
    const member = viewer.id && (await this.members.byId(viewer.id));
    if (!member?.emailKey || !member.confirmedAt) return [];
    return this.invitations.find({ emailKey: member.emailKey, ...this.valid() }).lean<Invitation[]>();
  }

  /** Takes the place, once. Whoever holds the link may, also under another address than the one that was invited. */
  async accept(viewer: Viewer, invitation: Invitation, workspace: Workspace): Promise<void> {
    if (!viewer.writes) throw new Forbidden();
    if (workspace.archived) throw new Conflict('workspaces.closed');
    if (!(await this.take(invitation, requireId(viewer)))) throw new NotFound();
  }

  /** Somebody signed up with an address that had been invited before, and has confirmed it: that is what they came for. */
  async acceptAllOf(id: MemberId): Promise<void> {
    const member = await this.members.byId(id);
    if (!member?.emailKey || !member.confirmedAt) return;
    const before = { emailKey: member.emailKey, at: { $lte: member.createdAt }, ...this.valid() };
    for (const invitation of await this.invitations.find(before).lean<Invitation[]>()) await this.take(invitation, id);
  }

  private async take(invitation: Invitation, by: MemberId): Promise<boolean> {
    const { _id, workspace } = invitation;
    const now = this.clock.now();
    const used = record(invitationUsed, { workspace, by, invitation: _id }, now);
    const { modifiedCount } = await this.invitations.updateOne(
      { _id, open: true },
      { ...closingOf('used', now, by), $push: { outbox: used } },
    );
    if (modifiedCount === 0) return false;
    await this.doors.admit(workspace, by, by);
    await this.facts.announce(this.invitations, _id);
    return true;
  }

  async decline(viewer: Viewer, { _id }: Invitation): Promise<void> {
    await this.invitations.updateOne({ _id, open: true }, closingOf('declined', this.clock.now(), viewer.id));
  }

  private valid() {
    return { open: true as const, expiresAt: { $gt: this.clock.now() } };
  }
}
