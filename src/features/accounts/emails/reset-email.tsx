import { EmailButton, EmailText } from '../../../ui/email.js';
import { exampleView, type LetterEmail } from './letter-email.js';

/** A lost password. */
export const resetEmail: LetterEmail = {
  kind: 'reset',
  body: (t, { link }) => (
    <>
      <EmailText>{t('accounts.email.reset.text')}</EmailText>
      <EmailButton href={link}>{t('accounts.email.reset.button')}</EmailButton>
      <EmailText>{t('accounts.email.notYou')}</EmailText>
    </>
  ),
  example: exampleView('/reset-password/example'),
};
