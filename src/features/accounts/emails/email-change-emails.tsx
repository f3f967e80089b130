import { EmailButton, EmailText } from '../../../ui/email.js';
import { exampleView, type LetterEmail } from './letter-email.js';

const example = { ...exampleView('/email-change/example'), address: 'ana@mutuelle.example' };

/** To the address before: shall mail really go elsewhere? */
export const emailOldEmail: LetterEmail = {
  kind: 'emailOld',
  body: (t, { address, link }) => (
    <>
      <EmailText>{t('accounts.email.emailOld.text', { address })}</EmailText>
      <EmailButton href={link}>{t('accounts.email.emailOld.button')}</EmailButton>
      <EmailText>{t('accounts.email.emailOld.notYou')}</EmailText>
    </>
  ),
  example,
};

/** To the new one: is it theirs? */
export const emailNewEmail: LetterEmail = {
  kind: 'emailNew',
  body: (t, { address, link }) => (
    <>
      <EmailText>{t('accounts.email.emailNew.text', { address })}</EmailText>
      <EmailButton href={link}>{t('accounts.email.emailNew.button')}</EmailButton>
      <EmailText>{t('accounts.email.notYou')}</EmailText>
    </>
  ),
  example,
};
