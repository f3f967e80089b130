import type { T } from '../../../platform/i18n/translator.js';
import { EmailButton, EmailLayout, EmailText, renderEmail } from '../../../ui/email.js';

export interface InvitationView {
  community: { name: string; url: string };
  inviter: string;
  workspace: string;
  /** Language that the workspace is described in. */
  language: string;
  description: string;
  message: string;
  link: string;
}

/** For the mailbox of /dev, and for the tests. */
export const exampleInvitation: InvitationView = {
  community: { name: 'Palabre', url: 'https://palabre.example' },
  inviter: 'Ana',
  workspace: 'Mutuelles de santé au Sahel',
  language: 'fr',
  description: 'Caisses villageoises, unions régionales et ministères de six pays.',
  message: 'Viens nous raconter comment vous tenez la caisse à Maputo.',
  link: 'https://palabre.example/invitations/65f000000000000000000001-Zm9yLWV4YW1wbGUtb25seQ',
};

export function composeInvitation(t: T, view: InvitationView) {
  const { community, inviter, workspace, description, message, link } = view;
  const words = { inviter, workspace, community: community.name };
  const subject = t('workspaces.email.invited.subject', words);
  const email = (
    <EmailLayout
      t={t}
      community={community}
      subject={subject}
      preview={message || t('workspaces.email.invited.preview', words)}
      heading={t('workspaces.email.invited.heading', words)}
      why={t('workspaces.email.invited.why', words)}
    >
      {message && (
        <EmailText>
          <em>{message}</em>
          {` — ${inviter}`}
        </EmailText>
      )}
      <EmailText>{t('workspaces.email.invited.about', words)}</EmailText>
      {description && <EmailText>{description}</EmailText>}
      <EmailButton href={link}>{t('workspaces.email.invited.button')}</EmailButton>
      <EmailText>{t('workspaces.email.invited.otherwise')}</EmailText>
    </EmailLayout>
  );
  return { subject, ...renderEmail(email) };
}
