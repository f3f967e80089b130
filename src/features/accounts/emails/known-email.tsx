import { EmailButton, EmailText } from '../../../ui/email.js';
import { exampleView, type LetterEmail } from './letter-email.js';

/** Somebody wants to use an address that has an account: only its owner is told. */
export const knownEmail: LetterEmail = {
  kind: 'known',
  body: (t, { community, handle, link }) => (
    <>
      <EmailText>{t('accounts.email.known.text', { community: community.name, handle })}</EmailText>
      <EmailButton href={link}>{t('accounts.email.known.button')}</EmailButton>
      <EmailText>{t('accounts.email.known.notYou')}</EmailText>
    </>
  ),
  example: exampleView('/sign-in'),
};
