import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';
import { Types } from 'mongoose';
import { z } from 'zod';
import { type Listing, packCursor, unpackCursor } from '../../platform/api/api.js';
import { Facts } from '../../platform/facts/facts.js';
import { Remembered } from '../../platform/remembered.js';
import { memberChanged, memberConfirmed, memberRemoved } from './accounts.facts.js';
import type { Member } from './member.model.js';
import { nameWordsOf, sortNameOf } from './names.js';

/** What lists of people show; never an e-mail address. */
export type ListedMember = Pick<
  Member,
  '_id' | 'handle' | 'name' | 'sortName' | 'country' | 'languages' | 'interests' | 'createdAt'
>;

export interface DirectoryFilter {
  country?: string;
  language?: string;
  /** The folded key of a tag. */
  interest?: string;
  /** The beginning of one or more words of a name. */
  words?: string;
  /** Begins at this letter. */
  from?: string;
}

export interface DirectoryFigures {
  members: number;
  /** Countries that somebody is from, and languages that somebody speaks, by code. */
  countries: string[];
  languages: string[];
  /** The letters that names begin with, in order. */
  letters: string[];
  interests: { key: string; name: string; count: number }[];
}

const FIELDS = { handle: 1, name: 1, sortName: 1, country: 1, languages: 1, interests: 1, createdAt: 1 } as const;
/** They take a walk through all members; what is told of one of them sets it off sooner. */
const FIGURES_FOR_MS = 5 * 60_000;
const FEW = 1000;
const MAX_INTERESTS = 40;
const MAX_LETTERS = 80;
const MAX_WORDS = 5;
const NameCursor = z.tuple([z.string().max(200), z.string().regex(/^[0-9a-f]{24}$/)]);

/** Who is listed: people whose address is confirmed, and authors whom an import brought. */
const listed: QueryFilter<Member> = {
  removed: null,
  $or: [{ confirmedAt: { $type: 'date' } }, { 'imported.key': { $type: 'string' } }],
};

/** The people of the community, in lists. Whoever may see a list at all sees the same one. */
@Injectable()
export class Directory implements OnModuleInit {
  private readonly remembered = new Remembered(FIGURES_FOR_MS, () => this.count());

  constructor(
    @InjectModel('Member') private readonly members: Model<Member>,
    @Inject(Facts) private readonly facts: Facts,
  ) {}

  onModuleInit(): void {
    for (const fact of [memberConfirmed, memberChanged, memberRemoved]) this.facts.on(fact, () => this.outdate());
  }

  /** Among few people everybody sees at once that somebody came; a large community is not counted anew for each. */
  private async outdate(): Promise<void> {
    const { members } = await this.figures();
    if (members < FEW) this.remembered.forget();
    else this.remembered.outdate();
  }

  /** In the order of the alphabet. */
  async list(
    filter: DirectoryFilter,
    { after, limit }: { after?: string; limit: number },
  ): Promise<Listing<ListedMember>> {
    const found = await this.members
      .find({ $and: [listed, ...conditions(filter), ...beyond(after)] }, FIELDS)
      .sort({ sortName: 1, _id: 1 })
      .limit(limit + 1)
      .lean<ListedMember[]>();
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return { items, next: found.length > limit && last ? packCursor([last.sortName, last._id.toHexString()]) : null };
  }

  /** The latest to join, not those whom an import brought. */
  newest(limit: number): Promise<ListedMember[]> {
    return this.members
      .find({ removed: null, confirmedAt: { $type: 'date' } }, FIELDS)
      .sort({ confirmedAt: -1, _id: -1 })
      .limit(limit)
      .lean<ListedMember[]>();
  }

  /** A profile; null for who is not listed: gone, or not yet confirmed. */
  profile(handle: string): Promise<Member | null> {
    return this.members.findOne({ $and: [{ handle: handle.toLowerCase() }, listed] }).lean<Member>();
  }

  figures(): Promise<DirectoryFigures> {
    return this.remembered.get();
  }

  private async count(): Promise<DirectoryFigures> {
    const [members, countries, languages, letters, interests] = await Promise.all([
      this.members.countDocuments(listed),
      this.members.distinct('country', listed),
      this.members.distinct('languages', listed),
      this.letters(),
      this.interests(),
    ]);
    return { members, countries: countries.filter(Boolean), languages, letters, interests };
  }

  /** From letter to letter by the index, whatever the script. */
  private async letters(): Promise<string[]> {
    const letters: string[] = [];
    for (let past = ''; letters.length < MAX_LETTERS; past = `${letters.at(-1)}\u{10ffff}`) {
      const next = await this.members
        .findOne({ $and: [listed, { sortName: { $gt: past } }] }, { sortName: 1 })
        .sort({ sortName: 1 })
        .lean<Pick<Member, 'sortName'>>();
      const [letter] = next?.sortName ?? '';
      if (!letter) break;
      letters.push(letter);
    }
    return letters;
  }

  private async interests(): Promise<DirectoryFigures['interests']> {
    const found = await this.members.aggregate<{ _id: string; name: string; count: number }>([
      { $match: { $and: [{ 'interests.key': { $type: 'string' } }, listed] } },
      { $unwind: '$interests' },
      { $group: { _id: '$interests.key', name: { $first: '$interests.name' }, count: { $sum: 1 } } },
      { $sort: { count: -1, _id: 1 } },
      { $limit: MAX_INTERESTS },
    ]);
    return found.map(({ _id, name, count }) => ({ key: _id, name, count }));
  }
}

function conditions({ country, language, interest, words, from }: DirectoryFilter): QueryFilter<Member>[] {
  return [
    ...(country ? [{ country }] : []),
    ...(language ? [{ languages: language }] : []),
    ...(interest ? [{ 'interests.key': interest }] : []),
    ...(from ? [{ sortName: { $gte: sortNameOf(from) } }] : []),
    ...nameWordsOf(words ?? '')
      .slice(0, MAX_WORDS)
      .map((word) => ({ nameWords: { $regex: `^${escapeRegex(word)}` } })),
  ];
}

function beyond(after: string | undefined): QueryFilter<Member>[] {
  const cursor = unpackCursor(after, NameCursor);
  if (!cursor) return [];
  const [sortName, id] = cursor;
  return [
    // Where the index is entered; the rest is decided there.
    { sortName: { $gte: sortName } },
    { $or: [{ sortName: { $gt: sortName } }, { sortName, _id: { $gt: new Types.ObjectId(id) } }] },
  ];
}

const escapeRegex = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
