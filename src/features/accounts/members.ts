import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter, UpdateQuery } from 'mongoose';
import type { SiteRole } from '../../platform/access/viewer.js';
import { Clock } from '../../platform/clock/clock.js';
import { isDuplicateKey } from '../../platform/database/duplicate-key.js';
import { newId } from '../../platform/database/ids.js';
import { Invalid } from '../../platform/errors/errors.js';
import { type FactRecord, record } from '../../platform/facts/fact.js';
import { Facts } from '../../platform/facts/facts.js';
import type { Locale } from '../../platform/i18n/locales.js';
import { latinSlug } from '../../platform/text/slug.js';
import { memberConfirmed } from './accounts.facts.js';
import type { Member, MemberId } from './member.model.js';
import { nameWordsOf, sortNameOf } from './names.js';
import { hashPassword } from './passwords.js';
import { newSecret } from './secrets.js';

const HANDLE_TRIES = 50;
const SEEN_AFTER_MS = 10 * 60_000;

export type MemberUpdate = Pick<UpdateQuery<Member>, '$set' | '$unset'>;

export interface NewMember {
  name: string;
  email: string | null;
  password: string | null;
  /** Where the password has been hashed before. */
  passwordHash?: string;
  country?: string;
  languages?: string[];
  locale?: Locale | null;
  roles?: SiteRole[];
  confirmed?: boolean;
  acceptedTermsAt?: Date | null;
}

