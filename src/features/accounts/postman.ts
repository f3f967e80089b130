import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Clock } from '../../platform/clock/clock.js';
import { Jobs, job } from '../../platform/jobs/jobs.js';
import { LOG, type Log } from '../../platform/log/log.js';
import { Deliveries } from '../../platform/mail/deliveries.js';
import type { Letter } from './letter.model.js';
import { LetterComposer } from './letter-composer.js';
import { mailLetter } from './letters.js';

const mailLettersLeft = job<Record<string, never>>('mail-letters-left', { attempts: 1 });

const SWEEP_EVERY_MS = 30_000;
const SWEEP_BATCH = 100;
const IN_HAND_MS = 120_000;
const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 3_600_000;

/** Mails the letters: at once when the bell rings, and those whose bell was lost, or that were refused, when they are due. */
@Injectable()
export class Postman implements OnModuleInit, OnApplicationBootstrap {
  constructor(
    @InjectModel('Letter') private readonly letters: Model<Letter>,
    @Inject(LetterComposer) private readonly composer: LetterComposer,
    @Inject(Deliveries) private readonly deliveries: Deliveries,
    @Inject(Jobs) private readonly jobs: Jobs,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(mailLetter, ({ letter }) => this.mail(letter));
    this.jobs.handle(mailLettersLeft, (_, stopping) => this.mailLeft(stopping));
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.jobs.every(mailLettersLeft, {}, SWEEP_EVERY_MS);
  }

  /** Mails everything that is due. */
  async mailLeft(stopping?: AbortSignal): Promise<void> {
    const now = this.clock.now();
    const due = await this.letters
      .find({ mailedAt: null, tryAt: { $lte: now }, expiresAt: { $gt: now } }, { _id: 1 })
      .sort({ tryAt: 1 })
      .limit(SWEEP_BATCH)
      .lean<Pick<Letter, '_id'>[]>();
    for (const { _id } of due) {
      if (stopping?.aborted) return;
      await this.mail(_id);
    }
  }

  private async mail(id: string): Promise<void> {
    const letter = await this.takeInHand(id);
    if (!letter) return;
    try {
      const message = await this.composer.compose(letter);
      if (!message) return;
      await this.deliveries.deliver(`letter:${id}`, message);
      await this.letters.updateOne({ _id: id }, { $set: { mailedAt: this.clock.now() } });
    } catch (error) {
      this.log.warn({ err: error, letter: id }, 'a letter could not be mailed; it will be tried again');
      await this.putOff(letter);
    }
  }

  /** Nobody else touches the letter meanwhile; when we die with it, it is due again. */
  private takeInHand(id: string): Promise<Letter | null> {
    const now = this.clock.now();
    return this.letters
      .findOneAndUpdate(
        { _id: id, mailedAt: null, usedAt: null, tryAt: { $lte: now } },
        { $set: { tryAt: new Date(now.getTime() + IN_HAND_MS) } },
      )
      .lean<Letter>();
  }

  private async putOff({ _id, tries }: Letter): Promise<void> {
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** tries, LONGEST_PAUSE_MS);
    const tryAt = new Date(this.clock.now().getTime() + pause);
    await this.letters.updateOne({ _id }, { $set: { tryAt }, $inc: { tries: 1 } });
  }
}
