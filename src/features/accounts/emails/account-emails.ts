import type { LetterKind } from '../letter.model.js';
import { claimEmail } from './claim-email.js';
import { confirmEmail } from './confirm-email.js';
import { emailNewEmail, emailOldEmail } from './email-change-emails.js';
import { knownEmail } from './known-email.js';
import type { LetterEmail } from './letter-email.js';
import { loginEmail } from './login-email.js';
import { passwordChangedEmail } from './password-changed-email.js';
import { resetEmail } from './reset-email.js';

/** Every e-mail about accounts. */
export const accountEmails: Readonly<Record<LetterKind, LetterEmail>> = {
  confirm: confirmEmail,
  claim: claimEmail,
  known: knownEmail,
  reset: resetEmail,
  login: loginEmail,
  emailOld: emailOldEmail,
  emailNew: emailNewEmail,
  passwordChanged: passwordChangedEmail,
};
