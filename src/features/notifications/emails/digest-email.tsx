import type { VNode } from 'preact';
import type { T } from '../../../platform/i18n/translator.js';
import { EmailButton, EmailEntry, EmailLayout } from '../../../ui/email.js';

export interface DigestEmailProps {
  t: T;
  community: { name: string; url: string };
  subject: string;
  entries: { title: string; excerpt: string; href: string; when: string }[];
  ways: readonly { label: string; href: string }[];
  /** The page with all of it, for who can sign in. */
  newsUrl: string | null;
}

/** What is new and still unread, in one message. */
export function DigestEmail({ t, community, subject, entries, ways, newsUrl }: DigestEmailProps): VNode {
  return (
    <EmailLayout
      t={t}
      community={community}
      subject={subject}
      preview={entries.map(({ title }) => title).join(' · ')}
      heading={subject}
      why={t('notifications.why.digest')}
      ways={ways}
    >
      {entries.map(({ title, excerpt, href, when }) => (
        <EmailEntry key={href} title={title} href={href} meta={when}>
          {excerpt}
        </EmailEntry>
      ))}
      {newsUrl && <EmailButton href={newsUrl}>{t('notifications.digest.button')}</EmailButton>}
    </EmailLayout>
  );
}