/** The people of the community. */
@Injectable()
export class Members {
  constructor(
    @InjectModel('Member') private readonly members: Model<Member>,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Facts) private readonly facts: Facts,
  ) {
    facts.carriedBy(members);
  }

  /**
   * `happened` gives the facts that are written with the member, beside that their address is confirmed where it is.
   * @throws Invalid when the address is taken. Sign-up asks first, and answers the same either way.
   */
  async create(input: NewMember, happened: (id: MemberId) => FactRecord[] = () => []): Promise<Member> {
    const passwordHash = input.passwordHash ?? (input.password === null ? null : await hashPassword(input.password));
    const fields = { ...this.fieldsOf(input), passwordHash };
    const confirmed = record(memberConfirmed, { member: fields._id.toHexString() });
    const outbox = [...happened(fields._id), ...(input.confirmed ? [confirmed] : [])];
    for (let attempt = 0; attempt < HANDLE_TRIES; attempt++) {
      try {
        const handle = handleFrom(input.name, attempt);
        const made = await this.members.create({ ...fields, handle, ...(outbox.length > 0 && { outbox }) });
        if (outbox.length > 0) await this.facts.announce(this.members, made._id);
        return made.toObject();
      } catch (error) {
        const taken = takenField(error);
        if (taken === 'emailKey') throw Invalid.field('email', 'accounts.rule.emailTaken');
        if (taken !== 'handle') throw error;
      }
    }
    throw Invalid.field('name', 'accounts.rule.handleTaken');
  }

  private fieldsOf(input: NewMember) {
    const now = this.clock.now();
    return {
      _id: newId<'member'>(),
      ...this.nameFields(input.name),
      email: input.email,
      ...(input.email && { emailKey: emailKeyOf(input.email) }),
      confirmedAt: input.confirmed ? now : null,
      country: input.country ?? '',
      languages: input.languages ?? [],
      locale: input.locale ?? null,
      roles: input.roles ?? [],
      acceptedTermsAt: input.acceptedTermsAt ?? null,
      createdAt: now,
    };
  }

  /** A name, and the forms of it by which lists are sorted and people are looked up. */
  nameFields(name: string): Pick<Member, 'name' | 'sortName' | 'nameWords'> {
    return { name, sortName: sortNameOf(name), nameWords: nameWordsOf(name) };
  }

  byId(id: MemberId): Promise<Member | null> {
    return this.members.findOne({ _id: id, removed: null }).lean<Member>();
  }

  byHandle(handle: string): Promise<Member | null> {
    return this.members.findOne({ handle: handle.toLowerCase(), removed: null }).lean<Member>();
  }

  byEmail(email: string): Promise<Member | null> {
    return this.members.findOne({ emailKey: emailKeyOf(email), removed: null }).lean<Member>();
  }

  /** Who looks after the community. */
  async administrators(): Promise<MemberId[]> {
    const found = await this.members.find({ roles: 'administrator', removed: null }, { _id: 1 }).lean<Member[]>();
    return found.map(({ _id }) => _id);
  }

  /** Whoever has this address, also when they were taken out. */
  holderOf(email: string): Promise<Member | null> {
    return this.members.findOne({ emailKey: emailKeyOf(email) }).lean<Member>();
  }

  /**
   * Changes a member and tells of it, in one write. `only` narrows it to the state that the change is meant for.
   * @returns whether there was such a member.
   */
  async change(
    id: MemberId,
    update: MemberUpdate,
    facts: FactRecord[],
    only: QueryFilter<Member> = {},
  ): Promise<boolean> {
    const outbox = facts.length > 0 ? { $push: { outbox: { $each: facts } } } : {};
    const { matchedCount } = await this.members.updateOne({ ...only, _id: id }, { ...update, ...outbox });
    if (matchedCount > 0 && facts.length > 0) await this.facts.announce(this.members, id);
    return matchedCount > 0;
  }

  /** Remembers that a member was here, no more often than every ten minutes. */
  async seen(member: Pick<Member, '_id' | 'lastSeenAt'>): Promise<void> {
    const now = this.clock.now();
    if (member.lastSeenAt && now.getTime() - member.lastSeenAt.getTime() < SEEN_AFTER_MS) return;
    await this.members.updateOne({ _id: member._id }, { $set: { lastSeenAt: now } });
  }

  byFeedKey(feedKey: string): Promise<Member | null> {
    return this.members.findOne({ feedKey, removed: null }).lean<Member>();
  }

  /** The addresses of their feeds change at once; the old ones show what visitors see. */
  async renewFeedKey(id: MemberId): Promise<string> {
    const feedKey = newSecret();
    await this.members.updateOne({ _id: id }, { $set: { feedKey } });
    return feedKey;
  }

  /** By e-mail address or handle, whichever was typed. */
  byIdentifier(identifier: string): Promise<Member | null> {
    return identifier.includes('@') ? this.byEmail(identifier) : this.byHandle(identifier);
  }

  async counts(): Promise<{ members: number; administrators: number }> {
    const [members, administrators] = await Promise.all([
      this.members.countDocuments({ removed: null }),
      this.members.countDocuments({ removed: null, roles: 'administrator' }),
    ]);
    return { members, administrators };
  }

  /** The people of a list, by id; also those who are gone, for what they wrote stays under their name. */
  async named(ids: MemberId[]): Promise<Map<string, Pick<Member, '_id' | 'handle' | 'name' | 'country' | 'removed'>>> {
    if (ids.length === 0) return new Map();
    const found = await this.members
      .find({ _id: { $in: ids } }, { handle: 1, name: 1, country: 1, removed: 1 })
      .lean<Pick<Member, '_id' | 'handle' | 'name' | 'country' | 'removed'>[]>();
    return new Map(found.map((member) => [member._id.toHexString(), member]));
  }
}

export const emailKeyOf = (email: string): string => email.normalize('NFC').toLowerCase();

/** The handle that a name asks for, or the one after it. */
export function handleFrom(name: string, attempt: number): string {
  const base = latinSlug(name).slice(0, 40).replace(/-+$/, '') || 'member';
  return attempt === 0 ? base : `${base}-${attempt + 1}`;
}

/** The database refused a second account with the same address. */
export const isEmailTaken = (error: unknown): boolean => takenField(error) === 'emailKey';

function takenField(error: unknown): string | undefined {
  if (!isDuplicateKey(error)) return undefined;
  const { keyPattern = {} } = error as { keyPattern?: Record<string, number> };
  return Object.keys(keyPattern)[0];
}
