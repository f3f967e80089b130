import type { VNode } from 'preact';
import type { T } from '../../../platform/i18n/translator.js';
import { EmailButton, EmailExcerpt, EmailLayout } from '../../../ui/email.js';

export interface NoticeEmailProps {
  t: T;
  community: { name: string; url: string };
  subject: string;
  heading: string;
  button: string;
  href: string;
  /** The whole text, with addresses that work outside the site. */
  html: string;
  language: string | null;
  why: string;
  ways: readonly { label: string; href: string }[];
}

/** One thing that happened, whole. */
export function NoticeEmail({
  t,
  community,
  subject,
  heading,
  button,
  href,
  html,
  language,
  why,
  ways,
}: NoticeEmailProps): VNode {
  return (
    <EmailLayout
      t={t}
      community={community}
      subject={subject}
      preview={heading}
      heading={heading}
      why={why}
      ways={ways}
    >
      {html && <EmailExcerpt html={html} lang={language ?? undefined} />}
      <EmailButton href={href}>{button}</EmailButton>
    </EmailLayout>
  );
}
