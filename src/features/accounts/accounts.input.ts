import { z } from 'zod';
import { isTimeZone } from '../../platform/i18n/format.js';
import { locales } from '../../platform/i18n/locales.js';
import { isCountry, isLanguage } from '../../platform/i18n/places.js';
import { checkbox, line, optionalText, several, wayBack } from '../../platform/web/input.js';
import { PASSWORD_LENGTH } from './common-passwords.js';
import { LEVELS, SECTORS } from './member.model.js';

export const email = z
  .string()
  .trim()
  .max(254)
  .pipe(z.email({ pattern: z.regexes.unicodeEmail }));

export const newPassword = z.string().min(PASSWORD_LENGTH).max(200);
const password = z.string().min(1).max(200);

/** A code that stands in a list of ours. */
export const chosen = (check: (code: string) => boolean) =>
  z
    .string()
    .max(100)
    .refine((code) => check(code), { params: { rule: 'choice' } });
export { isLanguage };
export const isCountryOrNone = (code: string): boolean => code === '' || isCountry(code);
export const isZoneOrNone = (zone: string): boolean => zone === '' || isTimeZone(zone);

const name = line(80);
const country = z.string().default('').pipe(chosen(isCountryOrNone));
const spokenLanguages = several(chosen(isLanguage), 20);

export const SetUpInput = z.object({ community: line(80), name, email, password: newPassword });
export type SetUpInput = z.infer<typeof SetUpInput>;

export const SignUpInput = z.object({
  name,
  email,
  password: newPassword,
  country,
  languages: spokenLanguages,
  terms: checkbox.refine((accepted) => accepted, { params: { rule: 'accounts.rule.termsNeeded' } }),
});
export type SignUpInput = z.infer<typeof SignUpInput>;

export const SignInInput = z.object({
  /** E-mail address or handle. */
  identifier: z.string().trim().min(1).max(254),
  password,
  /** Stay signed in when the browser is closed. */
  stay: checkbox,
  back: wayBack,
});
export type SignInInput = z.infer<typeof SignInInput>;

export const LostPasswordInput = z.object({ identifier: z.string().trim().min(1).max(254) });
export type LostPasswordInput = z.infer<typeof LostPasswordInput>;

export const LostLoginInput = z.object({ email });
export type LostLoginInput = z.infer<typeof LostLoginInput>;

export const ResetInput = z.object({ newPassword });
export type ResetInput = z.infer<typeof ResetInput>;

export const PasswordInput = z.object({ password });
export type PasswordInput = z.infer<typeof PasswordInput>;

export const EmailChangeInput = z.object({ email, password });
export type EmailChangeInput = z.infer<typeof EmailChangeInput>;

export const PasswordChangeInput = z.object({ currentPassword: password, newPassword });
export type PasswordChangeInput = z.infer<typeof PasswordChangeInput>;

export const DepartureInput = z.object({ password, keepName: checkbox });
export type DepartureInput = z.infer<typeof DepartureInput>;

/** Tags as a list, or in one line with commas between them. */
const interests = z.preprocess(
  (value) => (typeof value === 'string' ? value.split(',').filter((one) => one.trim() !== '') : (value ?? [])),
  z.array(line(60)).max(20),
);

export const ProfileInput = z.object({
  name,
  country,
  languages: spokenLanguages,
  bio: optionalText(4000),
  interests,
  sector: z.enum(['', ...SECTORS]).default(''),
  level: z.enum(['', ...LEVELS]).default(''),
});
export type ProfileInput = z.infer<typeof ProfileInput>;

export const LanguageSettings = z.object({
  /** Empty follows the browser. */
  locale: z.enum(['', ...locales]).default(''),
  timeZone: z.string().default('').pipe(chosen(isZoneOrNone)),
});
export type LanguageSettings = z.infer<typeof LanguageSettings>;

export const TokenInput = z.object({ name: line(80), scope: z.enum(['read', 'write']).default('read') });
export type TokenInput = z.infer<typeof TokenInput>;
