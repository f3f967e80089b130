import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import slugify from '@sindresorhus/slugify';
import type { Model } from 'mongoose';
import type { SiteRole } from '../../platform/access/viewer.js';
import { Clock } from '../../platform/clock/clock.js';
import { newId } from '../../platform/database/ids.js';
import { Invalid } from '../../platform/errors/errors.js';
import { Facts } from '../../platform/facts/facts.js';
import type { Locale } from '../../platform/i18n/locales.js';
import type { Member, MemberId } from './member.model.js';
import { hashPassword } from './passwords.js';

const DUPLICATE_KEY = 11000;
const HANDLE_TRIES = 50;

export interface NewMember {
  name: string;
  email: string | null;
  password: string | null;
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
    @Inject(Facts) facts: Facts,
  ) {
    facts.carriedBy(members);
  }

  /** @throws Invalid when the address is taken. Sign-up asks first, and answers the same either way. */
  async create(input: NewMember): Promise<Member> {
    const passwordHash = input.password === null ? null : await hashPassword(input.password);
    for (let attempt = 0; attempt < HANDLE_TRIES; attempt++) {
      try {
        return (
          await this.members.create({ ...this.fieldsOf(input), passwordHash, handle: handleFrom(input.name, attempt) })
        ).toObject();
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
      name: input.name,
      sortName: sortNameOf(input.name),
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

  byId(id: MemberId): Promise<Member | null> {
    return this.members.findOne({ _id: id, removed: null }).lean<Member>();
  }

  byHandle(handle: string): Promise<Member | null> {
    return this.members.findOne({ handle: handle.toLowerCase(), removed: null }).lean<Member>();
  }

  byEmail(email: string): Promise<Member | null> {
    return this.members.findOne({ emailKey: emailKeyOf(email), removed: null }).lean<Member>();
  }

  /** By e-mail address or handle, whichever was typed. */
  byIdentifier(identifier: string): Promise<Member | null> {
    return identifier.includes('@') ? this.byEmail(identifier) : this.byHandle(identifier);
  }

  /** The people of a list, by id; also those who are gone, for what they wrote stays under their name. */
  async named(ids: MemberId[]): Promise<Map<string, Pick<Member, '_id' | 'handle' | 'name' | 'country' | 'removed'>>> {
    const found = await this.members
      .find({ _id: { $in: ids } }, { handle: 1, name: 1, country: 1, removed: 1 })
      .lean<Pick<Member, '_id' | 'handle' | 'name' | 'country' | 'removed'>[]>();
    return new Map(found.map((member) => [member._id.toHexString(), member]));
  }
}

export const emailKeyOf = (email: string): string => email.normalize('NFC').toLowerCase();

/** Folded for sorting: accents stand beside their letters. */
export const sortNameOf = (name: string): string => name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

function handleFrom(name: string, attempt: number): string {
  const base = slugify(name).slice(0, 40).replace(/-+$/, '') || 'member';
  return attempt === 0 ? base : `${base}-${attempt + 1}`;
}

function takenField(error: unknown): string | undefined {
  const { code, keyPattern } = error as { code?: number; keyPattern?: Record<string, number> };
  return code === DUPLICATE_KEY ? Object.keys(keyPattern ?? {})[0] : undefined;
}
