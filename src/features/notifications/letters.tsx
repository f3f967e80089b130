import { Inject, Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { absolute } from '../../platform/feeds/feeds.js';
import { formatter } from '../../platform/i18n/format.js';
import { type T, translator } from '../../platform/i18n/translator.js';
import type { MailMessage } from '../../platform/mail/message.js';
import { renderEmail } from '../../ui/email.js';
import { SiteSettings } from '../accounts/public.js';
import { DigestEmail } from './emails/digest-email.js';
import { NoticeEmail } from './emails/notice-email.js';
import { Lines, type Worded } from './lines.js';
import type { Subject } from './notice.js';
import type { AnyNotice } from './notices.js';
import type { Notification } from './notification.model.js';
import type { Reader } from './reader.js';
import { UnsubscribeTokens } from './unsubscribe-token.js';

/** What a letter has to know of its reader; it is not its matter what they may see. */
export type Addressee = Omit<Reader, 'viewer'>;
/** And of what it tells. */
type Told = Pick<Notification, 'kind'> & { mail: Pick<Notification['mail'], 'because'> };
type Digested = Worded & Pick<Notification, 'path' | 'excerpt' | 'at'>;

/** Writes the e-mail, in the language and the time zone of the one who gets it. */
@Injectable()
export class Letters {
  constructor(
    @Inject(Config) private readonly config: Config,
    @Inject(SiteSettings) private readonly site: SiteSettings,
    @Inject(Lines) private readonly lines: Lines,
    @Inject(UnsubscribeTokens) private readonly tokens: UnsubscribeTokens,
  ) {}

  /** `followed` is the title of what they follow. */
  async notice(
    reader: Addressee,
    notification: Told,
    notice: AnyNotice,
    subject: Subject,
    followed: string | null,
  ): Promise<MailMessage> {
    const t = translator(reader.locale);
    const words = { actor: subject.actorName, title: subject.title, place: subject.place };
    const unsubscribeUrl = await this.unsubscribeUrl(
      reader,
      notification.mail.because ?? `in-person:${notification.kind}`,
    );
    const community = await this.community();
    const email = (
      <NoticeEmail
        t={t}
        community={community}
        subject={t(notice.mailSubject, words)}
        heading={t(notice.line, words)}
        button={t(notice.button, words)}
        href={this.config.publicUrl + subject.path}
        html={absolute(subject.html, this.config.publicUrl)}
        language={subject.language}
        why={t(whyKey(notification.mail.because), { what: followed ?? subject.place })}
        ways={this.waysOf(t, reader, unsubscribeUrl)}
      />
    );
    return {
      to: addressOf(reader),
      subject: t(notice.mailSubject, words),
      ...renderEmail(email),
      unsubscribeUrl,
      inReplyTo: subject.thread,
      references: [subject.thread],
    };
  }

  async digest(reader: Addressee, way: 'daily' | 'weekly', notifications: Digested[]): Promise<MailMessage> {
    const t = translator(reader.locale);
    const format = formatter(reader.locale, reader.timeZone);
    const unsubscribeUrl = await this.unsubscribeUrl(reader, 'digest');
    const subject = t(way === 'daily' ? 'notifications.digest.subjectDaily' : 'notifications.digest.subjectWeekly', {
      count: notifications.length,
    });
    const lines = await this.lines.of(t, notifications);
    const entries = notifications.map(({ path, title, excerpt, at }, place) => ({
      title: lines[place] ?? title,
      excerpt,
      href: this.config.publicUrl + path,
      when: format.dateTime(at),
    }));
    const email = (
      <DigestEmail
        t={t}
        community={await this.community()}
        subject={subject}
        entries={entries}
        ways={this.waysOf(t, reader, unsubscribeUrl)}
        newsUrl={reader.kind === 'member' ? `${this.config.publicUrl}/notifications` : null}
      />
    );
    return { to: addressOf(reader), subject, ...renderEmail(email), unsubscribeUrl };
  }

  private async community() {
    return { name: (await this.site.get()).name, url: this.config.publicUrl };
  }

  private async unsubscribeUrl({ id }: Addressee, from: string): Promise<string> {
    return `${this.config.publicUrl}/unsubscribe/${await this.tokens.pack({ reader: id, from })}`;
  }

  private waysOf(t: T, { followsPath }: Addressee, unsubscribeUrl: string) {
    return [
      { label: t('notifications.unsubscribe.link'), href: unsubscribeUrl },
      { label: t('notifications.follows.link'), href: this.config.publicUrl + followsPath },
    ];
  }
}

const addressOf = ({ name, address }: Addressee) => ({ name, address: address ?? '' });

const whyKey = (because: string | null) =>
  because === null ? ('notifications.why.inPerson' as const) : ('notifications.why.follow' as const);
