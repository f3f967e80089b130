import { EmailButton, EmailText } from '../../../ui/email.js';
import { exampleView, type LetterEmail } from './letter-email.js';

/** A lost login: by which name they sign in. */
export const loginEmail: LetterEmail = {
  kind: 'login',
  body: (t, { handle, address, link }) => (
    <>
      <EmailText>{t('accounts.email.login.text', { handle, address })}</EmailText>
      <EmailButton href={link}>{t('accounts.email.login.button')}</EmailButton>
      <EmailText>{t('accounts.email.notYou')}</EmailText>
    </>
  ),
  example: exampleView('/sign-in'),
};
