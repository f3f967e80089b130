import { z } from 'zod';
import { locales } from '../../platform/i18n/locales.js';
import { line, text } from '../../platform/web/input.js';
import { chosen, isCountryOrNone, isLanguage, isZoneOrNone } from './accounts.input.js';
import { LEVELS, type Member, SECTORS } from './member.model.js';
import type { Session } from './session.model.js';
import type { Token } from './token.model.js';

/** What the API says about the one who asks. */
export const MeShape = z.object({
  id: z.string(),
  handle: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  confirmed: z.boolean(),
  country: z.string(),
  languages: z.array(z.string()),
  bio: z.string(),
  interests: z.array(z.string()),
  sector: z.string(),
  level: z.string(),
  locale: z.string().nullable(),
  timeZone: z.string().nullable(),
  roles: z.array(z.string()),
  createdAt: z.string(),
});

export const showMe = (member: Member): z.infer<typeof MeShape> => ({
  id: member._id.toHexString(),
  handle: member.handle,
  name: member.name,
  email: member.email,
  confirmed: member.confirmedAt !== null,
  country: member.country,
  languages: member.languages,
  bio: member.bio,
  interests: member.interests.map((tag) => tag.name),
  sector: member.sector,
  level: member.level,
  locale: member.locale,
  timeZone: member.timeZone,
  roles: member.roles,
  createdAt: member.createdAt.toISOString(),
});

/** Only what is named changes; `null` in the two last follows the browser. */
export const MeChange = z.object({
  name: line(80).optional(),
  country: chosen(isCountryOrNone).optional(),
  languages: z.array(chosen(isLanguage)).max(20).optional(),
  bio: text(4000).or(z.literal('')).optional(),
  interests: z.array(line(60)).max(20).optional(),
  sector: z.enum(['', ...SECTORS]).optional(),
  level: z.enum(['', ...LEVELS]).optional(),
  locale: z.enum(locales).nullable().optional(),
  timeZone: chosen(isZoneOrNone).nullable().optional(),
});
export type MeChange = z.infer<typeof MeChange>;

export const TokenShape = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.enum(['read', 'write'])),
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
});

export const NewTokenShape = TokenShape.extend({
  /** The token itself, shown this once. */
  token: z.string(),
});

export const showToken = (token: Token): z.infer<typeof TokenShape> => ({
  id: token._id.toHexString(),
  name: token.name,
  scopes: token.scopes,
  createdAt: token.createdAt.toISOString(),
  lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
});

export const SessionShape = z.object({
  id: z.string(),
  agent: z.string(),
  address: z.string(),
  createdAt: z.string(),
  lastSeenAt: z.string(),
  current: z.boolean(),
});

export const showSession = (session: Session, current: Session['_id'] | null): z.infer<typeof SessionShape> => ({
  id: session._id.toHexString(),
  agent: session.agent,
  address: session.address,
  createdAt: session.createdAt.toISOString(),
  lastSeenAt: session.lastSeenAt.toISOString(),
  current: current?.equals(session._id) ?? false,
});
