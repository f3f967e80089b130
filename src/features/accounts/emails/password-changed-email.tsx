import { EmailButton, EmailText } from '../../../ui/email.js';
import { exampleView, type LetterEmail } from './letter-email.js';

/** A notice after the fact: whoever did not do it must act. */
export const passwordChangedEmail: LetterEmail = {
  kind: 'passwordChanged',
  body: (t, { link }) => (
    <>
      <EmailText>{t('accounts.email.passwordChanged.text')}</EmailText>
      <EmailText>{t('accounts.email.passwordChanged.notYou')}</EmailText>
      <EmailButton href={link}>{t('accounts.email.passwordChanged.button')}</EmailButton>
    </>
  ),
  example: exampleView('/lost-password'),
};
