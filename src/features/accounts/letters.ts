import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Clock } from '../../platform/clock/clock.js';
import { newId } from '../../platform/database/ids.js';
import { NotFound } from '../../platform/errors/errors.js';
import type { Locale } from '../../platform/i18n/locales.js';
import { Jobs, job } from '../../platform/jobs/jobs.js';
import { sameSecret } from '../../platform/same-secret.js';
import type { Claim, Letter, LetterKind } from './letter.model.js';
import { LinkSpent } from './link-spent.js';
import type { MemberId } from './member.model.js';
import { SiteSettings } from './site.js';

export const mailLetter = job<{ letter: string }>('mail-letter', { attempts: 1 });

const HOUR_MS = 3_600_000;
const VALID_HOURS: Partial<Record<LetterKind, number>> = { reset: 2 };
const OTHERWISE_HOURS = 72;
const TOKEN = /^([0-9a-f]{24}(?:-[a-zA-Z]+)?)\.([\w-]{43})$/;

export interface NewLetter {
  kind: LetterKind;
  member: MemberId;
  to: string;
  locale: Locale;
  change?: string;
  claim?: Claim;
}

/** Letters about accounts, and the links in them. */
@Injectable()
export class Letters {
  constructor(
    @InjectModel('Letter') private readonly letters: Model<Letter>,
    @Inject(SiteSettings) private readonly site: SiteSettings,
    @Inject(Jobs) private readonly jobs: Jobs,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Writes a letter, once for each `key`; it is mailed soon. */
  async write(letter: NewLetter, key: string = newId().toHexString()): Promise<void> {
    const now = this.clock.now();
    const hours = VALID_HOURS[letter.kind] ?? OTHERWISE_HOURS;
    const fields = { ...letter, createdAt: now, tryAt: now, expiresAt: new Date(now.getTime() + hours * HOUR_MS) };
    await this.letters.updateOne({ _id: key }, { $setOnInsert: fields }, { upsert: true, setDefaultsOnInsert: true });
    await this.jobs.add(mailLetter, { letter: key });
  }

  /** Proves by the site's secret that a link comes from us: nothing is kept that would have to be hidden. */
  async tokenOf({ _id, kind }: Pick<Letter, '_id' | 'kind'>): Promise<string> {
    const { secret } = await this.site.get();
    return `${_id}.${createHmac('sha256', secret).update(`letter:${kind}:${_id}`).digest('base64url')}`;
  }

  /** The letter that a link came in. @throws NotFound for what we never sent; LinkSpent when it was used or is too old. */
  async read(token: string, ...kinds: LetterKind[]): Promise<Letter> {
    const letter = await this.find(token);
    if (!letter || !kinds.includes(letter.kind) || !sameSecret(token, await this.tokenOf(letter))) throw new NotFound();
    if (letter.usedAt || letter.expiresAt <= this.clock.now()) throw new LinkSpent();
    return letter;
  }

  /** Uses up the link. @throws LinkSpent when somebody was faster. */
  async use(letter: Letter): Promise<void> {
    const { modifiedCount } = await this.letters.updateOne(
      { _id: letter._id, usedAt: null },
      { $set: { usedAt: this.clock.now() } },
    );
    if (modifiedCount === 0) throw new LinkSpent();
  }

  /** The links of these kinds that a member still has no longer work. */
  async takeBack(member: MemberId, ...kinds: LetterKind[]): Promise<void> {
    await this.letters.updateMany(
      { member, kind: { $in: kinds }, usedAt: null },
      { $set: { usedAt: this.clock.now() } },
    );
  }

  private find(token: string): Promise<Letter | null> {
    const id = TOKEN.exec(token)?.[1];
    return id ? this.letters.findById(id).lean<Letter>() : Promise.resolve(null);
  }
}
