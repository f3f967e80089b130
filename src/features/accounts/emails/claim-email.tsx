import { EmailButton, EmailText } from '../../../ui/email.js';
import { exampleView, type LetterEmail } from './letter-email.js';

/** Joining with the address of somebody whom an import brought: the account may be theirs. */
export const claimEmail: LetterEmail = {
  kind: 'claim',
  body: (t, { community, handle, link }) => (
    <>
      <EmailText>{t('accounts.email.claim.text', { community: community.name, handle })}</EmailText>
      <EmailButton href={link}>{t('accounts.email.claim.button')}</EmailButton>
      <EmailText>{t('accounts.email.notYou')}</EmailText>
    </>
  ),
  example: exampleView('/claim/example'),
};
