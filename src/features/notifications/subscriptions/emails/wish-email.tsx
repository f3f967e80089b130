import type { T } from '../../../../platform/i18n/translator.js';
import { EmailButton, EmailLayout, EmailText, renderEmail } from '../../../../ui/email.js';
import type { MailedWay } from '../wish.model.js';

export interface WishView {
  community: { name: string; url: string };
  /** What they would like to hear of. */
  title: string;
  way: MailedWay;
  /** Of the account that has this address; null where none has. */
  handle: string | null;
  link: string;
}

const example: WishView = {
  community: { name: 'Palabre', url: 'https://palabre.example' },
  title: 'Mutuelles de santé au Sahel',
  way: 'daily',
  handle: null,
  link: 'https://palabre.example/subscriptions/confirm/65f000000000000000000001-Zm9yLWV4YW1wbGUtb25seQ',
};

/** For the mailbox of /dev, and for the tests: to somebody without an account, and to a member. */
export const exampleWishes = { visitor: example, member: { ...example, handle: 'ana' } };

/** The one letter that goes to an address before it has been proved. */
export function composeWish(t: T, { community, title, way, handle, link }: WishView) {
  const words = { community: community.name, title, way };
  const subject = t('notifications.email.wish.subject', words);
  const email = (
    <EmailLayout
      t={t}
      community={community}
      subject={subject}
      preview={t('notifications.email.wish.preview')}
      heading={t('notifications.email.wish.heading', words)}
      why={t('notifications.email.wish.why', words)}
    >
      <EmailText>{t('notifications.email.wish.text', words)}</EmailText>
      {handle && <EmailText>{t('notifications.email.wish.member', { ...words, handle })}</EmailText>}
      <EmailButton href={link}>{t('notifications.subscribe.confirm')}</EmailButton>
      <EmailText>{t('notifications.email.wish.otherwise')}</EmailText>
    </EmailLayout>
  );
  return { subject, ...renderEmail(email) };
}
