import { randomUUID } from 'node:crypto';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Clock } from '../clock/clock.js';
import { isDuplicateKey } from '../database/duplicate-key.js';
import { LOG, type Log } from '../log/log.js';
import { Role } from '../role.js';
import type { Delivery } from './delivery.model.js';
import { Mailer, MailRefused } from './mailer.js';
import type { MailMessage } from './message.js';

/** A claim older than this was left by a process that died. */
const CLAIM_LASTS_MS = 10 * 60_000;

const NOTHING: MailMessage = { to: { name: '', address: '' }, subject: '', text: '', html: '' };

/** The ledger of e-mail: one line for each, claimed before it is handed over and closed after the answer. No line is ever sent twice. */
@Injectable()
export class Deliveries implements OnApplicationBootstrap {
  private readonly process = randomUUID();

  constructor(
    @InjectModel('Delivery') private readonly ledger: Model<Delivery>,
    @Inject(Mailer) private readonly mailer: Mailer,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
    @Inject(Role) private readonly role: Role,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.role.works) await this.giveUpBrokenClaims();
  }

  /**
   * Sends an e-mail under its key, unless it has been sent already. Safe to call again after any failure.
   * @throws MailRefused when the mail server would not take it: the caller's job is tried again.
   */
  async deliver(key: string, message: MailMessage): Promise<void> {
    if (!this.mailer.sends) return this.keep(key, message);
    if (!(await this.claim(key, message))) return;
    await this.handOver(key, message);
  }

  /** Of the e-mail to this address whose key is such nothing stays but the key. */
  async forget(address: string, keys: RegExp): Promise<void> {
    await this.ledger.updateMany(
      { 'message.to.address': address, _id: keys },
      { $set: { state: 'forgotten', answer: '', message: NOTHING } },
    );
  }

  private async keep(key: string, message: MailMessage): Promise<void> {
    const now = this.clock.now();
    const line = {
      state: 'kept' as const,
      message,
      claimedAt: now,
      closedAt: now,
      answer: '',
      claimedBy: this.process,
    };
    await this.ledger.updateOne({ _id: key }, { $setOnInsert: line }, { upsert: true });
  }

  private async claim(key: string, message: MailMessage): Promise<boolean> {
    const line = { state: 'claimed' as const, message, claimedAt: this.clock.now(), claimedBy: this.process };
    const again = await this.ledger.updateOne({ _id: key, state: 'refused' }, { $set: line });
    if (again.modifiedCount === 1) return true;
    try {
      await this.ledger.create({ _id: key, ...line });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  private async handOver(key: string, message: MailMessage): Promise<void> {
    try {
      await this.close(key, 'sent', await this.mailer.send(key, message));
    } catch (error) {
      const refused = error instanceof MailRefused;
      const state = refused ? (error.final ? 'rejected' : 'refused') : 'uncertain';
      await this.close(key, state, (error as Error).message);
      this.log.warn({ delivery: key, state, err: error }, 'e-mail not delivered');
      if (state === 'refused') throw error;
    }
  }

  private async close(key: string, state: Delivery['state'], answer: string): Promise<void> {
    await this.ledger.updateOne(
      { _id: key, state: { $ne: 'forgotten' } },
      { $set: { state, answer, closedAt: this.clock.now() } },
    );
  }

  private async giveUpBrokenClaims(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - CLAIM_LASTS_MS);
    await this.ledger.updateMany(
      { state: 'claimed', claimedAt: { $lt: before } },
      { $set: { state: 'uncertain', answer: 'the server stopped while it was sending' } },
    );
  }
}
