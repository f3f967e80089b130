import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Clock } from '../../platform/clock/clock.js';
import type { Id } from '../../platform/database/ids.js';
import { LOG, type Log } from '../../platform/log/log.js';
import { Deliveries } from '../../platform/mail/deliveries.js';
import type { Invitation } from './invitation.model.js';
import { InvitationLetters } from './invitation-letters.js';

const IN_HAND_MS = 120_000;
const FIRST_PAUSE_MS = 60_000;
/** Over four hours in all; after that the facilitators see that it was refused. */
const MOST_TRIES = 8;

/** One invitation becomes one e-mail, however often it is tried. */
@Injectable()
export class InvitationMailing {
  constructor(
    @InjectModel('Invitation') private readonly invitations: Model<Invitation>,
    @Inject(InvitationLetters) private readonly letters: InvitationLetters,
    @Inject(Deliveries) private readonly deliveries: Deliveries,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  async mail(id: Id<'invitation'>): Promise<void> {
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
