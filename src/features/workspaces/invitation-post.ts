import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Model, Types } from 'mongoose';
import { Clock } from '../../platform/clock/clock.js';
import type { Id } from '../../platform/database/ids.js';
import { Facts } from '../../platform/facts/facts.js';
import { Jobs, job } from '../../platform/jobs/jobs.js';
import { LOG, type Log } from '../../platform/log/log.js';
import { Deliveries } from '../../platform/mail/deliveries.js';
import type { Invitation } from './invitation.model.js';
import { InvitationLetters } from './invitation-letters.js';
import { membershipInvited } from './workspaces.facts.js';

const mailInvitation = job<{ invitation: string }>('mail-invitation', { attempts: 1 });
const mailInvitationsLeft = job<Record<string, never>>('mail-invitations-left', { attempts: 1 });

const SWEEP_EVERY_MS = 60_000;
const SWEEP_BATCH = 100;
const IN_HAND_MS = 120_000;
const FIRST_PAUSE_MS = 60_000;
/** Over four hours in all; after that the facilitators see that it was refused. */
const MOST_TRIES = 8;

/** Mails invitations: at once when the bell rings, and what was lost or refused when it is due. */
@Injectable()
export class InvitationPost implements OnModuleInit, OnApplicationBootstrap {
  constructor(
    @InjectModel('Invitation') private readonly invitations: Model<Invitation>,
    @Inject(InvitationLetters) private readonly letters: InvitationLetters,
    @Inject(Deliveries) private readonly deliveries: Deliveries,
    @Inject(Jobs) private readonly jobs: Jobs,
    @Inject(Facts) private readonly facts: Facts,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(mailInvitation, ({ invitation }) => this.mail(new Types.ObjectId(invitation)));
    this.jobs.handle(mailInvitationsLeft, (_, stopping) => this.mailLeft(stopping));
    this.facts.on(membershipInvited, ({ invitation }) =>
      this.jobs.add(mailInvitation, { invitation: invitation.toHexString() }),
    );
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.jobs.every(mailInvitationsLeft, {}, SWEEP_EVERY_MS);
  }

  private async mailLeft(stopping?: AbortSignal): Promise<void> {
    const due = await this.invitations
      .find({ 'mail.done': false, 'mail.tryAt': { $lte: this.clock.now() }, open: true }, { _id: 1 })
      .limit(SWEEP_BATCH)
      .lean<Pick<Invitation, '_id'>[]>();
    for (const { _id } of due) {
      if (stopping?.aborted) return;
      await this.mail(_id);
    }
  }

  private async mail(id: Id<'invitation'>): Promise<void> {
    const invitation = await this.takeInHand(id);
    const message = invitation && (await this.letters.compose(invitation));
    if (!invitation || !message) return;
    try {
      await this.deliveries.deliver(`invitation:${id.toHexString()}:${invitation.at.getTime()}`, message);
      await this.invitations.updateOne({ _id: id, at: invitation.at }, { $set: { 'mail.done': true } });
    } catch (error) {
      this.log.warn({ err: error, invitation: id }, 'an invitation could not be mailed');
      await this.putOff(invitation);
    }
  }

  /** Nobody else touches it meanwhile; when we die with it, it is due again. */
  private takeInHand(_id: Id<'invitation'>): Promise<Invitation | null> {
    const now = this.clock.now();
    return this.invitations
      .findOneAndUpdate(
        { _id, open: true, 'mail.done': false, 'mail.tryAt': { $lte: now } },
        { $set: { 'mail.tryAt': new Date(now.getTime() + IN_HAND_MS) } },
      )
      .lean<Invitation>();
  }

  private async putOff({ _id, at, mail }: Invitation): Promise<void> {
    const refused = mail.tries + 1 >= MOST_TRIES;
    const tryAt = new Date(this.clock.now().getTime() + FIRST_PAUSE_MS * 2 ** mail.tries);
    await this.invitations.updateOne(
      { _id, at },
      { $set: { 'mail.tryAt': tryAt, 'mail.refused': refused, 'mail.done': refused }, $inc: { 'mail.tries': 1 } },
    );
  }
}
