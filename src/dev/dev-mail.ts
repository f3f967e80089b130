import { Inject, Injectable } from '@nestjs/common';
import { accountEmails, composeLetter } from '../features/accounts/public.js';
import { type Addressee, composeWish, exampleWishes, Letters, Notices } from '../features/notifications/public.js';
import { composeInvitation, exampleInvitation } from '../features/workspaces/public.js';
import { newId } from '../platform/database/ids.js';
import { NotFound } from '../platform/errors/errors.js';
import type { Locale } from '../platform/i18n/locales.js';
import { translator } from '../platform/i18n/translator.js';
import { excerpt } from '../platform/text/plain-text.js';

export interface SampleEmail {
  subject: string;
  html: string;
  text: string;
}

type Compose = (locale: Locale) => SampleEmail | Promise<SampleEmail>;

const AN_HOUR_MS = 3_600_000;

/** Every e-mail that the site sends, from its example, in every language. */
@Injectable()
export class DevMail {
  constructor(
    @Inject(Notices) private readonly notices: Notices,
    @Inject(Letters) private readonly letters: Letters,
  ) {}

  names(): string[] {
    return [...this.all().keys()];
  }

  /** @throws NotFound */
  async compose(name: string, locale: Locale): Promise<SampleEmail> {
    const compose = this.all().get(name);
    if (!compose) throw new NotFound();
    return compose(locale);
  }

  private all(): Map<string, Compose> {
    const accounts = Object.values(accountEmails).map(
      (email) =>
        [`account.${email.kind}`, (locale) => composeLetter(email, translator(locale), email.example)] satisfies [
          string,
          Compose,
        ],
    );
    const notices = this.notices
      .all()
      .map((notice) => [notice.kind, (locale) => this.notice(notice.kind, locale)] satisfies [string, Compose]);
    const wishes = (['visitor', 'member'] as const).map(
      (who) =>
        [`subscription.${who}`, (locale) => composeWish(translator(locale), exampleWishes[who])] satisfies [
          string,
          Compose,
        ],
    );
    const digests = (['daily', 'weekly'] as const).flatMap((way) => [
      [`digest.${way}`, (locale) => this.digest(way, readerIn(locale))] satisfies [string, Compose],
      [`digest.${way}.subscriber`, (locale) => this.digest(way, subscriberIn(locale))] satisfies [string, Compose],
    ]);
    const invitation = (locale: Locale) => composeInvitation(translator(locale), exampleInvitation);
    return new Map<string, Compose>([
      ...accounts,
      ['workspace.invited', invitation],
      ...notices,
      ...wishes,
      ...digests,
    ]);
  }

  private async notice(kind: string, locale: Locale): Promise<SampleEmail> {
    const notice = this.notices.get(kind);
    if (!notice) throw new NotFound();
    const because = notice.example.followed[0];
    const told = { kind, mail: { because: because ? `${because.kind}:${because.target}` : null } };
    return this.letters.notice(readerIn(locale), told, notice, notice.example, notice.example.title);
  }

  private digest(way: 'daily' | 'weekly', reader: Addressee): Promise<SampleEmail> {
    const now = Date.now();
    const told = this.notices.all().map(({ kind, example: { actorName, title, place, path, html } }, hours) => ({
      kind,
      actor: null,
      actorName,
      title,
      place,
      path,
      excerpt: excerpt(html, 200),
      at: new Date(now - hours * AN_HOUR_MS),
    }));
    return this.letters.digest(reader, way, told);
  }
}

const readerIn = (locale: Locale): Addressee => ({
  id: newId<'member'>(),
  kind: 'member',
  name: 'Ana',
  address: 'ana@example.org',
  locale,
  timeZone: 'Africa/Dakar',
  followsPath: '/settings/follows',
});

const subscriberIn = (locale: Locale): Addressee => ({
  ...readerIn(locale),
  kind: 'subscriber',
  name: '',
  followsPath: '/subscriptions/65f000000000000000000001-Zm9yLWV4YW1wbGUtb25seQ',
});
