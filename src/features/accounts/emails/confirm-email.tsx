import { EmailButton, EmailText } from '../../../ui/email.js';
import { exampleView, type LetterEmail } from './letter-email.js';

/** Joining: is this address theirs? */
export const confirmEmail: LetterEmail = {
  kind: 'confirm',
  body: (t, { community, link }) => (
    <>
      <EmailText>{t('accounts.email.confirm.text', { community: community.name })}</EmailText>
      <EmailButton href={link}>{t('accounts.email.confirm.button')}</EmailButton>
      <EmailText>{t('accounts.email.notYou')}</EmailText>
    </>
  ),
  example: exampleView('/confirm-email/example'),
};
