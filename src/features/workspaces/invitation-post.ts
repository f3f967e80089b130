import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Model, Types } from 'mongoose';
import { Clock } from '../../platform/clock/clock.js';
import { Facts } from '../../platform/facts/facts.js';
import { Jobs, job } from '../../platform/jobs/jobs.js';
import type { Invitation } from './invitation.model.js';
import { InvitationMailing } from './invitation-mailing.js';
import { membershipInvited } from './workspaces.facts.js';

const mailInvitation = job<{ invitation: string }>('mail-invitation', { attempts: 1 });
const mailInvitationsLeft = job<Record<string, never>>('mail-invitations-left', { attempts: 1 });

const SWEEP_EVERY_MS = 60_000;
const SWEEP_BATCH = 100;

/** When invitations are mailed: at once when the bell rings, and what was lost or refused when it is due. */
@Injectable()
export class InvitationPost implements OnModuleInit, OnApplicationBootstrap {
  constructor(
    @InjectModel('Invitation') private readonly invitations: Model<Invitation>,
    @Inject(InvitationMailing) private readonly mailing: InvitationMailing,
    @Inject(Jobs) private readonly jobs: Jobs,
    @Inject(Facts) private readonly facts: Facts,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(mailInvitation, ({ invitation }) => this.mailing.mail(new Types.ObjectId(invitation)));
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
      await this.mailing.mail(_id);
    }
  }
}
