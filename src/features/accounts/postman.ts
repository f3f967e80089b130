import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { translator } from '../../platform/i18n/translator.js';
import { Jobs, job } from '../../platform/jobs/jobs.js';
import { LOG, type Log } from '../../platform/log/log.js';
import { Deliveries } from '../../platform/mail/deliveries.js';
import { Role } from '../../platform/role.js';
import { accountEmails } from './emails/account-emails.js';
import { composeLetter, type LetterView } from './emails/letter-email.js';
import type { Letter, LetterKind } from './letter.model.js';
import { Letters, mailLetter } from './letters.js';
import type { Member } from './member.model.js';
import { SiteSettings } from './site.js';

const mailLettersLeft = job<Record<string, never>>('mail-letters-left', { attempts: 1 });

const SWEEP_EVERY_MS = 30_000;
const SWEEP_BATCH = 100;
const IN_HAND_MS = 120_000;
const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 3_600_000;

const PATHS: Record<LetterKind, string> = {
  confirm: '/confirm-email/',
  claim: '/claim/',
  reset: '/reset-password/',
  emailOld: '/email-change/',
  emailNew: '/email-change/',
  known: '/sign-in',
  login: '/sign-in',
  passwordChanged: '/lost-password',
};

/** Mails the letters: at once when the bell rings, and those whose bell was lost, or that were refused, when they are due. */
@Injectable()
export class Postman implements OnModuleInit, OnApplicationBootstrap {
  constructor(
    @InjectModel('Letter') private readonly letters: Model<Letter>,
    @InjectModel('Member') private readonly members: Model<Member>,
    @Inject(Letters) private readonly book: Letters,
    @Inject(SiteSettings) private readonly site: SiteSettings,
    @Inject(Deliveries) private readonly deliveries: Deliveries,
    @Inject(Jobs) private readonly jobs: Jobs,
    @Inject(Config) private readonly config: Config,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
    @Inject(Role) private readonly role: Role,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(mailLetter, ({ letter }) => this.mail(letter));
    this.jobs.handle(mailLettersLeft, () => this.mailLeft());
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.role.works) await this.jobs.every(mailLettersLeft, {}, SWEEP_EVERY_MS);
  }

  /** Mails everything that is due. */
  async mailLeft(): Promise<void> {
    const now = this.clock.now();
    const due = await this.letters
      .find({ mailedAt: null, tryAt: { $lte: now }, expiresAt: { $gt: now } }, { _id: 1 })
      .sort({ tryAt: 1 })
      .limit(SWEEP_BATCH)
      .lean<Pick<Letter, '_id'>[]>();
    for (const { _id } of due) await this.mail(_id);
  }

  private async mail(id: string): Promise<void> {
    const letter = await this.takeInHand(id);
    const member = letter && (await this.members.findById(letter.member).lean<Member>());
    if (!letter || !member) return;
    try {
      await this.deliveries.deliver(`letter:${id}`, await this.messageOf(letter, member));
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

  private async messageOf(letter: Letter, member: Member) {
    const view = await this.viewOf(letter, member);
    const { subject, html, text } = composeLetter(accountEmails[letter.kind], translator(letter.locale), view);
    return { to: { name: member.name, address: letter.to }, subject, html, text };
  }

  private async viewOf(letter: Letter, member: Member): Promise<LetterView> {
    const { publicUrl } = this.config;
    const path = PATHS[letter.kind];
    const asked = letter.change !== null && member.emailChange ? member.emailChange.email : letter.to;
    return {
      community: { name: (await this.site.get()).name, url: publicUrl },
      name: member.name,
      handle: member.handle,
      address: asked,
      link: `${publicUrl}${path}${path.endsWith('/') ? await this.book.tokenOf(letter) : ''}`,
    };
  }
}
