import { z } from 'zod';
import { isTimeZone } from '../../../platform/i18n/format.js';
import { locales } from '../../../platform/i18n/locales.js';
import { LEVELS, SECTORS } from '../../accounts/public.js';

/**
 * The import and export format, described for people in docs/import-format.md. Ids are the source's own: stable, and
 * unique within their type, so that a second import updates what the first one made.
 */
const id = z.string().trim().min(1).max(200);
const name = z.string().trim().min(1).max(200);
const title = z.string().trim().min(1).max(300);
const text = z.string().max(1_000_000);
const date = z.union([z.iso.datetime({ offset: true }), z.iso.date()]).transform((value) => new Date(value));
const language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a language tag such as en or pt-BR');
const tags = z.array(z.string().trim().min(1).max(100)).max(100).default([]);
const format = z.enum(['markdown', 'html']).default('markdown');
/** Addresses that the thing had before: they will lead to its new one. */
const addresses = z
  .array(
    z.union([
      z
        .string()
        .max(2000)
        .regex(/^\/\S*$/),
      z.url({ protocol: /^https?$/ }),
    ]),
  )
  .max(50)
  .default([]);

/** In letters of any script, as when signing up. */
const email = z.email({ pattern: z.regexes.unicodeEmail });
export const isEmail = (text: string): boolean => email.safeParse(text).success;

/** What an earlier import called it: running that import again then updates it, also in another community. */
const importedAs = z.string().max(300).optional();

/** Someone among the members of this file, or a person known by name only. */
const person = z.union([id, z.strictObject({ id: id.optional(), name })]);

const header = z.strictObject({
  type: z.literal('palabre'),
  version: z.literal(1),
  exportedAt: date.optional(),
  community: z.strictObject({ name, url: z.url().optional(), language: language.optional() }).optional(),
});

const member = z.strictObject({
  type: z.literal('member'),
  id,
  name,
  handle: z.string().max(60).optional(),
  email: email.optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be a country code such as SN')
    .optional(),
  languages: z.array(language).max(20).default([]),
  interests: tags,
  about: text.optional(),
  aboutFormat: format,
  website: z.url({ protocol: /^https?$/ }).optional(),
  sector: z.enum(['', ...SECTORS]).default(''),
  level: z.enum(['', ...LEVELS]).default(''),
  locale: z.enum(locales).optional(),
  timeZone: z.string().max(60).refine(isTimeZone, 'must be a time zone such as Africa/Dakar').optional(),
  roles: z.array(z.enum(['librarian', 'moderator', 'administrator'])).default([]),
  joinedAt: date.optional(),
  leftAt: date.optional(),
  addresses,
  importedAs,
});

const workspace = z.strictObject({
  type: z.literal('workspace'),
  id,
  name,
  slug: z.string().max(80).optional(),
  oldSlugs: z.array(z.string().max(80)).max(100).default([]),
  purpose: z.enum(['project', 'discussion', 'training']).default('project'),
  description: text.default(''),
  descriptionFormat: format,
  language: language.optional(),
  tags,
  visibility: z.enum(['public', 'members', 'private']).default('public'),
  createdBy: id.optional(),
  createdAt: date.optional(),
  archivedAt: date.optional(),
  addresses,
  importedAs,
});

const membership = z.strictObject({
  type: z.literal('membership'),
  workspace: id,
  member: person,
  role: z.enum(['member', 'facilitator']).default('member'),
  joinedAt: date.optional(),
});

const words = { text, format, createdAt: date.optional(), updatedAt: date.optional() };
const writing = { ...words, language: language.optional() };

const blog = z.union([z.strictObject({ workspace: id }), z.strictObject({ member: id })]);

const post = z.strictObject({
  type: z.literal('post'),
  id,
  blog: blog.optional(),
  author: person,
  coauthors: z.array(person).max(50).default([]),
  translators: z.array(person).max(50).default([]),
  /** A draft may have none yet. */
  title: z.string().trim().max(300),
  slug: z.string().max(120).optional(),
  summary: text.optional(),
  ...writing,
  /** Texts that say the same in several languages carry the same group. */
  group: id.optional(),
  tags,
  state: z.enum(['draft', 'scheduled', 'published', 'unpublished']).default('published'),
  publishedAt: date.optional(),
  addresses,
  oldSlugs: z.array(z.string().max(120)).max(100).default([]),
  importedAs,
});

const comment = z.strictObject({
  type: z.literal('comment'),
  id,
  post: id,
  parent: id.optional(),
  author: person,
  ...words,
  removedAt: date.optional(),
  importedAs,
});

const discussion = z.strictObject({
  type: z.literal('discussion'),
  id,
  workspace: id.optional(),
  author: person,
  title,
  ...writing,
  tags,
  pinnedAt: date.optional(),
  closedAt: date.optional(),
  addresses,
  importedAs,
});

const reply = z.strictObject({
  type: z.literal('reply'),
  id,
  discussion: id,
  author: person,
  ...writing,
  removedAt: date.optional(),
  importedAs,
});

const announcement = z.strictObject({
  type: z.literal('announcement'),
  id,
  author: person.optional(),
  title,
  text,
  format,
  language: language.optional(),
  publishedAt: date.optional(),
  updatedAt: date.optional(),
  expiresAt: date.optional(),
  importedAs,
});

const followed = z.strictObject({ type: z.enum(['workspace', 'blog', 'post', 'discussion', 'tag', 'member']), id });

const follow = z.strictObject({
  type: z.literal('follow'),
  member: id,
  of: followed,
  by: z.enum(['site', 'email', 'daily', 'weekly']).default('site'),
  since: date.optional(),
});

/** E-mail to an address without an account, whose owner has confirmed it. */
const subscription = z.strictObject({
  type: z.literal('subscription'),
  email,
  locale: z.enum(locales).optional(),
  of: followed,
  by: z.enum(['email', 'daily', 'weekly']).default('daily'),
  since: date.optional(),
});

export const palabreRecord = z.discriminatedUnion('type', [
  header,
  member,
  workspace,
  membership,
  post,
  comment,
  discussion,
  reply,
  announcement,
  follow,
  subscription,
]);

/** A record as it is read: dates are dates, and what was left out has its default. */
export type PalabreRecord = z.output<typeof palabreRecord>;
/** A record as it is written to a file. */
export type PalabreRecordInput = z.input<typeof palabreRecord>;
export type PalabreRecordType = PalabreRecord['type'];
export type PersonReference = z.output<typeof person>;
