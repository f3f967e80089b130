import { Schema } from 'mongoose';
import type { SiteRole, ViewerMember } from '../../platform/access/viewer.js';
import {
  type ImportedFrom,
  importedSchema,
  type Stamp,
  stampSchema,
  type TagField,
  tagSchema,
  uniqueImport,
} from '../../platform/database/fields.js';
import type { Id } from '../../platform/database/ids.js';
import { type CarriesFacts, carriesFacts } from '../../platform/facts/outbox.js';
import type { Locale } from '../../platform/i18n/locales.js';
import { newSecret } from './secrets.js';

export type MemberId = Id<'member'>;

/** A wish to be written to elsewhere: it comes true when both ends have agreed. */
export interface EmailChange {
  id: string;
  email: string;
  askedAt: Date;
  /** When the address before said yes; at once where it was never confirmed. */
  oldAt: Date | null;
  newAt: Date | null;
}

/** What members work in, and at which level: the choices of the profile, in the order of the form. */
export const SECTORS = [
  'association',
  'mutual',
  'cooperative',
  'union',
  'employers',
  'government',
  'international',
  'donor',
  'research',
  'training',
  'health',
  'media',
  'other',
] as const;
export const LEVELS = ['local', 'regional', 'national', 'international'] as const;

/** A person with an account, or one whom an import made and who may claim it. */
export interface Member extends CarriesFacts {
  _id: MemberId;
  /** Their name in addresses: lower case letters, digits and hyphens; unique. */
  handle: string;
  name: string;
  /** `name` as it is sorted and searched: folded. */
  sortName: string;
  /** The words of it, by which people are looked up. */
  nameWords: string[];
  /** null for imported people without one. */
  email: string | null;
  /** Lower case, for the unique index and for signing in. */
  emailKey: string | null;
  confirmedAt: Date | null;
  emailChange: EmailChange | null;
  /** argon2id; null until a password has been chosen. */
  passwordHash: string | null;
  /** ISO 3166-1 alpha-2, or empty. */
  country: string;
  /** ISO 639-1 of what they read and write. */
  languages: string[];
  /** What they write about themselves. */
  bio: string;
  interests: TagField[];
  /** One of SECTORS, or empty. */
  sector: string;
  /** One of LEVELS, or empty. */
  level: string;
  /** Of the interface and of their e-mail; null follows the browser. */
  locale: Locale | null;
  timeZone: string | null;
  roles: SiteRole[];
  /** The secret in the addresses of their own feeds. It opens feeds and nothing else; they can renew it. */
  feedKey: string;
  acceptedTermsAt: Date | null;
  createdAt: Date;
  lastSeenAt: Date | null;
  /** Where an import found them; `key` makes it repeatable. */
  imported: ImportedFrom | null;
  /** Ids by which imports know this member, who was here before them. */
  knownAs?: MemberId[];
  /** Gone: no sign-in, not in lists; what they wrote stays under their name. */
  removed: Stamp | null;
}

/** What a member tells of themselves, as long as they tell nothing. */
export const BLANK_PROFILE: Pick<
  Member,
  'country' | 'languages' | 'bio' | 'interests' | 'sector' | 'level' | 'locale' | 'timeZone' | 'roles'
> = {
  country: '',
  languages: [],
  bio: '',
  interests: [],
  sector: '',
  level: '',
  locale: null,
  timeZone: null,
  roles: [],
};

const emailChangeSchema = new Schema<EmailChange>(
  {
    id: { type: String, required: true },
    email: { type: String, required: true },
    askedAt: { type: Date, required: true },
    oldAt: { type: Date, default: null },
    newAt: { type: Date, default: null },
  },
  { _id: false },
);

export const memberSchema = new Schema<Member>(
  {
    handle: { type: String, required: true },
    name: { type: String, required: true },
    sortName: { type: String, required: true },
    nameWords: { type: [String], default: [] },
    email: { type: String, default: null },
    emailKey: { type: String },
    confirmedAt: { type: Date, default: null },
    emailChange: { type: emailChangeSchema, default: null },
    passwordHash: { type: String, default: null },
    country: { type: String, default: '' },
    languages: { type: [String], default: [] },
    bio: { type: String, default: '' },
    interests: { type: [tagSchema], default: [] },
    sector: { type: String, default: '' },
    level: { type: String, default: '' },
    locale: { type: String, default: null },
    timeZone: { type: String, default: null },
    roles: { type: [String], default: [] },
    feedKey: { type: String, default: newSecret },
    acceptedTermsAt: { type: Date, default: null },
    createdAt: { type: Date, required: true },
    lastSeenAt: { type: Date, default: null },
    imported: { type: importedSchema, default: null },
    knownAs: { type: [Schema.Types.ObjectId], default: undefined },
    removed: { type: stampSchema, default: null },
  },
  { collection: 'members', versionKey: false },
);

memberSchema.plugin(carriesFacts);
memberSchema.index({ handle: 1 }, { unique: true });
memberSchema.index({ feedKey: 1 }, { unique: true });
// Signing in by e-mail; people without an address do not collide.
memberSchema.index({ emailKey: 1 }, { unique: true, partialFilterExpression: { emailKey: { $type: 'string' } } });
// Who looks after the community.
memberSchema.index({ roles: 1 });
// The directory, and the latest members of the home page.
memberSchema.index({ sortName: 1, _id: 1 });
memberSchema.index({ confirmedAt: -1, _id: -1 });
// The directory, narrowed down.
memberSchema.index({ nameWords: 1, sortName: 1, _id: 1 });
memberSchema.index({ country: 1, sortName: 1, _id: 1 });
memberSchema.index({ languages: 1, sortName: 1, _id: 1 });
memberSchema.index({ 'interests.key': 1, sortName: 1, _id: 1 });
// Imports look people up by where they came from.
memberSchema.index({ 'imported.key': 1 }, uniqueImport);
memberSchema.index({ knownAs: 1 }, { sparse: true });

export const asViewerMember = (
  member: Pick<Member, '_id' | 'handle' | 'name' | 'confirmedAt' | 'roles' | 'languages' | 'feedKey'>,
): ViewerMember => ({
  id: member._id,
  handle: member.handle,
  name: member.name,
  confirmed: member.confirmedAt !== null,
  roles: member.roles,
  languages: member.languages,
  feedKey: member.feedKey,
});
