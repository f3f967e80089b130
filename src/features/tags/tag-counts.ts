import { randomUUID } from 'node:crypto';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { parseId } from '../../platform/database/ids.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import type { WorkspaceId } from '../workspaces/public.js';
import { countTags } from './jobs.js';
import type { SectionCounts, TagPlace, TagTotal } from './tag-count.model.js';
import type { Section, Tagged } from './tagged.model.js';

const BATCH = 500;
const LOOK_EVERY_MS = 60_000;

/** A tag in a workspace, or outside of all of them. */
export const placeId = (workspace: WorkspaceId | null, key: string): string =>
  `${workspace ? workspace.toHexString() : '-'}/${key}`;

const readPlaceId = (id: string): { key: string; workspace: WorkspaceId | null } => {
  const slash = id.indexOf('/');
  return { workspace: parseId<'workspace'>(id.slice(0, slash)), key: id.slice(slash + 1) };
};

interface Uses {
  _id: { section: Section; name: string };
  count: number;
}

/**
 * Keeps the numbers behind the clouds. They are always counted anew and never added to, so that a repeated or a lost fact changes nothing.
 * Many changes at once (an import) are counted together.
 */
@Injectable()
export class TagCounts implements OnModuleInit, OnApplicationBootstrap {
  private counting = false;
  private rung = false;

  constructor(
    @InjectModel('Tagged') private readonly tagged: Model<Tagged>,
    @InjectModel('TagPlace') private readonly places: Model<TagPlace>,
    @InjectModel('TagTotal') private readonly totals: Model<TagTotal>,
    @Inject(Jobs) private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(countTags, () => this.countPending());
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.jobs.every(countTags, {}, LOOK_EVERY_MS);
  }

  /** Counts whatever is still to be counted, now: at the end of an import. */
  settle(): Promise<void> {
    return this.countPending();
  }

  /** A bell that rings during a count makes it look once more at its end. */
  private async countPending(): Promise<void> {
    this.rung = true;
    if (this.counting) return;
    this.counting = true;
    try {
      while (this.rung) {
        this.rung = false;
        await this.countAll();
      }
    } finally {
      this.counting = false;
    }
  }

  private async countAll(): Promise<void> {
    for (;;) {
      const changed = await this.tagged
        .find({ pending: { $exists: true } }, { pending: 1 })
        .limit(BATCH)
        .lean<Pick<Tagged, '_id' | 'pending'>[]>();
      if (changed.length === 0) return;
      await this.count([...new Set(changed.flatMap(({ pending = [] }) => pending))]);
      for (const { _id, pending = [] } of changed) await this.forget(_id, pending);
    }
  }

  private async count(placeIds: string[]): Promise<void> {
    for (const id of placeIds) await this.countPlace(id);
    for (const key of new Set(placeIds.map((id) => readPlaceId(id).key))) await this.countTotal(key);
  }

  /** Of two counts of the same place at once the one that began later stands: its token is the last. */
  private async countPlace(_id: string): Promise<void> {
    const token = randomUUID();
    const { key, workspace } = readPlaceId(_id);
    await this.places.updateOne({ _id }, { $set: { token }, $setOnInsert: { key, workspace } }, { upsert: true });
    const uses = await this.tagged.aggregate<Uses>([
      { $match: { 'tags.key': key, workspace } },
      { $unwind: '$tags' },
      { $match: { 'tags.key': key } },
      { $group: { _id: { section: '$section', name: '$tags.name' }, count: { $sum: 1 } } },
    ]);
    const mine = { _id, token };
    if (uses.length === 0) await this.places.deleteOne(mine);
    else await this.places.updateOne(mine, { $set: { counts: countsOf(uses), name: nameOf(uses) } });
  }

  private async countTotal(key: string): Promise<void> {
    const token = randomUUID();
    await this.totals.updateOne({ _id: key }, { $set: { token } }, { upsert: true });
    const places = await this.places.find({ key, 'counts.all': { $gt: 0 } }, { counts: 1 }).lean<TagPlace[]>();
    const mine = { _id: key, token };
    if (places.length === 0) await this.totals.deleteOne(mine);
    else await this.totals.updateOne(mine, { $set: { totals: sumOf(places.map(({ counts }) => counts)) } });
  }

  private async forget(_id: string, counted: string[]): Promise<void> {
    await this.tagged.updateOne({ _id }, { $pullAll: { pending: counted } });
    await this.tagged.updateOne({ _id, pending: { $size: 0 } }, { $unset: { pending: 1 } });
    await this.tagged.deleteOne({ _id, tags: { $size: 0 }, pending: { $exists: false } });
  }
}

const countsOf = (uses: Uses[]): SectionCounts =>
  sumOf(uses.map(({ _id, count }) => ({ [_id.section]: count, all: count })));

function sumOf(parts: SectionCounts[]): SectionCounts {
  const sum: SectionCounts = {};
  for (const part of parts)
    for (const [section, count] of Object.entries(part) as [Section, number][])
      sum[section] = (sum[section] ?? 0) + count;
  return sum;
}

/** The spelling used most; of two as frequent always the same one. */
function nameOf(uses: Uses[]): string {
  const spellings = new Map<string, number>();
  for (const { _id, count } of uses) spellings.set(_id.name, (spellings.get(_id.name) ?? 0) + count);
  const [first] = [...spellings].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return first?.[0] ?? '';
}
