import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { SiteRole } from '../../platform/access/viewer.js';
import { Clock } from '../../platform/clock/clock.js';
import { allOf, type Brought, bring, fingerprint, hereAmong, type Outcome } from '../../platform/database/bring.js';
import type { TagField } from '../../platform/database/fields.js';
import type { Locale } from '../../platform/i18n/locales.js';
import { BLANK_PROFILE, type Member, type MemberId } from './member.model.js';
import { emailKeyOf, handleFrom } from './members.js';
import { nameWordsOf, sortNameOf } from './names.js';

const PLAIN_HANDLES = 4;

/** Somebody whom an import knows. */
export interface ImportedMember {
  id: MemberId;
  key: string;
  name: string;
  handle?: string;
  email: string | null;
  /** The source knows that the address is theirs: who has confirmed it here is the same person. */
  vouched: boolean;
  country: string;
  languages: string[];
  bio: string;
  interests: TagField[];
  sector: string;
  level: string;
  locale: Locale | null;
  timeZone: string | null;
  roles: SiteRole[];
  joinedAt: Date | null;
  leftAt: Date | null;
}

/** Of members: `known` is somebody who was here before, and got nothing but the knowledge that it is them. */
export type MemberOutcome = Outcome | 'known';

/** Members by import: they cannot sign in before they have claimed their place by the e-mail address. */
@Injectable()
export class ImportedMembers {
  constructor(
    @InjectModel('Member') private readonly members: Model<Member>,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async put(batch: ImportedMember[]): Promise<Map<string, MemberOutcome>> {
    const outcomes = new Map<string, MemberOutcome>();
    const aliases = await this.aliases(batch.map(({ id }) => id));
    const holders = await this.holdersOf(batch);
    const here = await hereAmong(
      this.members,
      batch.map(({ id }) => id),
    );
    const own: ImportedMember[] = [];
    for (const member of batch) {
      const id = member.id.toHexString();
      const holder = member.email ? holders.get(emailKeyOf(member.email)) : undefined;
      const other = holder && !holder._id.equals(member.id) ? holder : undefined;
      const same = aliases.has(id) || (member.vouched && other && isTrusted(other) && !here.has(id));
      if (same) outcomes.set(id, 'known');
      if (same && other && !aliases.has(id)) await this.knowAs(other._id, member.id);
      if (!same) own.push(other ? { ...member, email: null } : member);
    }
    for (const [id, outcome] of await this.bring(distinctAddresses(own))) outcomes.set(id, outcome);
    return outcomes;
  }

  /** People who are only named: they get a place unless they have one. */
  async ensure(people: Pick<ImportedMember, 'id' | 'key' | 'name' | 'joinedAt'>[]): Promise<number> {
    const ids = people.map(({ id }) => id);
    const there = await this.known(ids);
    const missing = people.filter(({ id }) => !there.has(id.toHexString()));
    const outcomes = await this.bring(missing.map((person) => ({ ...NOBODY, ...person })));
    return outcomes.size;
  }

  /** Which of these are here, under whatever id. */
  async known(ids: MemberId[]): Promise<Set<string>> {
    return new Set([...(await hereAmong(this.members, ids)), ...(await this.aliases(ids)).keys()]);
  }

  /** The members whom an import knows by other ids than they have here. */
  async aliases(ids: MemberId[]): Promise<Map<string, MemberId>> {
    const found = await this.members
      .find({ knownAs: { $in: ids } }, { knownAs: 1 })
      .lean<Pick<Member, '_id' | 'knownAs'>[]>();
    return new Map(found.flatMap(({ _id, knownAs = [] }) => knownAs.map((id) => [id.toHexString(), _id] as const)));
  }

  async *all(): AsyncGenerator<ImportedMember> {
    for await (const { _id, imported, createdAt, removed, ...rest } of allOf(this.members)) {
      const { name, handle, email, country, languages, bio, interests, sector, level, locale, timeZone, roles } = rest;
      yield {
        id: _id,
        key: imported?.key ?? '',
        ...{ name, handle, email, country, languages, bio, interests, sector, level, locale, timeZone, roles },
        vouched: true,
        joinedAt: createdAt,
        leftAt: removed?.at ?? null,
      };
    }
  }

  /** Who looks after the community, in the order in which they came. */
  async administrators(): Promise<Member[]> {
    return this.members.find({ roles: 'administrator', removed: null }).sort({ createdAt: 1 }).lean<Member[]>();
  }

  private async holdersOf(batch: ImportedMember[]): Promise<Map<string, Member>> {
    const keys = batch.flatMap(({ email }) => (email ? [emailKeyOf(email)] : []));
    const found = await this.members.find({ emailKey: { $in: keys } }).lean<Member[]>();
    return new Map(found.map((member) => [member.emailKey ?? '', member]));
  }

  private async knowAs(member: MemberId, id: MemberId): Promise<void> {
    await this.members.updateOne({ _id: member }, { $addToSet: { knownAs: id } });
  }

  private bring(batch: ImportedMember[]): Promise<Map<string, Outcome>> {
    const byId = new Map(batch.map((member) => [member.id.toHexString(), member]));
    return bring(this.members, batch.map(broughtOf), this.clock.now(), async (fresh) => {
      const people = fresh.flatMap(({ _id }) => byId.get(_id.toHexString()) ?? []);
      const handles = await this.handlesFor(people);
      return people.map(({ id, roles, joinedAt, leftAt }, at) => ({
        handle: handles[at],
        roles,
        createdAt: joinedAt ?? this.clock.now(),
        removed: leftAt && { at: leftAt, by: id },
      }));
    });
  }

  /** The one that each would like, or the next that is free. */
  private async handlesFor(people: ImportedMember[]): Promise<string[]> {
    const handles = new Map<ImportedMember, string>();
    const taken = new Set<string>();
    for (let attempt = 0; handles.size < people.length; attempt++) {
      const wishes = people.filter((one) => !handles.has(one)).map((one) => [one, wish(one, attempt)] as const);
      const found = await this.members
        .find({ handle: { $in: wishes.map(([, handle]) => handle) } }, { handle: 1 })
        .lean<Pick<Member, 'handle'>[]>();
      for (const { handle } of found) taken.add(handle);
      for (const [one, handle] of wishes) {
        if (taken.has(handle)) continue;
        taken.add(handle);
        handles.set(one, handle);
      }
    }
    return people.map((one) => handles.get(one) ?? '');
  }
}

const NOBODY: Omit<ImportedMember, 'id' | 'key' | 'name' | 'joinedAt'> = {
  email: null,
  vouched: false,
  ...BLANK_PROFILE,
  leftAt: null,
};

const broughtOf = (member: ImportedMember): Brought<Member> => {
  const { id, key, name, email, country, languages, bio, interests, sector, level, locale, timeZone } = member;
  return {
    _id: id,
    key,
    given: { name, email, country, languages, bio, interests, sector, level, locale, timeZone },
    made: () => ({
      sortName: sortNameOf(name),
      nameWords: nameWordsOf(name),
      ...(email && { emailKey: emailKeyOf(email) }),
    }),
  };
};

/** Somebody who has proved that the address is theirs, or whom another import brought and nobody has claimed. */
const isTrusted = ({ confirmedAt, imported, removed }: Member): boolean =>
  !removed && (confirmedAt !== null || imported !== null);

/** One address belongs to one person: the first who has it. */
function distinctAddresses(people: ImportedMember[]): ImportedMember[] {
  const seen = new Set<string>();
  return people.map((member) => {
    const key = member.email && emailKeyOf(member.email);
    if (!key || !seen.has(key)) {
      if (key) seen.add(key);
      return member;
    }
    return { ...member, email: null };
  });
}

function wish({ key, name, handle }: ImportedMember, attempt: number): string {
  if (attempt === 0 && handle && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(handle)) return handle;
  if (attempt < PLAIN_HANDLES) return handleFrom(handle ?? name, attempt);
  const mark = fingerprint({ key, attempt })
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
  return `${handleFrom(name, 0)}-${mark.slice(0, 6)}`;
}
