import { z } from 'zod';
import { locales } from '../../platform/i18n/locales.js';
import { line, optionalLine, optionalText, several, text } from '../../platform/web/input.js';

const words = optionalText(20_000);

export const SiteInput = z.object({
  name: line(80),
  tagline: optionalLine(160),
  workspaceCreation: z.enum(['open', 'request']),
  'welcome-en': words,
  'welcome-fr': words,
  'welcome-es': words,
  'welcome-pt': words,
  'terms-en': words,
  'terms-fr': words,
  'terms-es': words,
  'terms-pt': words,
});
export type SiteInput = z.infer<typeof SiteInput>;

const inLanguages = z.partialRecord(z.enum(locales), text(20_000).or(z.literal('')));

/** For the API: only what is named changes. */
export const SiteChange = z.object({
  name: line(80).optional(),
  tagline: line(160).or(z.literal('')).optional(),
  workspaceCreation: z.enum(['open', 'request']).optional(),
  welcome: inLanguages.optional(),
  terms: inLanguages.optional(),
});
export type SiteChange = z.infer<typeof SiteChange>;

export const MemberQuery = z.object({ q: optionalLine(100), after: z.string().max(300).optional() });
export type MemberQuery = z.infer<typeof MemberQuery>;

export const RolesInput = z.object({ roles: several(z.enum(['administrator', 'moderator', 'librarian']), 3) });
export type RolesInput = z.infer<typeof RolesInput>;

export const MAIL_STATES = ['kept', 'sent', 'uncertain', 'refused', 'rejected', 'claimed', 'forgotten'] as const;
export const MailQuery = z.object({
  state: z.enum(['', ...MAIL_STATES]).default(''),
  after: z.string().max(400).optional(),
});
export type MailQuery = z.infer<typeof MailQuery>;

export const MailParams = z.object({ key: z.string().min(1).max(300) });
export type MailParams = z.infer<typeof MailParams>;
