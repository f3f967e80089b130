import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Viewer } from '../../platform/access/viewer.js';
import { Clock } from '../../platform/clock/clock.js';
import { isDuplicateKey } from '../../platform/database/duplicate-key.js';
import type { Id } from '../../platform/database/ids.js';
import { Forbidden, Invalid, NotFound } from '../../platform/errors/errors.js';
import { record } from '../../platform/facts/fact.js';
import { Facts } from '../../platform/facts/facts.js';
import { Limits } from '../../platform/web/limits.js';
import { emailKeyOf } from '../accounts/public.js';
import { requireId } from './acting.js';
import { closingOf, INVITATION_DAYS, type Invitation } from './invitation.model.js';
import type { Workspace, WorkspaceId } from './workspace.model.js';
import { membershipInvited } from './workspaces.facts.js';
import type { InviteInput } from './workspaces.input.js';
import { workspaceRules } from './workspaces.policy.js';

const DAY_MS = 24 * 3600 * 1000;
const A_DAY_OF_INVITATIONS = { name: 'invitations', points: 200, seconds: 24 * 3600 };
/** What one address gets at most. */
const LETTERS = { days: 30, fromOneWorkspace: 5, fromAll: 20 };

/** The facilitators' side of invitations. The answer is the same whether or not an address belongs to somebody here. */
@Injectable()
export class Inviting {
  constructor(
    @InjectModel('Invitation') private readonly invitations: Model<Invitation>,
    @Inject(Limits) private readonly limits: Limits,
    @Inject(Facts) private readonly facts: Facts,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    facts.carriedBy(invitations);
  }

  /** Invites, or invites again: the e-mail goes out once more, and the month begins anew. */
  async invite(viewer: Viewer, workspace: Workspace, { emails, message }: InviteInput): Promise<void> {
    if (!workspaceRules.manage(viewer, workspace)) throw new Forbidden();
    const by = requireId(viewer);
    for (const email of emails) await this.refusePestering(workspace._id, email);
    for (const email of emails) {
      await this.limits.count(A_DAY_OF_INVITATIONS, by.toHexString());
      await this.hold(viewer, workspace._id, email, message);
    }
  }

  /** Whoever does not answer, or says no, is not written to for ever: not from here, and not by way of many workspaces. */
  private async refusePestering(workspace: WorkspaceId, email: string): Promise<void> {
    const since = new Date(this.clock.now().getTime() - LETTERS.days * DAY_MS);
    const sent = await this.invitations
      .find({ emailKey: emailKeyOf(email), letters: { $gt: since } }, { workspace: 1, letters: 1 })
      .lean<Pick<Invitation, 'workspace' | 'letters'>[]>();
    const lettersIn = (invitations: typeof sent) =>
      invitations.flatMap(({ letters }) => letters).filter((at) => at > since).length;
    const fromHere = sent.filter((invitation) => invitation.workspace.equals(workspace));
    if (lettersIn(fromHere) >= LETTERS.fromOneWorkspace || lettersIn(sent) >= LETTERS.fromAll)
      throw Invalid.field('emails', 'workspaces.rule.invitedEnough', { email });
  }

  private async hold(viewer: Viewer, workspace: WorkspaceId, email: string, message: string): Promise<void> {
    const by = requireId(viewer);
    const now = this.clock.now();
    const place = { workspace, emailKey: emailKeyOf(email), open: true as const };
    const fields = {
      email,
      message,
      locale: viewer.locale,
      invitedBy: by,
      at: now,
      expiresAt: new Date(now.getTime() + INVITATION_DAYS * DAY_MS),
      mail: { done: false, tryAt: now, tries: 0, refused: false },
    };
    const found = await this.invitations.findOne(place, { _id: 1 }).lean<Pick<Invitation, '_id'>>();
    const { _id } = found ?? (await this.open(place, fields));
    const invited = record(membershipInvited, { workspace, by, invitation: _id }, now);
    await this.invitations.updateOne(
      { _id },
      { $set: fields, $push: { outbox: invited, letters: { $each: [now], $slice: -LETTERS.fromAll } } },
    );
    await this.facts.announce(this.invitations, _id);
  }

  /** Of two who invite the same person at once, both hold the same place. */
  private async open(place: object, fields: object): Promise<Pick<Invitation, '_id'>> {
    try {
      return await this.invitations.create({ ...place, ...fields });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return (await this.invitations.findOne(place, { _id: 1 }).lean<Pick<Invitation, '_id'>>()) as Invitation;
    }
  }

  /** @throws NotFound when there is no such open invitation into this workspace. */
  async withdraw(viewer: Viewer, workspace: Workspace, id: Id<'invitation'>): Promise<void> {
    if (!workspaceRules.manage(viewer, workspace)) throw new Forbidden();
    const { modifiedCount } = await this.invitations.updateOne(
      { _id: id, workspace: workspace._id, open: true },
      closingOf('withdrawn', this.clock.now(), viewer.id),
    );
    if (modifiedCount === 0) throw new NotFound();
  }

  /** Still open, for the facilitators: also those whose time has run out. */
  openOf(workspace: WorkspaceId): Promise<Invitation[]> {
    return this.invitations.find({ workspace, open: true }).sort({ at: -1 }).limit(200).lean<Invitation[]>();
  }
}
